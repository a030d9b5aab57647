"""Golden cases, written by hand from the rules; `why` gives the reasoning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from booking.availability.cases import run_cases
from booking.console.availability_case import with_holiday_dates

THEMES = sorted((Path(__file__).parent / "cases").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{theme.stem}: {case['id']}")
    for theme in THEMES
    for case in json.loads(theme.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_the_engine_answers_as_the_rules_say(case: dict[str, Any]) -> None:
    assert run_cases([with_holiday_dates(case)]) == [{"id": case["id"], "result": case["result"]}]


def test_there_are_at_least_120_golden_cases_and_no_id_twice_in_a_theme() -> None:
    assert len(CASES) >= 120
    assert len({case.id for case in CASES}) == len(CASES)
