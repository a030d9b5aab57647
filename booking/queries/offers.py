"""Every motif of the first page with its next time, in a number of queries that does not depend on theirs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from booking.availability.interval import Interval
from booking.availability.starts import starts
from booking.models import FreeTime, Motif, PlageOuverture
from booking.queries.creneaux import delays_of, grid_of
from booking.queries.earliest import REACHES, next_of_each
from booking.queries.motifs import motifs_online
from booking.queries.sectors import NOBODY, Address, Reception, received_at
from booking.queries.sessions import next_sessions
from booking.queries.spelling import plain

type Spans = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Offer:
    """`next_start` in UTC, None when nothing is free within the delays; `next_session`, of a motif for several people
    at once, only told then.
    """

    motif: Motif
    next_start: datetime | None
    next_session: datetime | None = None


def offers(*, now: datetime, address: Address | None = None) -> list[Offer]:
    """As `in_the_list`. Motifs that depend on the address, where it is received."""
    received, reception = received_at(motifs_online(), address)
    motifs = sorted(received, key=lambda motif: in_the_list(motif, reception))
    soonest = next_by_motif(motifs, now=now)
    without = [motif.pk for motif in motifs if motif.pk not in soonest]
    sessions = next_sessions(without, now=now, address=address) if without else {}
    return [Offer(motif, soonest.get(motif.pk), sessions.get(motif.pk)) for motif in motifs]


def in_the_list(motif: Motif, reception: Reception = NOBODY) -> tuple[str, int, bool, str, str]:
    """The order of the citizens' pages: by service; in each, of who serves the address first; as the alphabet goes."""
    service, name, organisation = map(plain, (motif.service.name, motif.name, motif.organisation.name))
    return service, motif.service_id, not reception.is_near(motif), name, organisation


def next_by_motif(motifs: Collection[Motif], *, now: datetime) -> Mapping[int, datetime]:
    """The earliest start of each motif in an open lieu, within its delays; motifs without any are absent."""
    found = dict(next_of_each([motif for motif in motifs if motif.requires], now=now))
    motifs = [motif for motif in motifs if not motif.requires]
    waiting = {motif.pk: motif for motif in motifs}
    plages = _plages(waiting)
    first_day = now.date() - timedelta(days=1)
    end = max((delays_of(motif).window(now).last.date() for motif in motifs), default=first_day)
    for reach in REACHES:
        last_day = min(end, first_day + reach) if reach else end + timedelta(days=1)
        free = _free(waiting, plages, first_day, last_day)
        for motif in list(waiting.values()):
            earliest = _earliest(motif, free[motif.pk], now)
            # A row of the next day may begin before (openings across midnight, zones): not sure yet.
            if earliest and (earliest.date() < last_day or not reach):
                found[motif.pk] = earliest
                del waiting[motif.pk]
        if not waiting:
            break
    return found


def _plages(motif_ids: Collection[int]) -> Mapping[int, list[int]]:
    """Motifs by plage."""
    by_plage: dict[int, list[int]] = defaultdict(list)
    links = PlageOuverture.motifs.through.objects.filter(motif__in=motif_ids)
    for plage_id, motif_id in links.values_list("plageouverture_id", "motif_id"):
        by_plage[plage_id].append(motif_id)
    return by_plage


def _free(
    waiting: Mapping[int, Motif], plages: Mapping[int, list[int]], first_day: date, last_day: date
) -> Mapping[int, Spans]:
    wanted = [
        plage_id for plage_id, motif_ids in plages.items() if any(each in waiting for each in motif_ids)
    ]
    rows = FreeTime.objects.filter(plage__in=wanted, day__range=(first_day, last_day))
    rows = rows.filter(Q(lieu=None) | Q(lieu__is_active=True)).order_by()
    by_motif: dict[int, Spans] = defaultdict(list)
    for plage_id, agenda_id, free in rows.values_list("plage_id", "agenda_id", "free"):
        for motif_id in plages[plage_id]:
            if motif_id in waiting and waiting[motif_id].is_received_by(agenda_id):
                by_motif[motif_id] += free
    return by_motif


def _earliest(motif: Motif, free: Spans, now: datetime) -> datetime | None:
    window, grid = delays_of(motif).window(now), grid_of(motif)
    best: datetime | None = None
    for start, end in sorted(free):
        if best and start > best:
            break
        possible = starts(Interval(start, end), grid, now=now, opened_at=start)
        first = next((each for each in possible if window.holds(each)), None)
        if first and (best is None or first < best):
            best = first
    return best
