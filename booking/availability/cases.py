"""The case runner: the product's own engine, asked in JSON. For tests, and to reproduce a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from booking.availability.case_input import Fields, identifier
from booking.availability.case_question import (
    read_asked_starts,
    read_delays,
    read_question,
    read_since,
    read_window,
)
from booking.availability.engine import creneaux, free_times
from booking.availability.explain import explain
from booking.availability.keys import Id
from booking.availability.next_free import next_for_agent, next_for_citizen
from booking.availability.question import Creneau, Question
from booking.availability.window import Window

type Answer = list[str] | list[bool] | list[dict[str, Any]] | dict[str, Any] | str | None


@dataclass(frozen=True, slots=True)
class Case:
    """What every mode starts from; each reads the rest of the fields as it needs them."""

    fields: Fields
    zone: ZoneInfo
    question: Question

    def window(self) -> Window:
        return read_window(self.fields, self.zone)

    def citizen_window(self) -> Window | None:
        return self.window().meet(read_delays(self.fields).window(self.question.now))

    def text(self, moment: datetime) -> str:
        """Local wall-clock time, with its offset only where two readings exist."""
        local = moment.astimezone(self.zone)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return (local if twice else local.replace(tzinfo=None)).isoformat(timespec="minutes")

    def start(self, creneau: Creneau | None) -> str | None:
        return self.text(creneau.start) if creneau else None


def run_cases(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`holidays` holds dates (or `none`): turning the name of a set into dates is for the caller."""
    return [_answered(Fields.of(case, f"Cas n° {number}")) for number, case in enumerate(cases, start=1)]


def _answered(fields: Fields) -> dict[str, Any]:
    name = fields.read("id", identifier)
    fields = replace(fields, where=f"Cas « {name} »")
    answer = fields.read("mode", _MODES.__getitem__)
    zone = fields.read_or("time_zone", ZoneInfo, ZoneInfo("Europe/Paris"))
    return {"id": name, "result": answer(Case(fields, zone, read_question(fields, zone)))}


def _raw(case: Case) -> Answer:
    return [case.text(each.start) for each in creneaux(case.question, case.window())]


def _citizen(case: Case) -> Answer:
    window = case.citizen_window()
    found = creneaux(case.question, window) if window else []
    return [case.text(start) for start in sorted({each.start for each in found})]


def _agent(case: Case) -> Answer:
    """One per (start, agent); where two lieux compete, the first opening given wins."""
    rows: dict[tuple[datetime, Id], Creneau] = {}
    for each in creneaux(case.question, case.window()):
        rows.setdefault((each.start, each.agenda), each)
    ranked = sorted(rows.values(), key=lambda each: (each.start, isinstance(each.agenda, str), each.agenda))
    return [{"start": case.text(each.start), "agent": each.agenda, "place": each.lieu} for each in ranked]


def _free(case: Case) -> Answer:
    found = sorted(each.span.free for each in free_times(case.question, case.window()))
    return [{"from": case.text(each.start), "to": case.text(each.end)} for each in found]


def _reduce(case: Case) -> Answer:
    window = case.citizen_window()
    return {"from": case.text(window.first), "to": case.text(window.last)} if window else None


def _check(case: Case) -> Answer:
    """As when a citizen confirms: within the delays, whatever page the start was shown on."""
    allowed = read_delays(case.fields).window(case.question.now)
    return [
        allowed.holds(start) and bool(creneaux(case.question, Window(start, start)))
        for start in read_asked_starts(case.fields, case.zone)
    ]


def _next(case: Case) -> Answer:
    return case.start(next_for_agent(case.question, read_since(case.fields, case.zone)))


def _next_citizen(case: Case) -> Answer:
    since = read_since(case.fields, case.zone)
    return case.start(next_for_citizen(case.question, since, read_delays(case.fields)))


def _explain(case: Case) -> Answer:
    """As a citizen would be told."""
    told = explain(case.question, case.window(), read_delays(case.fields))
    return {
        "code": told.reason.code,
        "step": told.reason.step,
        "sentence": told.reason.sentence,
        "by_agent": [{"agent": each, "code": reason.code} for each, reason in told.by_agenda.items()],
    }


_MODES: dict[str, Callable[[Case], Answer]] = {
    "raw": _raw,
    "citizen": _citizen,
    "agent": _agent,
    "free": _free,
    "reduce": _reduce,
    "check": _check,
    "next": _next,
    "next_citizen": _next_citizen,
    "explain": _explain,
}
