from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.availability.keys import Id
from booking.availability.limits import Quota, desk_share, quota_per_day, quota_per_person
from booking.availability.question import Creneau
from booking.availability.reasons import Reason
from tests.booking.availability.making import MONDAY, PARIS, moment

type Opened = dict[tuple[Id, date], timedelta]

TUESDAY = MONDAY + timedelta(days=1)
HALF_HOUR, HOUR = timedelta(minutes=30), timedelta(hours=1)


def creneau(text: str = "09:00", *, agenda: int = 1, day: date = MONDAY) -> Creneau:
    return Creneau(moment(text, day), agenda, 1, 1)


def test_a_full_day_is_closed_and_the_next_is_not() -> None:
    limit = quota_per_day(2, zone=PARIS, taken=[moment("09:00"), moment("10:00")])
    assert limit.reason is Reason.DAY_FULL
    assert not limit.allows(creneau("14:00"))
    assert limit.allows(creneau("14:00", day=TUESDAY))


def test_the_day_of_a_quota_is_the_local_one() -> None:
    """23:30 in UTC that Monday is Tuesday in Paris."""
    limit = quota_per_day(1, zone=PARIS, taken=[moment("23:30")])
    assert limit.allows(creneau("09:00"))
    assert not limit.allows(creneau("09:00", day=TUESDAY))


def test_the_quota_of_an_agenda_binds_it_alone() -> None:
    limit = quota_per_day(1, zone=PARIS, taken=[moment("09:00")], agenda=1)
    assert not limit.allows(creneau(agenda=1))
    assert limit.allows(creneau(agenda=2))


def test_a_person_may_have_so_many_rdvs_in_all() -> None:
    limit = quota_per_person(Quota(1, None), zone=PARIS, taken=[moment("09:00")])
    assert limit.reason is Reason.PERSON_FULL
    assert not limit.allows(creneau(day=MONDAY + timedelta(days=80)))
    assert quota_per_person(Quota(2, None), zone=PARIS, taken=[moment("09:00")]).allows(creneau())


def test_one_rdv_a_week_means_any_seven_days() -> None:
    weekly = quota_per_person(Quota(1, 7), zone=PARIS, taken=[moment("09:00")])
    assert not weekly.allows(creneau(day=MONDAY + timedelta(days=6)))
    assert not weekly.allows(creneau(day=MONDAY - timedelta(days=6)))
    assert weekly.allows(creneau(day=MONDAY + timedelta(days=7)))


@given(st.integers(0, 3), st.integers(1, 5), st.lists(st.integers(0, 20), max_size=8), st.integers(0, 20))
def test_no_run_of_days_ever_holds_more_than_the_quota(
    most: int, days: int, taken: list[int], wanted: int
) -> None:
    dates = [MONDAY + timedelta(days=each) for each in taken]
    runs = [
        sum(first <= each < first + days for each in [*taken, wanted])
        for first in range(wanted - days + 1, wanted + 1)
    ]
    allowed = Quota(most, days).allows(MONDAY + timedelta(days=wanted), dates)
    assert allowed == (max(runs) <= most)


def test_half_a_day_is_kept_for_the_desk() -> None:
    """Three hours open, half kept: ninety minutes online, an hour of which is taken."""
    opened: Opened = {(1, MONDAY): 3 * HOUR}
    half = desk_share(50, zone=PARIS, needed=HALF_HOUR, opened=opened, taken_online={(1, MONDAY): HOUR})
    assert half.reason is Reason.KEPT_FOR_DESK
    assert half.allows(creneau())
    longer = desk_share(50, zone=PARIS, needed=HOUR, opened=opened, taken_online={(1, MONDAY): HOUR})
    assert not longer.allows(creneau())


def test_nothing_is_kept_or_everything() -> None:
    opened: Opened = {(1, MONDAY): HOUR}
    assert desk_share(0, zone=PARIS, needed=HOUR, opened=opened, taken_online={}).allows(creneau())
    assert not desk_share(100, zone=PARIS, needed=HOUR, opened=opened, taken_online={}).allows(creneau())


def test_the_share_is_counted_agenda_by_agenda() -> None:
    opened: Opened = {(1, MONDAY): HOUR, (2, MONDAY): HOUR}
    share = desk_share(50, zone=PARIS, needed=HALF_HOUR, opened=opened, taken_online={(1, MONDAY): HALF_HOUR})
    assert not share.allows(creneau(agenda=1))
    assert share.allows(creneau(agenda=2))


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_is_a_percentage(percent: int) -> None:
    with pytest.raises(ValueError, match="100"):
        desk_share(percent, zone=PARIS, needed=HOUR, opened={}, taken_online={})


@pytest.mark.parametrize(("most", "days"), [(-1, 1), (1, 0)])
def test_a_quota_that_means_nothing_is_refused(most: int, days: int) -> None:
    with pytest.raises(ValueError, match="quota"):
        Quota(most, days)
