"""Keep what somebody answered, as it came; acting on it is the reaction's turn."""

from datetime import datetime

from booking.events import AnswerReceived
from booking.models import Receipt
from booking.vocabulary import MessageKind, ReceiptState
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish

LONGEST_TEXT = 2_000
# Several administrations write from one number, and the carrier does not say which one was answered.
SEVERAL = "plusieurs-administrations"


@unit_of_work
def receive_answer(
    *,
    channel: Channel,
    contact: str,
    text: str,
    key: str,
    answers: Receipt | None,
    now: datetime,
    doubtful: bool = False,
) -> Receipt:
    """`key` is the same when the carrier tells it again: kept once. `answers`: the message it answers, if known.

    `doubtful`: it may be meant for another administration, so nothing but STOP will be acted upon.
    """
    draft = {
        "kind": MessageKind.ANSWER,
        "channel": channel,
        "contact": contact[:254],
        "text": text.replace("\x00", "")[:LONGEST_TEXT],
        "state": ReceiptState.RECEIVED,
        "reason": SEVERAL if doubtful else "",
        "rdv": answers.rdv if answers else None,
        "usager": answers.usager if answers else None,
        "created_at": now,
    }
    receipt, is_new = Receipt.objects.get_or_create(key=key, defaults=draft)
    if is_new:
        publish(AnswerReceived(receipt_id=receipt.pk))
    return receipt
