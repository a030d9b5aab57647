"""On which dates the sessions of a series would be, and what stands in their way: told before anything is written."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.availability.interval import Interval
from booking.availability.recurrence import Every, Recurrence
from booking.availability.wall_clock import instant
from booking.models import Agenda, Occupation, Organisation
from booking.queries.closing import days_without_opening
from booking.queries.overlaps import Overlap

# As far as fifty-two times every two weeks go.
FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """Every `weeks` weeks, `times` times or up to `until`, whichever comes first. Of 0 weeks, once."""

    weeks: int = 0
    times: int | None = None
    until: date | None = None

    def days(self, first: date, *, at_most: int) -> list[date]:
        if not self.weeks:
            return [first]
        last = min(self.until or first + FARTHEST, first + FARTHEST)
        days = Recurrence(every=Every.WEEK, interval=self.weeks).dates(first, first, last)
        return list(days)[: min(self.times or at_most, at_most)]


@dataclass(frozen=True, slots=True)
class SessionDates:
    """`closed`: days of the series on which the organisation does not open."""

    starts: Sequence[datetime]
    closed: Sequence[date]


def session_dates(
    organisation: Organisation, first: date, at: time, repetition: Repetition, *, at_most: int
) -> SessionDates:
    """A series leaves closed days out; one session alone is where the agent wants it, closed or not."""
    days = repetition.days(first, at_most=at_most)
    closed = days_without_opening(organisation, days[0], days[-1])
    zone = ZoneInfo(organisation.time_zone)
    kept = [day for day in days if day not in closed or not repetition.weeks]
    return SessionDates([instant(day, at, zone) for day in kept], [day for day in days if day in closed])


def conflicts(
    agenda_ids: Collection[int], spans: Mapping[datetime, Interval], *, now: datetime
) -> Mapping[datetime, Sequence[Overlap]]:
    """By start; absent where every agenda still has a lane free. Two queries, whatever the number of dates."""
    if not spans:
        return {}
    capacities = dict(Agenda.objects.filter(pk__in=agenda_ids).values_list("pk", "capacity"))
    whole = (min(each.start for each in spans.values()), max(each.end for each in spans.values()))
    rows = Occupation.objects.filter(agenda__in=agenda_ids, during__overlap=whole)
    rows = rows.exclude(hold__isnull=False, hold__expires_at__lte=now)
    taken = list(rows.select_related("agenda", "rdv", "hold").order_by("during", "agenda"))
    found = {start: _in_the_way(taken, span, capacities) for start, span in spans.items()}
    return {start: there for start, there in found.items() if there}


def _in_the_way(
    taken: Sequence[Occupation], span: Interval, capacities: Mapping[int, int]
) -> Sequence[Overlap]:
    by_agenda: dict[int, list[Occupation]] = defaultdict(list)
    for each in taken:
        if each.during.lower < span.end and span.start < each.during.upper:
            by_agenda[each.agenda_id].append(each)
    full = [
        each
        for agenda_id, there in by_agenda.items()
        if len({occupation.lane for occupation in there}) >= capacities.get(agenda_id, 1)
        for each in there
    ]
    return [
        Overlap(each.agenda_id, each.agenda.title, each.rdv_id, what.starts_at, what.ends_at)
        for each in full
        if (what := each.rdv or each.hold)
    ]
