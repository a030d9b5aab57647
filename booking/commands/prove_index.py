"""The nightly proof: each administration's index advances by a day, and a seventh of its agendas is checked."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import batched
from zoneinfo import ZoneInfo

from booking.availability.wall_clock import instant, local_day
from booking.commands.index import advance, lock_agendas, reindex_ahead
from booking.models import Agenda, Organisation
from booking.queries.horizon import horizon
from booking.queries.index_proof import Difference, differences
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan, plan_once
from foundation.tenancy import current

logger = logging.getLogger(__name__)

INDEX_PROOF = "booking.index_proof"
# One row per administration: its reference says nothing more.
NIGHTLY = "nightly"
# From 22:00 to 05:00 on the wall.
NIGHT_BEGINS_S, NIGHT_LASTS_S = 22 * 3600, 7 * 3600
# Coprime with the length of the night: neighbouring numbers fall far apart.
SPREAD = 9_973
NIGHTS = 7
AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Proof:
    """`advanced` and `proved` count agendas, `differences` the rows that were wrong and were rebuilt."""

    advanced: int
    proved: int
    differences: int


def next_night(tenant_id: int, zone: ZoneInfo, now: datetime) -> datetime:
    """The next moment of this administration's own minute of the night."""
    seconds = NIGHT_BEGINS_S + tenant_id * SPREAD % NIGHT_LASTS_S
    at = time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
    today = local_day(now, zone)
    return next(
        moment
        for moment in (instant(today + timedelta(days=ahead), at, zone) for ahead in (0, 1, 2))
        if moment > now
    )


def watch_index(now: datetime) -> None:
    """Plan the first proof of an administration; in the transaction that first fills its index."""
    plan_once(INDEX_PROOF, NIGHTLY, _next(now))


def prove_index(*, now: datetime) -> Proof:
    """Advance every agenda, prove tonight's seventh, and plan the next night. May be run again at any time."""
    advanced = sum(_advance(ids, now) for ids in batched(_late(now), AT_ONCE))
    night = now.date().toordinal() % NIGHTS
    agenda_ids = [pk for pk in _agendas() if pk % NIGHTS == night]
    found = sum(prove_agenda(agenda_id, now=now) for agenda_id in agenda_ids)
    _plan_next(now)
    return Proof(advanced, len(agenda_ids), found)


@unit_of_work
def prove_agenda(agenda_id: int, *, now: datetime) -> int:
    """How many rows differed from the engine. A difference is an alarm (an error in the log, which the follow-up of
    errors receives) and a rebuild.
    """
    found = compare_agenda(agenda_id, now=now)
    if found:
        facts = {"agenda": agenda_id, "rows": len(found), "first_day": found[0].day.isoformat()}
        logger.error("free-time index differs from the engine, rebuilt", extra=facts)
        reindex_ahead([agenda_id], now)
    return len(found)


@unit_of_work
def compare_agenda(agenda_id: int, *, now: datetime) -> list[Difference]:
    """Under the agenda's lock, so that nobody writes between the two readings."""
    lock_agendas([agenda_id])
    return differences([agenda_id], now=now)


@unit_of_work
def rebuild_agenda(agenda_id: int, *, now: datetime) -> None:
    lock_agendas([agenda_id])
    reindex_ahead([agenda_id], now)
    watch_index(now)


@unit_of_work
def _advance(agenda_ids: tuple[int, ...], now: datetime) -> int:
    advance(lock_agendas(agenda_ids), now)
    return len(agenda_ids)


@unit_of_work
def _plan_next(now: datetime) -> None:
    plan(INDEX_PROOF, NIGHTLY, _next(now))


def _late(now: datetime) -> list[int]:
    """Agendas whose index does not reach the horizon."""
    return list(
        Agenda.objects.exclude(indexed_until__gte=horizon(now)[1]).order_by("pk").values_list("pk", flat=True)
    )


def _agendas() -> list[int]:
    return list(Agenda.objects.order_by("pk").values_list("pk", flat=True))


def _next(now: datetime) -> datetime:
    zones = Organisation.objects.order_by("pk").values_list("time_zone", flat=True)
    return next_night(current().id, ZoneInfo(zones.first() or "Europe/Paris"), now)


def is_behind(agenda: Agenda, now: datetime) -> bool:
    """The nightly proof has not passed for days."""
    last: date = horizon(now)[1]
    return agenda.indexed_until is None or last - agenda.indexed_until > timedelta(days=2)
