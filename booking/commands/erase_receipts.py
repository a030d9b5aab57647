"""What a receipt keeps of a person goes after six months; its state and its counts stay."""

from datetime import datetime, timedelta

from django.db.models import Q

from booking.models import Receipt
from booking.models.receipt import NAMED
from booking.vocabulary import ReceiptState

KEPT = timedelta(days=183)
# Nothing is tried any more after this: the relay has given up, or another message told more since.
LONGEST_WAIT = timedelta(days=2)
# What was waiting then was seen by the nights before.
LOOKED_BACK = timedelta(days=30)


def erase_receipts(*, now: datetime) -> None:
    """Two statements a night, whatever there is: both read the index of receipts that still name somebody."""
    named = Receipt.objects.filter(NAMED)
    waiting = named.filter(
        Q(rdv__starts_at__lte=now) | Q(created_at__lt=now - LONGEST_WAIT),
        state=ReceiptState.QUEUED,
        created_at__gt=now - LOOKED_BACK,
    )
    waiting.update(state=ReceiptState.DROPPED, reason="trop-tard", done_at=now)
    named.filter(created_at__lt=now - KEPT).update(contact="", text="", usager=None)
