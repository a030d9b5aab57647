"""From the JSON of a case to the question that the engine answers, and the time it is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from booking.availability.case_input import (
    BadCase,
    Fields,
    day,
    identifier,
    is_day,
    lanes,
    minutes,
    moment,
    seconds,
    truth,
    whole_number,
)
from booking.availability.case_schedule import read_schedule
from booking.availability.choose import who_may_receive
from booking.availability.interval import Interval
from booking.availability.keys import Id
from booking.availability.question import Agenda, Opening, Question
from booking.availability.schedule import Schedule
from booking.availability.starts import Anchor, Grid
from booking.availability.wall_clock import MIDNIGHT
from booking.availability.window import Delays, Window, whole_days

# Ours, then those of the service in production, whose cases can be replayed.
_OCCUPYING = frozenset({"scheduled", "honoured", "no_show", "unknown", "seen", "noshow"})
_FREEING = frozenset({"cancelled_by_usager", "cancelled_by_service", "excused", "revoked"})
_NO_HOLIDAYS = "none"


def read_question(case: Fields, zone: tzinfo) -> Question:
    place = case.read_or("filter_place", identifier, None)
    openings = [_opening(fields, number) for number, fields in enumerate(case.objects("openings"))]
    return Question(
        zone=zone,
        now=case.read("now", moment(zone)),
        grid=_grid(case.object_or_empty("motif")),
        openings=tuple(each for each in openings if place is None or each.lieu == place),
        agendas=_agendas(case, zone),
        holidays=_holidays(case),
        closing_days=frozenset(case.read_list("closing_days", day)),
        receivers=who_may_receive(
            chosen=case.read_list("filter_agents", identifier),
            referents=case.read_list("referents", identifier) if case.has("referents") else None,
        ),
    )


def read_delays(case: Fields) -> Delays:
    motif, usual = case.object_or_empty("motif"), Delays()
    shortest = motif.read_or("min_delay_s", seconds, usual.minimum)
    longest = motif.read_or("max_delay_s", seconds, usual.maximum)
    return motif.built("délais", lambda: Delays(shortest, longest))


def read_window(case: Fields, zone: tzinfo) -> Window:
    asked = case.object("range")
    first = asked.read("from", _edge(zone, lambda each: whole_days(each, each, zone).first))
    last = asked.read("to", _edge(zone, lambda each: whole_days(each, each, zone).last))
    if last < first:
        raise BadCase(f"{asked.where} : la fin précède le début.")
    return Window(first, last)


def read_since(case: Fields, zone: tzinfo) -> datetime:
    return case.read("search_from", _edge(zone, lambda each: whole_days(each, each, zone).first))


def read_asked_starts(case: Fields, zone: tzinfo) -> list[datetime]:
    if not case.has("asked_starts"):
        raise BadCase(f"{case.where} : le champ « asked_starts » manque.")
    return case.read_list("asked_starts", moment(zone))


def _edge(zone: tzinfo, of_day: Callable[[date], datetime]) -> Callable[[Any], datetime]:
    return lambda value: of_day(day(value)) if is_day(value) else moment(zone)(value)


def _grid(motif: Fields) -> Grid:
    return motif.built(
        "durée, pas et marges",
        lambda: Grid(
            duration=motif.read_or("duration_min", minutes, timedelta(minutes=30)),
            step=motif.read_or("step_min", minutes, None),
            before=motif.read_or("buffer_before_min", minutes, timedelta()),
            after=motif.read_or("buffer_after_min", minutes, timedelta()),
            anchor=motif.read_or("anchor", Anchor, Anchor.FREE),
        ).for_count(motif.read_or("count", whole_number, 1)),
    )


def _opening(fields: Fields, number: int) -> Opening:
    """Its number in the list is its identifier, so that no two openings are ever mixed up."""
    return fields.built(
        "jours et heures",
        lambda: Opening(
            id=number,
            agenda=fields.read("agent", identifier),
            lieu=fields.read_or("place", identifier, None),
            schedule=read_schedule(fields),
            on_holidays=fields.read_or("on_holidays", truth, False),
        ),
    )


def _agendas(case: Fields, zone: tzinfo) -> dict[Id, Agenda]:
    absences: dict[Id, list[Schedule]] = defaultdict(list)
    taken: dict[tuple[Id, int], list[Interval]] = defaultdict(list)
    capacity = {
        fields.read("id", identifier): fields.read("capacity", lanes) for fields in case.objects("agendas")
    }
    for fields in case.objects("absences"):
        absences[fields.read("agent", identifier)].append(read_schedule(fields, hours=MIDNIGHT))
    for fields in case.objects("appointments"):
        agenda, lane = fields.read("agent", identifier), fields.read_or("lane", whole_number, 1)
        if not 1 <= lane <= capacity.get(agenda, 1):
            raise BadCase(f"{fields.where} : l’agenda n’a pas de file n° {lane}.")
        if fields.read_or("status", _occupies, True):
            taken[agenda, lane].append(_occupied(fields, zone))
    return {
        agenda: Agenda(
            tuple(absences.get(agenda, ())),
            tuple(tuple(taken.get((agenda, n + 1), ())) for n in range(capacity.get(agenda, 1))),
        )
        for agenda in {*capacity, *absences, *(agenda for agenda, _ in taken)}
    }


def _occupied(fields: Fields, zone: tzinfo) -> Interval:
    start, end = fields.read("start", moment(zone)), fields.read("end", moment(zone))
    before = fields.read_or("buffer_before_min", minutes, timedelta())
    after = fields.read_or("buffer_after_min", minutes, timedelta())
    return fields.built("début et fin", lambda: Interval(start - before, end + after))


def _occupies(status: object) -> bool:
    if status not in _OCCUPYING | _FREEING:
        raise ValueError(status)
    return status in _OCCUPYING


def _holidays(case: Fields) -> frozenset[date]:
    """Dates, or `none`: names of sets are turned into dates before they come here."""
    if case.data.get("holidays") == _NO_HOLIDAYS:
        return frozenset()
    if not isinstance(case.data.get("holidays"), list):
        raise BadCase(f"{case.where} : les jours fériés doivent être donnés par leurs dates.")
    return frozenset(case.read_list("holidays", day))
