"""The trial of a wording: the very letter that an usager would get, about an rdv that nobody has."""

import json
from dataclasses import replace

from booking.commands.keep_receipt import note_dropped, note_failed, note_sent
from booking.events import TrialAsked
from booking.models import MessageSettings, Receipt
from booking.queries.message_settings import message_settings, sms_accounts
from booking.queries.sample_rdv import sample_participation
from booking.reactions.letters import email_of, sms_of
from booking.reactions.message import Message
from booking.reactions.sending import BY_CARRIER, GIVEN_UP, NO_BUDGET
from booking.vocabulary import MessageKind, ReceiptState
from booking.wording.catalogue import FALLBACK
from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.failures import PermanentFailure
from foundation.courier.mail import post_email
from foundation.courier.sms import post_sms
from foundation.outbox.turn import is_last_turn
from foundation.outbox.wiring import Envelope
from foundation.ports import may_send

SUBJECT = "[Essai] {}"


def send_trial(event: TrialAsked, envelope: Envelope) -> None:
    receipt = Receipt.objects.filter(pk=event.receipt_id, state=ReceiptState.QUEUED).first()
    if receipt is None:
        return
    now = clock.now()
    if not may_send(receipt.channel):
        note_dropped(receipt, reason=NO_BUDGET, now=now)
        return
    try:
        _post(receipt)
    except PermanentFailure as failure:
        note_failed(receipt, reason=f"{BY_CARRIER}{failure.code}", now=now)
    except Exception:
        if is_last_turn():
            note_failed(receipt, reason=GIVEN_UP, now=now)
        raise


def _post(receipt: Receipt) -> None:
    now, asked = clock.now(), json.loads(receipt.text)
    settings = _worded(message_settings(), asked)
    message = Message(
        kind=MessageKind(asked["kind"]),
        channel=Channel(receipt.channel),
        participation=sample_participation(now),
    )
    reference = str(receipt.pk)
    if receipt.channel == Channel.EMAIL:
        email = email_of(message, to=receipt.contact, settings=settings, now=now)
        post_email(replace(email, subject=SUBJECT.format(email.subject), attachments=()), reference=reference)
        note_sent(receipt, now=now, parts=1)
        return
    sms, _ = sms_of(message, to=receipt.contact, settings=settings, now=now)
    taken = post_sms(sms, reference=reference, accounts=sms_accounts(settings))
    note_sent(receipt, now=now, parts=taken.parts, carrier=taken.carrier, carrier_id=taken.carrier_id)


def _worded(settings: MessageSettings, asked: dict[str, object]) -> MessageSettings:
    """As if what was typed were in use. Never saved."""
    settings.comparing = []
    settings.wordings = {
        asked["kind"]: {"sms": {FALLBACK: {"a": asked["sms"]}}, "email": {FALLBACK: asked["email"]}}
    }
    return settings
