"""The next day on which somebody receives, for those who look at an empty one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import DateField, F, Func, OuterRef, Subquery
from psycopg.types.range import TimestamptzRange

from booking.availability.wall_clock import ONE_DAY
from booking.models import Agenda, FreeTime, Occupation


def next_reception(agendas: Iterable[Agenda], since: date, *, to_book: bool = False) -> date | None:
    """The first day, `since` included, on which one of them has free time or an rdv. One query.

    `to_book`: free time only.
    """
    found = Agenda.objects.filter(pk__in=[agenda.pk for agenda in agendas])
    days = found.values_list(_free(since), *([] if to_book else [_taken(since)]))
    return min((day for row in days for day in row if day), default=None)


def _free(since: date) -> Subquery:
    rows = FreeTime.objects.filter(agenda=OuterRef("pk"), day__gte=since)
    return Subquery(rows.order_by("day").values("day")[:1])


def _taken(since: date) -> Subquery:
    """A day with nothing left is not in the index: its rdvs tell."""
    # Wide enough for every zone; the local day decides.
    around = TimestamptzRange(datetime.combine(since, time(0), tzinfo=UTC) - ONE_DAY, None)
    rows = Occupation.objects.filter(agenda=OuterRef("pk"), rdv__isnull=False, during__overlap=around)
    local = Func(
        F("agenda__organisation__time_zone"),
        F("rdv__starts_at"),
        template="timezone(%(expressions)s)::date",
        output_field=DateField(),
    )
    rows = rows.annotate(local_day=local).filter(local_day__gte=since).order_by("local_day")
    return Subquery(rows.values("local_day")[:1])
