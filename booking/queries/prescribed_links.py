"""The link by which a prescriber sees again what they booked, and can do nothing else."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from booking.models import Participation
from booking.queries.prescription import prescribed
from foundation.sealing import Unsealable, seal, unseal
from foundation.tenancy import current

PADDING = 4


def prescribed_link(participation: Participation) -> str:
    """A path on the administration's host. Sealed for this administration: nothing is stored for it."""
    return f"/prescription/rdv/{seal(_purpose(), str(participation.pk)).rstrip('=')}/"


def prescribed_by_token(token: str, *, now: datetime) -> Participation | None:
    padded = token + "=" * (-len(token) % PADDING)
    with suppress(Unsealable, ValueError):
        return prescribed(UUID(unseal(_purpose(), padded)), now=now)
    return None


def _purpose() -> str:
    return f"booking.prescription.{current().id}"
