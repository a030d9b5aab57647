"""One date of a recurring plage: skipped, with other hours, or as usual again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import whole_day
from booking.commands.index import reindex
from booking.commands.plage_hours import Hours, check_hours, lock_plage
from booking.commands.tell_agenda import tell_changed
from booking.commands.tell_opening import tell_opening
from booking.models import PlageOuverture
from booking.queries.horizon import horizon
from booking.queries.schedules import schedule_of_plage
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal


class NothingThatDay(Refusal):
    code = "rien-ce-jour-la"
    sentence = "Cette plage d’ouverture n’a pas lieu ce jour-là."


@unit_of_work
def skip_date(plage_id: int, day: date, *, now: datetime, by: Actor = SYSTEM) -> PlageOuverture:
    """Nothing that day. Raises NothingThatDay, NotFound."""
    plage = _plage_of(plage_id, day)
    return _save(plage, day, now, by, skipped=True)


@unit_of_work
def change_date(
    plage_id: int, day: date, periods: Hours, *, now: datetime, by: Actor = SYSTEM
) -> PlageOuverture:
    """Other hours that day only. Raises NothingThatDay, ImpossibleHours, NotFound."""
    plage = _plage_of(plage_id, day)
    return _save(plage, day, now, by, periods=periods)


@unit_of_work
def restore_date(plage_id: int, day: date, *, now: datetime, by: Actor = SYSTEM) -> PlageOuverture:
    """That day as the others. Raises NothingThatDay, NotFound."""
    plage = _plage_of(plage_id, day)
    return _save(plage, day, now, by)


def _plage_of(plage_id: int, day: date) -> PlageOuverture:
    plage = lock_plage(plage_id)
    rule = schedule_of_plage(plage).recurrence
    if rule is None or day not in rule.dates(plage.first_day, day, day):
        raise NothingThatDay
    return plage


def _save(
    plage: PlageOuverture,
    day: date,
    now: datetime,
    by: Actor,
    *,
    skipped: bool = False,
    periods: Hours | None = None,
) -> PlageOuverture:
    said, was = day.isoformat(), schedule_of_plage(plage)
    skips = {each for each in plage.recurrence.get("except_on", []) if each != said}
    changes = {each: hours for each, hours in plage.recurrence.get("changes", {}).items() if each != said}
    if skipped:
        skips.add(said)
    if periods is not None:
        changes[said] = periods
    plage.recurrence = {**plage.recurrence, "except_on": sorted(skips), "changes": changes}
    check_hours(plage)
    plage.save(update_fields=["recurrence"])
    first, last = horizon(now)
    if first <= day <= last:
        reindex([plage.agenda_id], day - timedelta(days=1), day)
        zone = ZoneInfo(plage.agenda.organisation.time_zone)
        tell_opening([plage.agenda_id], now, during=whole_day(day, zone))
    tell_changed(plage, was, by=by)
    return plage
