"""For how many an rdv, a hold or a place in the waiting list is."""

from copy import copy

from booking.models import Motif, Rdv

DOCUMENT = "document"


def granted(motif: Motif, people: int) -> Motif:
    """As `Motif.asked_for`, whatever the motif allows by now: what was granted stands."""
    if people == motif.count:
        return motif
    asked = copy(motif)
    asked.count = people
    return asked


def counted(rdv: Rdv) -> str:
    """« 3 personnes », « 2 documents »; empty for one, and of a session, whose participations tell."""
    if rdv.people < 2:
        return ""
    return f"{rdv.people} {unit_of(rdv.motif)}s"


def unit_of(motif: Motif) -> str:
    """« personne » or « document »."""
    return DOCUMENT if motif.people.get("unit") == DOCUMENT else "personne"
