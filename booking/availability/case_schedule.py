"""From the JSON of an opening or an absence to its schedule."""

from __future__ import annotations

from datetime import date, time

from booking.availability.case_input import Fields, day, hour, whole_number
from booking.availability.recurrence import Every, Recurrence
from booking.availability.schedule import Period, Schedule


def read_schedule(fields: Fields, *, hours: time | None = None) -> Schedule:
    """`hours`: what a missing start or end means; without it, both must be there."""
    periods = [_period(each) for each in fields.objects("periods")] or [_period(fields, hours)]
    return fields.built(
        "jours et heures",
        lambda: Schedule(
            first_day=fields.read("first_day", day),
            periods=tuple(periods),
            recurrence=_recurrence(fields.object("recurrence")) if fields.has("recurrence") else None,
            end_day=fields.read_or("end_day", day, None),
            skipped=frozenset(fields.read_list("except", day)),
            changed=dict(_change(each) for each in fields.objects("changes")),
        ),
    )


def _period(fields: Fields, default: time | None = None) -> Period:
    start = fields.read("start", hour) if default is None else fields.read_or("start", hour, default)
    end = fields.read("end", hour) if default is None else fields.read_or("end", hour, default)
    return Period(start, end)


def _change(fields: Fields) -> tuple[date, tuple[Period, ...]]:
    return fields.read("day", day), tuple(_period(each) for each in fields.objects("periods"))


def _recurrence(rule: Fields) -> Recurrence:
    return rule.built(
        "récurrence",
        lambda: Recurrence(
            every=rule.read("every", Every),
            interval=rule.read_or("interval", whole_number, 1),
            weekdays=frozenset(rule.read_list("weekdays", whole_number)),
            nth=rule.read_or("nth", whole_number, None),
            until=rule.read_or("until", day, None),
        ),
    )
