"""Where else in the administration the same thing is received."""

from collections.abc import Sequence
from datetime import datetime

from booking.models import Motif
from booking.queries.motifs import motifs_online
from booking.queries.offers import Offer, next_by_motif
from booking.queries.sectors import Address, received_at
from booking.queries.spelling import plain


def elsewhere(motif: Motif, *, now: datetime, address: Address | None = None) -> Sequence[Offer]:
    """Motifs of the same name that have a time: of who serves the address first, then the soonest; those that depend
    on the address, where it is received. For as many as `motif`, where so many are received. One query when there is
    no such motif.
    """
    name = plain(motif.name)
    named = [each for each in motifs_online() if each.pk != motif.pk and plain(each.name) == name]
    enough = [each.asked_for(motif.count) for each in named if motif.count <= each.people.get("at_most", 1)]
    same, reception = received_at(enough, address)
    soonest = next_by_motif(same, now=now) if same else {}
    found = [Offer(each, soonest[each.pk]) for each in same if each.pk in soonest]
    return sorted(
        found, key=lambda each: (not reception.is_near(each.motif), soonest[each.motif.pk], each.motif.pk)
    )
