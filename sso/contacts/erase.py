"""The contact of a challenge that nobody answered in time."""

from collections.abc import Sequence
from datetime import datetime

from sso.contacts.models import ContactChallenge


def erase_contacts(challenge_ids: Sequence[str], now: datetime) -> None:
    """Answers the due rows of `ask_code`."""
    ContactChallenge.objects.filter(pk__in=challenge_ids, expires_at__lte=now).update(contact="")
