"""Who receives: a rule, never a draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from booking.availability.keys import Id

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Load:
    """What an agenda already carries: minutes occupied that local day, and when it last received anyone."""

    agenda: Id
    minutes: int
    last_served_at: datetime | None = None


def fairest(loads: Iterable[Load]) -> list[Id]:
    """Fewest minutes that day, then longest unserved (never first), then the smallest identifier."""
    ranked = sorted(loads, key=lambda load: (load.minutes, load.last_served_at or _NEVER, load.agenda))
    return [load.agenda for load in ranked]


def who_may_receive(
    *, chosen: Iterable[Id] = (), referents: Iterable[Id] | None = None
) -> frozenset[Id] | None:
    """None means everyone. `chosen` empty means no choice; `referents`, given for a follow-up motif, means
    nobody when it is empty."""
    among = frozenset(chosen) or None
    if referents is None:
        return among
    return frozenset(referents) if among is None else among & frozenset(referents)
