from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability.recurrence import Every, Recurrence
from tests.booking.availability import naive
from tests.booking.availability.strategies import recurrences

DAY = timedelta(days=1)


@given(st.data(), st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(-100, 900), st.integers(0, 400))
def test_dates_are_those_of_a_walk_from_the_first_day(
    data: st.DataObject, anchor: date, shift: int, length: int
) -> None:
    rule = data.draw(recurrences(anchor))
    first = anchor + shift * DAY
    walk = [first + count * DAY for count in range(length + 1)]
    expected = [day for day in walk if naive.falls_on(rule, anchor, day)]
    assert list(rule.dates(anchor, first, first + length * DAY)) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": 0},
        {"interval": 1000},
        {"weekdays": frozenset({0})},
        {"weekdays": frozenset({8})},
        {"every": Every.MONTH, "nth": 0},
        {"every": Every.MONTH, "nth": 6},
        {"every": Every.WEEK, "nth": 1},
    ],
)
def test_a_rule_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Recurrence(**{"every": Every.WEEK, **wrong})  # type: ignore[arg-type]
