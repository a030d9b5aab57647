"""One day of several agendas: openings, absences, what is taken, what is left. Seven queries whatever their number."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q
from psycopg.types.range import TimestamptzRange

from booking.availability.interval import Interval
from booking.availability.schedule import occurrences
from booking.availability.wall_clock import ONE_DAY, local_day
from booking.models import Absence, Agenda, FreeTime, Motif, Occupation, Participation, PlageOuverture
from booking.queries.closed_days import closed_days
from booking.queries.closing import days_without_opening
from booking.queries.creneaux import grid_of
from booking.queries.joint import starts_together
from booking.queries.required import Required, required_by_index
from booking.queries.schedules import schedule_of_absence, schedule_of_plage


@dataclass(frozen=True, slots=True)
class Opening:
    plage: PlageOuverture
    span: Interval


@dataclass(frozen=True, slots=True)
class Away:
    title: str
    span: Interval


@dataclass(frozen=True, slots=True, order=True)
class FreeStart:
    """A time at which an agenda can still receive for `motif`."""

    start: datetime
    motif: Motif = field(compare=False)


@dataclass
class AgendaDay:
    agenda: Agenda
    day: date
    openings: list[Opening] = field(default_factory=list)
    absences: list[Away] = field(default_factory=list)
    occupations: list[Occupation] = field(default_factory=list)
    free: list[FreeTime] = field(default_factory=list)
    plages: dict[int, PlageOuverture] = field(default_factory=dict)
    # What the motifs of the day require besides.
    required: Required = field(default_factory=lambda: Required({}))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agenda.organisation.time_zone)

    @property
    def is_closed(self) -> bool:
        """Chosen by the organisation, or a legal holiday on which no plage is open."""
        return not self.openings and bool(days_without_opening(self.agenda.organisation, self.day, self.day))

    @property
    def is_legal_holiday(self) -> bool:
        return bool(closed_days(self.agenda.organisation.holiday_set, self.day, self.day))

    @property
    def has_something(self) -> bool:
        return bool(self.openings or self.occupations)

    @property
    def motifs(self) -> set[Motif]:
        return {motif for opening in self.openings for motif in opening.plage.motifs.all()}

    def free_starts(self, *, now: datetime, motif_slug: str = "") -> list[FreeStart]:
        """For the motif asked, or for the first one of the plage that fits in what is left."""
        found: dict[datetime, FreeStart] = {}
        for row in self.free:
            motifs = [motif for motif in _motifs(self.plages, row) if motif_slug in ("", motif.slug)]
            for start, end in row.free:
                for free in self._cut(row, Interval(start, end), motifs, now):
                    if local_day(free.start, self.zone) == self.day:
                        found.setdefault(free.start, free)
        return sorted(found.values())

    def _cut(
        self, row: FreeTime, free: Interval, motifs: Sequence[Motif], now: datetime
    ) -> Iterator[FreeStart]:
        receiver = (row.agenda_id, row.lane)
        for motif in motifs:
            needs = self.required.of(motif, row.lieu_id)
            found = starts_together(free, grid_of(motif), needs, receiver=receiver, now=now)
            if found:
                yield from (FreeStart(start, motif) for start in found)
                return


def team_day(agendas: Iterable[Agenda], day: date) -> list[AgendaDay]:
    """In the order given."""
    days = {agenda.pk: AgendaDay(agenda, day) for agenda in agendas}
    for plage in _plages(days, day):
        found = days[plage.agenda_id]
        found.plages[plage.pk] = plage
        if not days_without_opening(found.agenda.organisation, day, day, on_holidays=plage.on_holidays):
            spans = occurrences(schedule_of_plage(plage), found.zone, day, day)
            found.openings += [Opening(plage, span) for span in spans]
    for absence in Absence.objects.filter(agenda__in=days, first_day__lte=day + ONE_DAY):
        found = days[absence.agenda_id]
        spans = occurrences(schedule_of_absence(absence), found.zone, day, day)
        found.absences += [Away(absence.title, span) for span in spans]
    for occupation in _occupations(days, day):
        found = days[occupation.agenda_id]
        if _touches(occupation, day, found.zone):
            found.occupations.append(occupation)
    # A night opening is indexed on the day when it begins.
    for row in FreeTime.objects.filter(agenda__in=days, day__in=(day - ONE_DAY, day)).order_by(
        "plage", "lane", "day"
    ):
        days[row.agenda_id].free.append(row)
    _require(days.values(), day)
    return list(days.values())


def _require(days: Collection[AgendaDay], day: date) -> None:
    """Six queries more when a motif of the day requires several agendas."""
    motifs = {motif for each in days for plage in each.plages.values() for motif in plage.motifs.all()}
    demanding = [motif for motif in motifs if motif.requires]
    required = required_by_index(demanding, day - ONE_DAY, day) if demanding else Required({})
    for each in days:
        each.required = required


def _plages(agenda_ids: Iterable[int], day: date) -> Iterable[PlageOuverture]:
    # A night opening of the eve reaches into the day.
    ends_later = Q(last_day__isnull=True) & ~Q(recurrence={}) | Q(last_day__gte=day - ONE_DAY)
    once = Q(recurrence={}, first_day__gte=day - ONE_DAY)
    plages = PlageOuverture.objects.filter(ends_later | once, agenda__in=agenda_ids, first_day__lte=day)
    motifs = Prefetch("motifs", Motif.objects.order_by("name", "pk"))
    return plages.select_related("lieu").prefetch_related(motifs).order_by("pk")


def _occupations(agenda_ids: Iterable[int], day: date) -> Iterable[Occupation]:
    # Wide enough for every zone.
    midnight = datetime.combine(day, time(0), tzinfo=UTC)
    window = TimestamptzRange(midnight - ONE_DAY, midnight + timedelta(days=2))
    people = Prefetch("rdv__participations", Participation.objects.select_related("usager"))
    rows = Occupation.objects.filter(agenda__in=agenda_ids, during__overlap=window)
    return rows.select_related("rdv__motif", "hold").prefetch_related(people).order_by("during")


def _touches(occupation: Occupation, day: date, zone: ZoneInfo) -> bool:
    what = occupation.rdv or occupation.hold
    return what is not None and any(
        moment.astimezone(zone).date() == day
        for moment in (what.starts_at, what.ends_at - timedelta(microseconds=1))
    )


def _motifs(plages: dict[int, PlageOuverture], row: FreeTime) -> Sequence[Motif]:
    plage = plages.get(row.plage_id)
    return list(plage.motifs.all()) if plage else []
