"""When somebody is reminded of an rdv. Pure: instants in, instants out, whatever the zone and its changes of hour.

An instant that falls outside the hours at which one may write is put off to the next morning, when enough time is
left by then, and otherwise brought forward to the evening before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import ONE_DAY, instant
from booking.vocabulary import DEFAULT_REMINDERS
from foundation.courier.channels import Channel

# Nobody is written to before the first, nor from the second on: local time of the organisation.
MORNING, NIGHT = time(8), time(20)
EVENING = time(18)
# A reminder put off to the morning must leave time to get there, or to say no.
LEFT_AT_LEAST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One of a motif's reminders, known by how long before the start it leaves."""

    before: timedelta
    channels: tuple[Channel, ...]
    # How long before the start the rdv must have been booked: at least, and at most.
    booked_before: timedelta = timedelta(0)
    booked_within: timedelta = timedelta.max

    @property
    def seconds(self) -> int:
        return int(self.before.total_seconds())

    def moment(self, starts_at: datetime, zone: ZoneInfo) -> datetime:
        return by_day(starts_at - self.before, limit=starts_at, zone=zone)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`until`: when the next one leaves, or the start. Later than that, it would say nothing."""

    step: Step
    at: datetime
    until: datetime


def steps_of(reminders: Sequence[Mapping[str, Any]] | None) -> Sequence[Step]:
    """Of `Motif.reminders`, the earliest first."""
    said: Sequence[Mapping[str, Any]] = DEFAULT_REMINDERS if reminders is None else reminders
    steps = {int(each["before_s"]): _step(each) for each in said}
    return [steps[before_s] for before_s in sorted(steps, reverse=True)]


def reminders_of(
    steps: Sequence[Step], *, starts_at: datetime, zone: ZoneInfo, booked_at: datetime, now: datetime
) -> Sequence[Reminder]:
    """Those that this rdv will have, the first to leave first. What should have left by now never does; of two that
    the night brings together, the last one leaves.
    """
    lead = starts_at - booked_at
    dates = [
        (step, step.moment(starts_at, zone))
        for step in steps
        if step.booked_before <= lead <= step.booked_within
    ]
    ahead = [(step, at) for step, at in dates if now < at < starts_at]
    ends = [*(at for _, at in ahead[1:]), starts_at]
    return [Reminder(step, at, until) for (step, at), until in zip(ahead, ends, strict=False) if at < until]


def by_day(moment: datetime, *, limit: datetime, zone: ZoneInfo, left: timedelta = LEFT_AT_LEAST) -> datetime:
    """The same moment when one may write then; else the next morning, if `left` remains to the limit by then, or
    the evening before.
    """
    if may_write(moment, zone):
        return moment
    morning = next_morning(moment, zone)
    if limit - morning >= left:
        return morning
    return instant(morning.astimezone(zone).date() - ONE_DAY, EVENING, zone)


def may_write(moment: datetime, zone: ZoneInfo) -> bool:
    return MORNING <= moment.astimezone(zone).time() < NIGHT


def next_morning(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first eight o'clock from then on."""
    local = moment.astimezone(zone)
    return instant(local.date() + (ONE_DAY if local.time() > MORNING else timedelta(0)), MORNING, zone)


def _step(said: Mapping[str, Any]) -> Step:
    within = said.get("booked_within_s")
    return Step(
        before=timedelta(seconds=said["before_s"]),
        channels=tuple(Channel(each) for each in said["channels"]),
        booked_before=timedelta(seconds=said.get("booked_before_s", 0)),
        booked_within=timedelta.max if within is None else timedelta(seconds=within),
    )
