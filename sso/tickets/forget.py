"""Tickets are dead after a minute: they go, with what they held, used or not."""

from datetime import datetime

from foundation.tenancy import in_public
from sso.tickets.models import Ticket


def forget_expired(*, now: datetime) -> None:
    """In one statement: as django-tenants listens to every deletion, `delete()` would read the rows first."""
    with in_public():
        rows = Ticket.objects.filter(expires_at__lte=now)
        rows._raw_delete(rows.db)
