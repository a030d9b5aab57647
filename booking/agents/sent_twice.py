"""The same form submitted twice is one rdv: it bears the key of its form."""

from collections.abc import Callable
from uuid import UUID

from booking.commands.refusals import CreneauTaken
from booking.models import Rdv
from booking.queries.agent_rdvs import rdv_by_id


def booked_once(key: UUID, book: Callable[[], Rdv]) -> Rdv:
    """Raises what `book` does."""
    if known := rdv_by_id(key):
        return known
    try:
        return book()
    except CreneauTaken:
        if known := rdv_by_id(key):
            return known
        raise
