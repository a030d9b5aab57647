"""The sources of free time: openings, absences and occupations of some agendas over some days."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from psycopg.types.range import TimestamptzRange

from booking.availability.free import FreeSpan, busy_time, free_spans
from booking.availability.interval import Interval, subtract
from booking.availability.schedule import Schedule
from booking.availability.wall_clock import ONE_DAY, whole_day
from booking.models import Absence, Agenda, Occupation, PlageOuverture
from booking.queries.closing import days_without_opening
from booking.queries.schedules import schedule_of_absence, schedule_of_plage


@dataclass
class AgendaSources:
    """Everything that decides when one agenda is free from `first_day` to `last_day`, both included."""

    agenda: Agenda
    first_day: date
    last_day: date
    plages: list[PlageOuverture] = field(default_factory=list)
    # Of the plages, those that offer the motif asked about.
    offering: set[int] = field(default_factory=set)
    absences: list[Schedule] = field(default_factory=list)
    # By lane.
    taken: dict[int, list[Interval]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agenda.organisation.time_zone)

    def free(self, lane: int) -> Iterator[tuple[PlageOuverture, FreeSpan]]:
        busy: dict[bool, list[Interval]] = {}
        for plage in self.plages:
            if plage.on_holidays not in busy:
                busy[plage.on_holidays] = self._busy(lane, plage.on_holidays)
            spans = free_spans(
                schedule_of_plage(plage),
                zone=self.zone,
                first_day=self.first_day,
                last_day=self.last_day,
                busy=busy[plage.on_holidays],
            )
            for span in spans:
                yield plage, span

    def free_all_day(self, lane: int) -> list[Interval]:
        """Of what needs no plage: whenever the organisation is open. Legal holidays bind who receives, not a room."""
        days = whole_day(self.first_day, self.zone).start, whole_day(self.last_day + ONE_DAY, self.zone).end
        return subtract([Interval(*days)], self._busy(lane, on_holidays=True))

    def _busy(self, lane: int, on_holidays: bool) -> list[Interval]:
        return busy_time(
            zone=self.zone,
            first_day=self.first_day,
            last_day=self.last_day,
            closed_days=days_without_opening(
                self.agenda.organisation, self.first_day, self.last_day + ONE_DAY, on_holidays=on_holidays
            ),
            absences=self.absences,
            taken=self.taken[lane],
        )


def load_sources(
    agenda_ids: Collection[int], first_day: date, last_day: date, *, apart_from: Q | None = None
) -> list[AgendaSources]:
    """Sources of the given agendas, in the order of their ids: four queries. An inactive agenda has no plage.

    `apart_from`: occupations that are about to go.
    """
    agendas = Agenda.objects.filter(pk__in=agenda_ids).select_related("organisation").order_by("pk")
    by_id = {agenda.pk: AgendaSources(agenda, first_day, last_day) for agenda in agendas}
    plages = PlageOuverture.objects.filter(agenda__in=by_id, agenda__is_active=True, first_day__lte=last_day)
    for plage in plages.order_by("pk"):
        by_id[plage.agenda_id].plages.append(plage)
    return _completed(by_id, first_day, last_day, apart_from)


def open_sources(
    agenda_ids: Collection[int],
    first_day: date,
    last_day: date,
    *,
    motif_id: int | None = None,
    apart_from: Q | None = None,
) -> list[AgendaSources]:
    """Of those alone that may have free time: active, with a plage. `motif_id` fills `offering`. Three queries.

    Agenda and organisation come with the plages, read after the lock that the caller waited for, not along with it.
    """
    plages = PlageOuverture.objects.filter(
        agenda__in=agenda_ids, agenda__is_active=True, first_day__lte=last_day
    )
    if motif_id is not None:
        link = PlageOuverture.motifs.through.objects.filter(plageouverture=OuterRef("pk"), motif=motif_id)
        plages = plages.annotate(offers=Exists(link))
    by_id: dict[int, AgendaSources] = {}
    for plage in plages.select_related("agenda__organisation").order_by("agenda", "pk"):
        if plage.agenda_id not in by_id:
            by_id[plage.agenda_id] = AgendaSources(plage.agenda, first_day, last_day)
        by_id[plage.agenda_id].plages.append(plage)
        if getattr(plage, "offers", False):
            by_id[plage.agenda_id].offering.add(plage.pk)
    return _completed(by_id, first_day, last_day, apart_from) if by_id else []


def _completed(
    by_id: dict[int, AgendaSources], first_day: date, last_day: date, apart_from: Q | None
) -> list[AgendaSources]:
    for absence in Absence.objects.filter(agenda__in=by_id, first_day__lte=last_day + ONE_DAY):
        by_id[absence.agenda_id].absences.append(schedule_of_absence(absence))
    for agenda_id, lane, interval in _occupations(by_id, first_day, last_day, apart_from):
        by_id[agenda_id].taken[lane].append(interval)
    return list(by_id.values())


def _occupations(
    agenda_ids: Collection[int], first_day: date, last_day: date, apart_from: Q | None
) -> Iterator[tuple[int, int, Interval]]:
    # Wide enough for every zone and for an opening that ends on the next day.
    utc = ZoneInfo("UTC")
    window = TimestamptzRange(
        whole_day(first_day - ONE_DAY, utc).start, whole_day(last_day + timedelta(days=2), utc).end
    )
    rows = Occupation.objects.filter(agenda__in=agenda_ids, during__overlap=window)
    if apart_from is not None:
        rows = rows.exclude(pk__in=Occupation.objects.filter(apart_from).values("pk"))
    for agenda_id, lane, during in rows.values_list("agenda_id", "lane", "during"):
        yield agenda_id, lane, Interval(during.lower, during.upper)
