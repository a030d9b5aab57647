"""What a motif requires beside who receives, chosen and then verified under the locks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.db.models import Q

from booking.availability.choose import fairest
from booking.availability.keys import Key
from booking.availability.requirements import Requirement, assign
from booking.availability.wall_clock import whole_day
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Taken, Wanted
from booking.queries.joint import together
from booking.queries.loads import loads
from booking.queries.required import Required, lane_of, required_by_sources
from booking.queries.sources import AgendaSources, open_sources


def choose_together(wanted: Wanted, receivers: Sequence[int], gone: Q) -> tuple[int, list[int]]:
    """The first of `receivers` for whom everything required is free too, and what they need. Read without a lock.

    `gone`: occupations that are about to go. Raises CreneauTaken.
    """
    required = required_by_sources(wanted.motif, wanted.days, apart_from=gone)
    needs = required.of(wanted.motif, wanted.lieu_id)
    rank = _fairest_first(required, wanted)
    for receiver in _receiving(wanted, receivers, needs, gone):
        team = assign(wanted.span, needs, receiver=receiver, rank=rank)
        if team is not None:
            return receiver[0], [lane_of(key)[0] for keys in team for key in keys]
    raise CreneauTaken


def verify_together(wanted: Wanted, taken: Taken, chosen: Iterable[int]) -> Taken | None:
    """With the lanes of what was chosen, its agendas locked; None when one of them was taken meanwhile."""
    among = set(chosen)
    required = required_by_sources(wanted.motif, wanted.days, among=among)
    needs = required.of(wanted.motif, wanted.lieu_id, among=among)
    team = assign(wanted.span, needs, receiver=(taken.agenda_id, taken.lane))
    if team is None:
        return None
    return replace(taken, beside=tuple(lane_of(key) for keys in team for key in keys))


def _receiving(
    wanted: Wanted, receivers: Sequence[int], needs: Sequence[Requirement], gone: Q
) -> Iterable[tuple[int, int]]:
    """Lanes that can receive then, on a start that the search would show."""
    if wanted.overlap:
        yield from ((agenda_id, 1) for agenda_id in receivers)
        return
    found = open_sources(receivers, *wanted.days, motif_id=wanted.motif.pk, apart_from=gone)
    by_id = {sources.agenda.pk: sources for sources in found}
    for agenda_id in receivers:
        if agenda_id in by_id:
            yield from _lanes(wanted, by_id[agenda_id], needs)


def _lanes(wanted: Wanted, sources: AgendaSources, needs: Sequence[Requirement]) -> Iterable[tuple[int, int]]:
    for lane in range(1, sources.agenda.capacity + 1):
        receiver = (sources.agenda.pk, lane)
        for plage, found in sources.free(lane):
            offers = plage.pk in sources.offering and plage.lieu_id == wanted.lieu_id
            if offers and any(wanted.fits(piece) for piece in together(found.free, needs, receiver)):
                yield receiver
                break


def _fairest_first(required: Required, wanted: Wanted) -> Callable[[Iterable[Key]], Iterable[Key]]:
    day = whole_day(wanted.day, wanted.zone)
    order = {agenda: place for place, agenda in enumerate(fairest(loads(list(required.agendas), day)))}
    return lambda keys: sorted(keys, key=lambda key: (order[lane_of(key)[0]], lane_of(key)[1]))
