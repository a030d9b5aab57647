"""What motifs occupy beside who receives (`Motif.requires`), and when it is free."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q

from booking.availability.interval import Interval, merge
from booking.availability.keys import Key
from booking.availability.requirements import Requirement
from booking.availability.wall_clock import ONE_DAY
from booking.models import Agenda, FreeTime, Motif, PlageOuverture
from booking.queries.sources import AgendaSources, load_sources
from booking.vocabulary import AgendaKind

# They are free whenever the organisation is open, unless plages say when.
WITHOUT_PLAGE = frozenset({AgendaKind.SALLE, AgendaKind.MATERIEL})

type ByKey = dict[Key, list[Interval]]


def lane_of(key: Key) -> tuple[int, int]:
    """Every key here is one: (agenda, lane)."""
    return cast(tuple[int, int], key)


@dataclass(frozen=True, slots=True)
class Required:
    """Free time of every agenda that some motifs may need; what has plages is free where they are."""

    agendas: Mapping[int, Agenda]
    somewhere: Mapping[int | None, ByKey] = field(default_factory=lambda: defaultdict(dict))
    anywhere: ByKey = field(default_factory=dict)

    def of(
        self, motif: Motif, lieu_id: int | None, *, among: Collection[int] | None = None
    ) -> list[Requirement]:
        """Keys are (agenda, lane). `among` keeps these agendas alone."""
        free = {**self.anywhere, **self.somewhere.get(lieu_id, {})}
        found = []
        for need in motif.requires:
            pool = {
                agenda_id
                for agenda_id, agenda in self.agendas.items()
                if _serves(agenda, need, motif) and (among is None or agenda_id in among)
            }
            theirs: ByKey = {key: spans for key, spans in free.items() if lane_of(key)[0] in pool}
            found.append(Requirement(need["kind"], theirs, need.get("count", 1)))
        return found


def required_by_index(motifs: Iterable[Motif], first_day: date, last_day: date) -> Required:
    """For searches. Six queries at most, whatever the number of motifs and agendas."""
    found = _agendas(motifs)
    opening = [pk for pk, agenda in found.agendas.items() if _has_plage(agenda)]
    rows = FreeTime.objects.filter(agenda__in=opening, day__range=(first_day, last_day))
    for agenda_id, lieu_id, lane, free in rows.values_list("agenda_id", "lieu_id", "lane", "free"):
        spans = found.somewhere[lieu_id].setdefault((agenda_id, lane), [])
        spans += [Interval(start, end) for start, end in free]
    _merge(found)
    always = [pk for pk, agenda in found.agendas.items() if _needs_none(agenda)]
    for sources in _over(always, first_day, last_day):
        _add_always(found, sources)
    return found


def required_by_sources(
    motif: Motif,
    days: tuple[date, date],
    *,
    among: Collection[int] | None = None,
    apart_from: Q | None = None,
) -> Required:
    """For commands: under the lock of `among`, or before it. Five queries."""
    found = _agendas([motif])
    asked = [pk for pk in found.agendas if among is None or pk in among]
    for sources in load_sources(asked, days[0] - ONE_DAY, days[1] + ONE_DAY, apart_from=apart_from):
        agenda = found.agendas[sources.agenda.pk]
        if _needs_none(agenda):
            _add_always(found, sources)
            continue
        for lane in range(1, sources.agenda.capacity + 1):
            for plage, span in sources.free(lane):
                spans = found.somewhere[plage.lieu_id].setdefault((agenda.pk, lane), [])
                spans.append(span.free)
    _merge(found)
    return found


def _over(agenda_ids: Collection[int], first_day: date, last_day: date) -> list[AgendaSources]:
    """A day more at both ends: their days are those of their own zone."""
    return load_sources(agenda_ids, first_day - ONE_DAY, last_day + ONE_DAY) if agenda_ids else []


def _agendas(motifs: Iterable[Motif]) -> Required:
    which = Q(pk__in=[])
    for motif in motifs:
        for need in motif.requires:
            listed = need.get("agendas")
            which |= Q(pk__in=listed) if listed else Q(kind=need["kind"], organisation=motif.organisation_id)
    plages = PlageOuverture.objects.filter(agenda=OuterRef("pk"))
    rows = Agenda.objects.filter(which, is_active=True).annotate(has_plage=Exists(plages))
    return Required({agenda.pk: agenda for agenda in rows.order_by("pk")})


def _serves(agenda: Agenda, need: Mapping[str, Any], motif: Motif) -> bool:
    if agenda.kind != need["kind"]:
        return False
    listed: Sequence[int] = need.get("agendas") or ()
    return agenda.pk in listed if listed else agenda.organisation_id == motif.organisation_id


def _has_plage(agenda: Agenda) -> bool:
    return bool(getattr(agenda, "has_plage", False))


def _needs_none(agenda: Agenda) -> bool:
    return not _has_plage(agenda) and agenda.kind in WITHOUT_PLAGE


def _add_always(found: Required, sources: AgendaSources) -> None:
    for lane in range(1, sources.agenda.capacity + 1):
        found.anywhere[sources.agenda.pk, lane] = sources.free_all_day(lane)


def _merge(found: Required) -> None:
    for by_key in found.somewhere.values():
        for key, spans in by_key.items():
            by_key[key] = merge(spans)
