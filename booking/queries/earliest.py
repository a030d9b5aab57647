"""The earliest times over several motifs: read together, in a number of queries that does not depend on theirs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from booking.availability.interval import Interval
from booking.availability.requirements import Requirement
from booking.models import FreeTime, Motif, PlageOuverture
from booking.queries.creneaux import grid_of, window_of
from booking.queries.horizon import horizon
from booking.queries.joint import starts_together
from booking.queries.required import Required, required_by_index

# Most motifs have a time within days: looking near first keeps the reading short.
REACHES = (timedelta(days=7), timedelta(days=35), None)


class Start(NamedTuple):
    """`start` in UTC."""

    start: datetime
    motif_id: int
    lieu_id: int | None
    agenda_id: int


def next_across(
    motifs: Collection[Motif], *, now: datetime, count: int = 5, within_delays: bool = False
) -> list[Start]:
    """The earliest of all, one per (time, motif, lieu): what an agent offers to who calls, whatever the channel."""
    first_day, end = horizon(now)
    plages = _plages(motifs)
    for reach in REACHES:
        last_day = min(end, first_day + reach) if reach else end
        found = sorted(_walk(motifs, plages, first_day, last_day, now, within_delays), key=_rank)
        kept = list({(each.start, each.motif_id, each.lieu_id): each for each in reversed(found)}.values())
        kept = kept[::-1][:count]
        # The last day read is not sure yet: an opening of the next may begin before, in another zone.
        if reach is None or last_day == end or (len(kept) == count and kept[-1].start.date() < last_day):
            break
    return kept


def next_of_each(motifs: Collection[Motif], *, now: datetime) -> Mapping[int, datetime]:
    """The earliest start of each motif for citizens, whatever it requires. Eight queries at most."""
    found: dict[int, datetime] = {}
    if motifs:
        first_day, last_day = horizon(now)
        for each in _walk(motifs, _plages(motifs), first_day, last_day, now, True):
            found[each.motif_id] = min(each.start, found.get(each.motif_id, each.start))
    return found


def _rank(each: Start) -> tuple[datetime, int, int, int]:
    return each.start, each.motif_id, each.lieu_id or 0, each.agenda_id


def _plages(motifs: Iterable[Motif]) -> Mapping[int, list[Motif]]:
    by_id = {motif.pk: motif for motif in motifs}
    by_plage: dict[int, list[Motif]] = defaultdict(list)
    links = PlageOuverture.motifs.through.objects.filter(motif__in=by_id)
    for plage_id, motif_id in links.values_list("plageouverture_id", "motif_id"):
        by_plage[plage_id].append(by_id[motif_id])
    return by_plage


def _walk(
    motifs: Iterable[Motif],
    plages: Mapping[int, list[Motif]],
    first_day: date,
    last_day: date,
    now: datetime,
    within_delays: bool,
) -> Iterator[Start]:
    demanding = [motif for motif in motifs if motif.requires]
    needs = _Needs(required_by_index(demanding, first_day, last_day) if demanding else Required({}))
    windows = {motif.pk: window_of(motif, now, within_delays) for motif in motifs}
    rows = FreeTime.objects.filter(plage__in=plages, day__range=(first_day, last_day))
    rows = rows.filter(Q(lieu=None) | Q(lieu__is_active=True)).order_by()
    for plage_id, lieu_id, agenda_id, lane, free in rows.values_list(
        "plage_id", "lieu_id", "agenda_id", "lane", "free"
    ):
        for motif in (each for each in plages[plage_id] if each.is_received_by(agenda_id)):
            needed, grid = needs.of(motif, lieu_id), grid_of(motif)
            for span in free:
                possible = starts_together(Interval(*span), grid, needed, receiver=(agenda_id, lane), now=now)
                for start in possible:
                    if windows[motif.pk].holds(start):
                        yield Start(start, motif.pk, lieu_id, agenda_id)


class _Needs:
    """Worked out once per motif and lieu."""

    def __init__(self, required: Required) -> None:
        self.required = required
        self.known: dict[tuple[int, int | None], list[Requirement]] = {}

    def of(self, motif: Motif, lieu_id: int | None) -> list[Requirement]:
        key = (motif.pk, lieu_id)
        if key not in self.known:
            self.known[key] = self.required.of(motif, lieu_id)
        return self.known[key]
