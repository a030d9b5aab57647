"""What the session remembers of a booking under way: the times held, and what was typed. Nothing goes into a URL."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.choices import Choice, read_choice
from booking.citizens.visitor import MARK, session_of
from booking.models import Hold

HELD = "held"
TYPED = "typed"
# Tabs opened side by side: each form confirms its own time, the oldest are forgotten.
AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A time this visitor held, for one motif."""

    hold_id: UUID
    motif_id: int
    choice: Choice


def remember(request: Request, hold: Hold, choice: Choice) -> None:
    session = session_of(request)
    session[MARK] = hold.visitor
    others = [each for each in session.get(HELD, []) if each[0] != str(hold.pk)]
    session[HELD] = [*others, [str(hold.pk), hold.motif_id, str(choice)]][-AT_MOST:]


def draft_of(request: Request, motif_id: int, hold_id: UUID | None = None) -> Draft | None:
    """The time of that hold, else the last one held for the motif. None when this visitor held none."""
    for held, motif, choice in reversed(session_of(request).get(HELD, [])):
        if motif == motif_id and hold_id in (None, UUID(held)):
            return Draft(UUID(held), motif, read_choice(choice))
    return None


def keep_typed(request: Request, typed: Mapping[str, str]) -> None:
    """For a visitor who held a time: names of passers-by are kept nowhere."""
    if any(typed.values()) and session_of(request).get(MARK):
        session_of(request)[TYPED] = dict(typed)


def typed_of(request: Request) -> dict[str, str]:
    return dict(session_of(request).get(TYPED, {}))


def forget_typed(request: Request) -> None:
    """Once confirmed, a name has no reason to stay on a shared computer."""
    session_of(request).pop(TYPED, None)
