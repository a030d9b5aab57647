from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.models import Session

from booking.commands.erase_receipts import erase_receipts
from booking.commands.forget_webhook_posts import forget_webhook_posts
from booking.commands.prove_index import prove_index


def prove(refs: Sequence[str], now: datetime) -> None:
    """Due: this administration's minute of the night has come."""
    prove_index(now=now)
    # Sessions keep what visitors typed: the night removes those that are over.
    Session.objects.filter(expire_date__lt=now).delete()
    erase_receipts(now=now)
    forget_webhook_posts(now=now)
