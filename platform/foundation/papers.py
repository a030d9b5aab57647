"""What the national hub knows of an application for identity papers: the words of the port `papers_status`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PapersStatus(StrEnum):
    VALIDATED = "validated"
    # Already served: the papers were asked for.
    CONSUMED = "consumed"
    # Made, and not known officially yet.
    DECLARED = "declared"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    # Nobody answered, or nothing readable: nothing is known.
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class OtherAppointment:
    """Booked elsewhere with the same number. `at` is local to the place; `url` is empty when it is no web address."""

    name: str
    at: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class PapersAnswer:
    status: PapersStatus
    appointments: Sequence[OtherAppointment] = ()


UNAVAILABLE = PapersAnswer(PapersStatus.UNAVAILABLE)
