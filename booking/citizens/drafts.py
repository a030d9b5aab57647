"""What the session remembers of a booking under way: the times held, and what was typed. Nothing goes into a URL."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from booking.citizens.choices import Choice, read_choice
from booking.citizens.inputs import TYPED as ANY_MOTIF
from booking.citizens.inputs import typed_in
from booking.citizens.own_fields import own_names
from booking.citizens.visitor import MARK, session_of
from booking.models import Hold, Motif

HELD = "held"
# Those of a prescriber, apart: what was booked with them is somebody else's, and its link too.
PRESCRIBED = "held_for_others"
TYPED = {HELD: "typed", PRESCRIBED: "typed_for_others"}
# Which motif asked for what was typed.
OF = "of"
# Tabs opened side by side: each form confirms its own time, the oldest are forgotten.
AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A time this visitor held, for one motif and so many people."""

    hold_id: UUID
    motif_id: int
    choice: Choice
    people: int = 1


def remember(request: Request, hold: Hold, choice: Choice, among: str = HELD) -> None:
    session = session_of(request)
    session[MARK] = hold.visitor
    others = [each for each in session.get(among, []) if each[0] != str(hold.pk)]
    session[among] = [*others, [str(hold.pk), hold.motif_id, str(choice), hold.people]][-AT_MOST:]


def draft_of(request: Request, motif_id: int, hold_id: UUID | None = None, among: str = HELD) -> Draft | None:
    """The time of that hold, else the last one held for the motif. None when this visitor held none."""
    for held, motif, choice, people in reversed(session_of(request).get(among, [])):
        if motif == motif_id and hold_id in (None, UUID(held)):
            return Draft(UUID(held), motif, read_choice(choice), people)
    return None


def keep_typed(request: Request, motif: Motif, data: Any, among: str = HELD) -> None:
    """For a visitor who held a time: names of passers-by are kept nowhere. A button that posts no form erases none."""
    typed = typed_in(data, own_names(motif))
    if any(name in data for name in typed) and session_of(request).get(MARK):
        session_of(request)[TYPED[among]] = {**typed, OF: motif.pk}


def typed_of(request: Request, motif: Motif | None = None, among: str = HELD) -> dict[str, str]:
    """What was typed; answers to the questions of `motif` only if they were asked by it."""
    typed = dict(session_of(request).get(TYPED[among], {}))
    asked_by = typed.pop(OF, None)
    if motif is not None and asked_by == motif.pk:
        return typed
    return {name: said for name, said in typed.items() if name in ANY_MOTIF}


def forget_typed(request: Request, among: str = HELD) -> None:
    """Once confirmed, a name has no reason to stay on a shared computer."""
    session_of(request).pop(TYPED[among], None)
