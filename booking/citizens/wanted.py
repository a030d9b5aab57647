"""From what a button posted to what the commands take."""

from datetime import datetime

from booking.citizens.choices import Choice
from booking.citizens.drafts import Draft
from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.details import Details
from booking.commands.refusals import CreneauTaken
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Motif, Participation
from booking.queries.motifs import lieu_of
from booking.queries.sector_holds import is_kept_by_another
from foundation.actors import Actor


def wanted(motif: Motif, choice: Choice) -> Wanted:
    """With those who may receive, when not all may. Raises CreneauTaken for a lieu where this motif is not received."""
    lieu = lieu_of(motif, choice.lieu_slug) if choice.lieu_slug else None
    if lieu is None and choice.lieu_slug:
        raise CreneauTaken
    if motif.among == frozenset():
        raise CreneauTaken
    lieu_id = lieu.pk if lieu else None
    return Wanted(motif=motif, lieu_id=lieu_id, starts_at=choice.start, agenda_ids=motif.among or ())


def confirm(
    draft: Draft, motif: Motif, *, mark: str, identity: Identity, details: Details, by: Actor, now: datetime
) -> Participation:
    """The rdv of a draft, once; `motif` is asked for as many. A hold given back meanwhile (over, or swapped in another
    tab) is no obstacle as long as its time is free. Raises CreneauTaken.
    """
    try:
        if is_kept_by_another(draft.hold_id, motif, now=now):
            raise CreneauTaken
        return confirm_hold(
            draft.hold_id, visitor_mark=mark, identity=identity, by=by, now=now, details=details
        )
    except CreneauTaken:
        again = wanted(motif, draft.choice)
        return book_rdv(again, identity=identity, by=by, now=now, rdv_id=draft.hold_id, details=details)
