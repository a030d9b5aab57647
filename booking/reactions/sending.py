"""The one way a message leaves, to an usager or to an agent: once, in time, or with the reason why not."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any

from booking.commands.keep_receipt import (
    NOBODY,
    note_doubt,
    note_dropped,
    note_failed,
    note_sent,
    open_receipt,
)
from booking.models import Agent, Participation, Rdv, Receipt
from booking.queries.message_settings import message_settings
from booking.queries.usager_contacts import reader_of
from booking.reactions.by_sms import leave_by_sms
from booking.reactions.counting import counted
from booking.reactions.late import waits_until
from booking.reactions.leaving import alone
from booking.reactions.letters import email_of
from booking.reactions.message import Message
from booking.vocabulary import BY_ITSELF, MessageKind, ReceiptState
from foundation.courier.addresses import is_mobile
from foundation.courier.channels import Channel
from foundation.courier.failures import NotBefore, PermanentFailure, TooLate
from foundation.courier.mail import Email, post_email
from foundation.courier.posted import remember
from foundation.courier.reply_addresses import reply_address
from foundation.outbox.turn import is_last_turn
from foundation.ports import may_send
from foundation.tenancy import current

# Stable codes of what never leaves.
NO_CONTACT = "pas-de-contact"
REFUSED = "refuse-par-l-usager"
TOO_LATE = "trop-tard"
NO_BUDGET = "budget-epuise"
NOT_NOTIFIED = "motif-non-notifie"
# What was tried as often as anything is.
GIVEN_UP = "abandonne"
# Before the carrier's own code.
BY_CARRIER = "transporteur-"

logger = logging.getLogger(__name__)


def send(
    *,
    kind: MessageKind,
    channel: Channel,
    key: str,
    now: datetime,
    participation: Participation | None = None,
    agent: Agent | None = None,
    rdv: Rdv | None = None,
    drop_after: datetime | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Receipt:
    """To `participation`'s usager, or who answers for them, or to `agent` (then `rdv`, if any, is what it is about).
    Asked again under the same `key`, it leaves once. Never inside a transaction: it waits for the network.

    Raises TemporaryFailure: ask again later, with the same key. It is then too late from `drop_after`, or from the
    start of the rdv for an usager. NotBefore, one of them: when the night is over.
    """
    about = participation.rdv if participation else rdv
    message = Message(
        kind=kind,
        channel=channel,
        participation=participation,
        agent=agent,
        rdv=about,
        extra=extra or {},
        drop_after=drop_after,
    )
    # Read once nobody else can be about to post it.
    with alone(_mark(key)):
        receipt = open_receipt(_draft(message, key, now))
        if receipt.state != ReceiptState.QUEUED:
            return counted(message, receipt, now)
        if reason := _why_not(message, receipt.contact, now):
            return note_dropped(receipt, reason=reason, now=now)
        if until := waits_until(message, drop_after, now):
            if receipt.created_at == now:
                # Nobody was asked yet, and who wakes up must not think otherwise.
                note_doubt(receipt, account=NOBODY)
            raise NotBefore("nuit", until)
        with _last_word(receipt, now):
            return _leave(message, receipt, now)


@contextmanager
def _last_word(receipt: Receipt, now: datetime) -> Iterator[None]:
    """Tried for the last time, it does not wait for ever: who opens the rdv reads that nobody was reached."""
    try:
        yield
    except Exception:
        if is_last_turn():
            note_failed(receipt, reason=GIVEN_UP, now=now)
        raise


def _leave(message: Message, receipt: Receipt, now: datetime) -> Receipt:
    try:
        return _post(message, receipt, now)
    except TooLate:
        return note_dropped(receipt, reason=TOO_LATE, now=now)
    except PermanentFailure as failure:
        logger.warning("message refused for good", extra={"receipt": str(receipt.pk), "code": failure.code})
        return note_failed(receipt, reason=f"{BY_CARRIER}{failure.code}", now=now)


def send_written(
    email: Email,
    *,
    kind: MessageKind,
    key: str,
    now: datetime,
    agent: Agent | None = None,
    rdv: Rdv | None = None,
) -> Receipt:
    """An e-mail that is no usager's: to an agent, or to who prescribed that rdv. Once under that key. Raises
    TemporaryFailure.
    """
    draft = Receipt(
        key=key, kind=kind, channel=Channel.EMAIL, agent=agent, rdv=rdv, contact=email.to, created_at=now
    )
    with alone(_mark(key)):
        receipt = open_receipt(draft)
        if receipt.state != ReceiptState.QUEUED:
            return receipt
        if not may_send(Channel.EMAIL.value):
            return note_dropped(receipt, reason=NO_BUDGET, now=now)
        with _last_word(receipt, now):
            try:
                post_email(email, reference=str(receipt.pk))
            except PermanentFailure as failure:
                return note_failed(receipt, reason=f"{BY_CARRIER}{failure.code}", now=now)
            return note_sent(receipt, now=now, parts=1)


def _mark(key: str) -> str:
    """As a cache can write it: a key is whatever the sender says."""
    return sha256(f"{current().id}:{key}".encode()).hexdigest()


def _draft(message: Message, key: str, now: datetime) -> Receipt:
    usager = message.participation.usager if message.participation else None
    person = reader_of(usager) if usager else message.agent
    contact = getattr(person, "email" if message.channel == Channel.EMAIL else "phone", "")
    return Receipt(
        key=key,
        kind=message.kind,
        channel=message.channel,
        # A time that is only offered is no rdv yet.
        rdv=None if message.rdv is None or message.rdv._state.adding else message.rdv,
        usager=usager,
        agent=message.agent,
        contact=contact,
        created_at=now,
    )


def _why_not(message: Message, contact: str, now: datetime) -> str:
    if not contact or (message.channel == Channel.SMS and not is_mobile(contact)):
        return NO_CONTACT
    # Who has just written to us reads an answer, after STOP (the last one) too.
    unasked = message.participation if message.kind != MessageKind.ANSWER_UNDERSTOOD else None
    if unasked and not _accepts(unasked, message.channel):
        return REFUSED
    if unasked and message.kind in BY_ITSELF and not unasked.rdv.motif.is_notified:
        return NOT_NOTIFIED
    if message.until and message.until <= now:
        return TOO_LATE
    return "" if may_send(message.channel.value) else NO_BUDGET


def _accepts(participation: Participation, channel: Channel) -> bool:
    reader = reader_of(participation.usager)
    return reader.accepts_email if channel == Channel.EMAIL else reader.accepts_sms


def _post(message: Message, receipt: Receipt, now: datetime) -> Receipt:
    """Under the receipt's own id: a process that dies before the mark asks again under the same one, and a carrier
    sends what it knows only once.
    """
    settings = message_settings()
    if message.channel == Channel.SMS:
        return leave_by_sms(message, receipt, settings=settings, now=now)
    settings.reply_to = settings.reply_to or reply_address(current().id, receipt.pk)
    email = email_of(message, to=receipt.contact, settings=settings, now=now)
    # Before: a bounce may come back at once.
    remember(receipt.pk, now=now)
    post_email(email, reference=str(receipt.pk))
    return note_sent(receipt, now=now, parts=1)
