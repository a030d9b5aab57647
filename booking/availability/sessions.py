"""Collective rdvs: a time and seats, instead of a grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from booking.availability.keys import Id
from booking.availability.window import Window


@dataclass(frozen=True, slots=True)
class Session:
    """`seats` is None when unlimited. `taken` may exceed it: agents add people beyond the seats."""

    id: Id
    starts_at: datetime
    seats: int | None
    taken: int = 0

    def has_room_for(self, people: int) -> bool:
        return self.seats is None or self.taken + people <= self.seats


def bookable(sessions: Iterable[Session], window: Window, *, now: datetime, people: int = 1) -> list[Session]:
    """Not begun, inside the window (for citizens, narrowed by the delays), with enough seats; by date."""
    open_ones = (
        session
        for session in sessions
        if session.starts_at > now and window.holds(session.starts_at) and session.has_room_for(people)
    )
    return sorted(open_ones, key=lambda session: session.starts_at)
