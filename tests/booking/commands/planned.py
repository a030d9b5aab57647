"""An rdv far enough ahead for everything to be planned about it, and what is."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import Participation
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.due.models import DueRow
from tests.booking.commands.conftest import NOW, ZOE, Office

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DESK = Actor(ActorKind.AGENT, name="Amina Benali")
# A Thursday, seventeen days ahead: reminded two days before.
THEN = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
TO_CONFIRM = {"confirm_before_s": 4 * 86_400, "unconfirmed": "release"}


def planned(kind: str) -> list[tuple[str, datetime]]:
    """What comes after the participation's id, and when; in time order."""
    rows = DueRow.objects.filter(kind=kind).order_by("due_at")
    return [(row.ref.partition(":")[2], row.due_at) for row in rows]


def reminders() -> Sequence[tuple[str, datetime]]:
    return planned("booking.reminder")


def booked(office: Office, starts_at: datetime = THEN, identity: Identity = ZOE) -> Participation:
    return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW)
