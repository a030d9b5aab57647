"""An agent may take a time that is already taken: warned first, then on purpose, and it leaves a trace."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Rdv
from booking.queries.overlaps import Overlap, overlaps
from foundation.actors import Actor
from foundation.errors import Forbidden


class WouldOverlap(CreneauTaken):
    """A warning: the same request with `overlap=True` is accepted. `overlaps` says with whom."""

    code = "chevauchement"
    sentence = (
        "À cette heure, l’agenda est déjà occupé. Choisissez un autre créneau, ou prenez celui-ci quand même."
    )

    def __init__(self, found: Sequence[Overlap]) -> None:
        self.overlaps = tuple(found)
        said = [
            {
                "agenda": each.agenda_id,
                "rdv": str(each.rdv_id) if each.rdv_id else None,
                "starts_at": each.starts_at.isoformat(),
                "ends_at": each.ends_at.isoformat(),
            }
            for each in found
        ]
        super().__init__(overlaps=said)


def check_overlap(wanted: Wanted, by: Actor) -> None:
    """Only an agent overlaps, and on an agenda that they name. Raises Forbidden."""
    if wanted.overlap and not (by.is_agent and len(wanted.agenda_ids) == 1):
        raise Forbidden


@contextmanager
def overlaps_told(wanted: Wanted, *, by: Actor, now: datetime, moving: Rdv | None = None) -> Iterator[None]:
    """Turns "taken" into WouldOverlap when an agent named the agendas and they are occupied then."""
    try:
        yield
    except CreneauTaken as taken:
        found = (
            overlaps(wanted.agenda_ids, wanted.span, now=now, apart_from=moving)
            if by.is_agent and wanted.agenda_ids
            else []
        )
        # Asked to overlap, and refused all the same: it is a room or equipment that lacks, and asking again is no use.
        if wanted.overlap or not found:
            raise
        raise WouldOverlap(found) from taken
