"""Change a plage d'ouverture: every occurrence, or one date and those that follow. Rdvs already taken stay."""

from collections.abc import Collection
from datetime import date, datetime

from booking.availability.schedule import split_from
from booking.commands.index import reindex_ahead
from booking.commands.plage_hours import EXCEPTIONS, PlageFields, apply, lock_plage
from booking.commands.tell_agenda import tell_changed
from booking.commands.tell_opening import tell_opening
from booking.models import Motif, PlageOuverture
from booking.queries.schedules import schedule_of_plage
from foundation.actors import SYSTEM, Actor
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound


@unit_of_work
def change_plage(
    plage_id: int,
    fields: PlageFields,
    *,
    now: datetime,
    motifs: Collection[Motif] | None = None,
    by: Actor = SYSTEM,
) -> PlageOuverture:
    """Every occurrence. `motifs` None leaves them. Raises ImpossibleHours, NotFound."""
    plage = lock_plage(plage_id)
    was = schedule_of_plage(plage)
    apply(plage, fields)
    plage.save()
    if motifs is not None:
        plage.motifs.set(motifs)
    reindex_ahead([plage.agenda_id], now)
    tell_opening([plage.agenda_id], now)
    tell_changed(plage, was, by=by)
    return plage


@unit_of_work
def change_following(
    plage_id: int,
    day: date,
    fields: PlageFields,
    *,
    now: datetime,
    motifs: Collection[Motif] | None = None,
    by: Actor = SYSTEM,
) -> PlageOuverture:
    """The occurrence of `day` and those that follow become another plage, which is returned.

    The rhythm of one week out of two goes on. When nothing comes before, the plage itself is changed. Raises
    ImpossibleHours, and NotFound when nothing happens on `day` or after.
    """
    plage = lock_plage(plage_id)
    if not plage.recurrence:
        return change_plage(plage_id, fields, now=now, motifs=motifs, by=by)
    was = schedule_of_plage(plage)
    before, following = split_from(was, day)
    if following is None:
        raise NotFound
    if before is None:
        return change_plage(plage_id, fields, now=now, motifs=motifs, by=by)
    rest = _copy(plage, following.first_day)
    apply(rest, fields)
    _end(plage, before.recurrence.until if before.recurrence else None)
    rest.save()
    rest.motifs.set(plage.motifs.all() if motifs is None else motifs)
    reindex_ahead([plage.agenda_id], now)
    tell_opening([plage.agenda_id], now)
    tell_changed(plage, was, by=by, following=rest.pk)
    return rest


def _copy(plage: PlageOuverture, first_day: date) -> PlageOuverture:
    return PlageOuverture(
        agenda_id=plage.agenda_id,
        lieu_id=plage.lieu_id,
        title=plage.title,
        first_day=first_day,
        last_day=plage.last_day,
        periods=plage.periods,
        recurrence=_exceptions_within(plage.recurrence, first_day, plage.last_day or date.max),
        on_holidays=plage.on_holidays,
    )


def _end(plage: PlageOuverture, last_day: date | None) -> None:
    plage.last_day = last_day
    plage.recurrence = _exceptions_within(plage.recurrence, plage.first_day, last_day or date.max)
    plage.save(update_fields=["last_day", "recurrence"])


def _exceptions_within(rule: dict[str, object], first: date, last: date) -> dict[str, object]:
    kept: dict[str, object] = {name: value for name, value in rule.items() if name not in EXCEPTIONS}
    skipped, changed = rule.get("except_on"), rule.get("changes")
    if isinstance(skipped, list):
        kept["except_on"] = [day for day in skipped if first <= date.fromisoformat(day) <= last]
    if isinstance(changed, dict):
        kept["changes"] = {
            day: hours for day, hours in changed.items() if first <= date.fromisoformat(day) <= last
        }
    return kept
