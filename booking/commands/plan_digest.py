"""The summary of the morning: one due row per time zone in which an agent asked for it."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import ONE_DAY, instant, local_day
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan, plan_once

# Ref: the zone's name.
DIGEST = "booking.digest"
AT = time(7)


def begin_digest(zone: ZoneInfo, *, now: datetime) -> None:
    """Inside the transaction of who asks for it."""
    plan_once(DIGEST, zone.key, next_morning(zone, now))


@unit_of_work
def next_digest(zone: ZoneInfo, *, now: datetime) -> None:
    plan(DIGEST, zone.key, next_morning(zone, now))


def next_morning(zone: ZoneInfo, now: datetime) -> datetime:
    today = local_day(now, zone)
    morning = instant(today, AT, zone)
    return morning if now < morning else instant(today + ONE_DAY, AT, zone)
