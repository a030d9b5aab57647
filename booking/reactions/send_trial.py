"""The trial of a wording: the very letter that an usager would get, about an rdv that nobody has."""

import json
from dataclasses import replace

from booking.commands.keep_receipt import note_sent
from booking.events import TrialAsked
from booking.models import MessageSettings, Receipt
from booking.queries.message_settings import message_settings, sms_accounts
from booking.queries.sample_rdv import sample_participation
from booking.reactions.by_sms import leave_written
from booking.reactions.kept_message import post_kept
from booking.reactions.letters import email_of, sms_of
from booking.reactions.message import Message
from booking.vocabulary import MessageKind
from booking.wording.catalogue import FALLBACK
from foundation import clock
from foundation.courier.channels import Channel
from foundation.courier.mail import post_email
from foundation.outbox.wiring import Envelope

SUBJECT = "[Essai] {}"


def send_trial(event: TrialAsked, envelope: Envelope) -> None:
    post_kept(event.receipt_id, _post)


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
    leave_written(sms, receipt, accounts=sms_accounts(settings), now=now)


def _worded(settings: MessageSettings, asked: dict[str, object]) -> MessageSettings:
    """As if what was typed were in use. Never saved."""
    settings.comparing = []
    settings.wordings = {
        asked["kind"]: {"sms": {FALLBACK: {"a": asked["sms"]}}, "email": {FALLBACK: asked["email"]}}
    }
    return settings
