"""`rdv availability case`: plays cases against the engine, without a database."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from booking.availability.case_input import FIRST_YEAR, LAST_YEAR, BadCase
from booking.availability.cases import run_cases
from booking.queries.closed_days import SETS, legal_holidays

USAGE = "Indiquez un fichier de cas : rdv availability case FICHIER.json (ou « - » pour l’entrée standard)."
STANDARD_INPUT = "-"
USUAL_SET = "metropole"
NO_SET = "none"
# A motif may be booked a year ahead, and a search may begin as far as the case says.
_YEARS_AHEAD = 3


def main(argv: list[str]) -> int:
    try:
        answers = run_cases([with_holiday_dates(case) for case in _read(argv)])
    except BadCase as complaint:
        print(complaint, file=sys.stderr)
        return 2
    print(json.dumps(answers, ensure_ascii=False, indent=1))
    return 0


def with_holiday_dates(case: Any) -> Any:
    """The same case, with dates in place of the name of a set of legal holidays."""
    if not isinstance(case, dict) or isinstance(case.get("holidays"), list):
        return case
    name = case.get("holidays") or USUAL_SET
    if name == NO_SET:
        return case
    if not isinstance(name, str) or name not in SETS:
        known = ", ".join([*SETS, NO_SET])
        raise BadCase(f"Le jeu de jours fériés « {name} » est inconnu ; les jeux connus sont : {known}.")
    dates = [day for year in _years(case) for day in sorted(legal_holidays(name, year))]
    return {**case, "holidays": [day.isoformat() for day in dates]}


def _years(case: dict[str, Any]) -> range:
    """All those that the case can see. None when its dates are unreadable: the reader of cases says why."""
    try:
        edges = (case.get("range") or {}).values()
        texts = [case.get("now"), case.get("search_from"), *edges, *(case.get("asked_starts") or ())]
        years = [datetime.fromisoformat(text).year for text in texts if text]
    except (AttributeError, TypeError, ValueError):
        return range(0)
    first, last = min(years, default=LAST_YEAR), max(years, default=FIRST_YEAR)
    return range(max(first - 1, FIRST_YEAR), min(last, LAST_YEAR) + _YEARS_AHEAD)


def _read(argv: list[str]) -> list[Any]:
    if len(argv) != 1:
        raise BadCase(USAGE)
    name = argv[0]
    try:
        text = sys.stdin.read() if name == STANDARD_INPUT else Path(name).read_text(encoding="utf-8")
        cases = json.loads(text)
    except OSError as error:
        raise BadCase(f"Le fichier « {name} » ne peut pas être lu.") from error
    except (ValueError, RecursionError) as error:
        raise BadCase(f"« {name} » ne contient pas de JSON lisible.") from error
    if not isinstance(cases, list):
        raise BadCase(f"« {name} » doit contenir une liste de cas.")
    return cases
