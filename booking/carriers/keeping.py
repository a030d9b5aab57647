"""What was told, in the current administration's own tables."""

import hashlib
from datetime import datetime
from uuid import UUID

from booking.commands.accept_messages import accept_messages
from booking.commands.note_report import Report, note_report, report_of, uuid_of
from booking.commands.receive_answer import receive_answer
from booking.models import Receipt
from booking.queries.answers import message_answered
from foundation.courier.bounces import Bounce, BounceKind
from foundation.courier.channels import Channel
from foundation.courier.replies import EmailReply
from foundation.courier.returns import DeliveryReport, InboundSms


def keep_report(driver: str, told: DeliveryReport, *, now: datetime) -> None:
    report = report_of(driver, told)
    if report:
        note_report(report, now=now)


def keep_bounce(told: Bounce, *, now: datetime) -> None:
    """Nothing is erased: the agent who opens the rdv sees that the message did not arrive. Of one that did, and was
    not wanted, the next ones do not leave.
    """
    reference = uuid_of(told.reference)
    if told.kind == BounceKind.COMPLAINT:
        if unwanted := message_answered(reference):
            accept_messages(Channel.EMAIL, unwanted.contact, accepted=False)
        return
    code = f"{told.kind.value}-bounce"
    note_report(Report(channel=Channel.EMAIL, reference=reference, delivered=False, code=code), now=now)


def keep_sms(driver: str, told: InboundSms, *, now: datetime, doubtful: bool = False) -> Receipt:
    """Some carriers name an answer by the message it answers: the words and the moment tell two answers apart. Of
    one that says neither id nor moment, the hour does: next month's « OUI » is another.
    """
    at = told.at.isoformat() if told.at else ("" if told.carrier_id else f"{now:%Y-%m-%dT%H}")
    facts = (told.carrier_id, told.sender, told.text, at)
    return receive_answer(
        channel=Channel.SMS,
        contact=told.sender,
        text=told.text,
        key=_key(driver, *facts),
        answers=message_answered(uuid_of(told.reference), contact=told.sender),
        now=now,
        doubtful=doubtful,
    )


def keep_email(told: EmailReply, reference: UUID, *, now: datetime) -> Receipt | None:
    """Wherever it comes from: people answer from another address of theirs, and the one we gave is unguessable.
    None when we sent no such message.
    """
    answered = message_answered(reference)
    if answered is None or answered.channel != Channel.EMAIL:
        return None
    return receive_answer(
        channel=Channel.EMAIL,
        contact=answered.contact,
        text=told.text,
        key=_key("email", reference.hex, told.text),
        answers=answered,
        now=now,
    )


def _key(source: str, *facts: str) -> str:
    digest = hashlib.sha256("\n".join(facts).encode("utf-8", "replace")).hexdigest()
    return f"in:{source[:20]}:{digest[:48]}"
