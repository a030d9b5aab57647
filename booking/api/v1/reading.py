"""Rdvs between two days, a page at a time: three queries whatever the size."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import DateField, DateTimeField, F, Func, Prefetch, Q, QuerySet
from django.db.models.functions import Cast

from booking.api.v1.cursor import Cursor
from booking.models import Occupation, Participation, Rdv

# Wide enough for every zone: the index on `starts_at` cuts first, the local day after.
ZONES = (timedelta(hours=-15), timedelta(hours=39))
# `starts_at` as the clock on the wall of the organisation says it.
LOCAL_DAY = Cast(
    Func(F("organisation__time_zone"), F("starts_at"), function="timezone", output_field=DateTimeField()),
    DateField(),
)


def rdvs_between(
    first: date, last: date, *, after: Cursor | None, limit: int
) -> tuple[list[Rdv], Cursor | None]:
    """Those that begin between these days at their own place, cancelled ones included; and where to go on."""
    rows = list(_after(_between(first, last), after).order_by("starts_at", "pk")[: limit + 1])
    more = Cursor(rows[limit - 1].starts_at, rows[limit - 1].pk) if len(rows) > limit else None
    return rows[:limit], more


def _between(first: date, last: date) -> QuerySet[Rdv]:
    wide = (_midnight(first) + ZONES[0], _midnight(last) + ZONES[1])
    return (
        Rdv.objects.filter(starts_at__range=wide)
        .annotate(local_day=LOCAL_DAY)
        .filter(local_day__range=(first, last))
        .select_related("motif", "lieu", "organisation", "agenda__agent")
        .prefetch_related(
            Prefetch("participations", Participation.objects.order_by("pk")),
            Prefetch("occupations", Occupation.objects.select_related("agenda__agent").order_by("agenda")),
        )
    )


def _after(rows: QuerySet[Rdv], cursor: Cursor | None) -> QuerySet[Rdv]:
    if cursor is None:
        return rows
    later = Q(starts_at__gt=cursor.starts_at)
    return rows.filter(later | Q(starts_at=cursor.starts_at, pk__gt=cursor.rdv_id))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=UTC)
