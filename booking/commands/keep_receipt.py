"""The receipt of a message: written before it leaves, then told what became of it (decision 0013)."""

from datetime import datetime

from django.db import connection

from booking.events import MessageSent
from booking.models import Receipt
from booking.vocabulary import ReceiptState
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work
from foundation.outbox.events import publish

# Of a queued SMS: no account may have sent it.
NOBODY = "-"


COLUMNS = Receipt._meta.concrete_fields
OPEN = "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING RETURNING id".format(  # noqa: S608
    Receipt._meta.db_table,
    ", ".join(str(field.column) for field in COLUMNS),
    ", ".join("%s" for _ in COLUMNS),
)


def open_receipt(draft: Receipt) -> Receipt:
    """The row of this key: the draft, or the one that was there before it. One statement for the draft: `bulk_create`
    does not say which of the two it is.
    """
    values = [field.get_db_prep_save(getattr(draft, field.attname), connection) for field in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(OPEN, values)
        if cursor.fetchone() is None:
            return Receipt.objects.get(key=draft.key)
    draft._state.adding, draft._state.db = False, connection.alias
    return draft


@unit_of_work
def note_sent(
    receipt: Receipt, *, now: datetime, parts: int, carrier: str = "", carrier_id: str = "", variant: str = ""
) -> Receipt:
    """Told and counted once, were it posted by two processes, or already delivered when we come to write it."""
    told = {"sent_at": now, "parts": parts, "variant": variant}
    told |= {"carrier": carrier[:20], "carrier_id": carrier_id[:120]}
    unsaid = Receipt.objects.filter(pk=receipt.pk, sent_at=None)
    left = unsaid.filter(state=ReceiptState.QUEUED).update(**told, state=ReceiptState.SENT)
    if left or unsaid.update(**told):
        publish(MessageSent(receipt_id=receipt.pk, channel=Channel(receipt.channel), parts=parts))
    if not left:
        return Receipt.objects.get(pk=receipt.pk)
    for name, said in {**told, "state": ReceiptState.SENT}.items():
        setattr(receipt, name, said)
    return receipt


def note_doubt(receipt: Receipt, *, account: str) -> None:
    """Who may have sent it; "" is the first account, which is being asked (booking.reactions.by_sms)."""
    Receipt.objects.filter(pk=receipt.pk, state=ReceiptState.QUEUED).update(carrier=account)


def note_dropped(receipt: Receipt, *, reason: str, now: datetime) -> Receipt:
    """It never left, and never will."""
    return _end(receipt, ReceiptState.DROPPED, reason, now)


def note_failed(receipt: Receipt, *, reason: str, now: datetime) -> Receipt:
    """The carrier refused it for good."""
    return _end(receipt, ReceiptState.FAILED, reason, now)


def _end(receipt: Receipt, state: ReceiptState, reason: str, now: datetime) -> Receipt:
    Receipt.objects.filter(pk=receipt.pk, state=ReceiptState.QUEUED).update(
        state=state, reason=reason[:60], done_at=now
    )
    receipt.refresh_from_db()
    return receipt
