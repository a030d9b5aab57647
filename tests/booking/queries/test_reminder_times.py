"""When a reminder leaves, whatever the hour, the zone and its changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.queries.reminder_times import Step, by_day, may_write, next_morning, reminders_of, steps_of
from foundation.courier.channels import Channel

PARIS, REUNION, GUADELOUPE = (
    ZoneInfo(name) for name in ("Europe/Paris", "Indian/Reunion", "America/Guadeloupe")
)
ZONES = [PARIS, REUNION, GUADELOUPE, ZoneInfo("Pacific/Noumea"), ZoneInfo("America/Miquelon")]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def leaving(start: str, *, booked: str, now: str = "", zone: ZoneInfo = PARIS) -> list[str]:
    """Local time of each reminder by default, and its channels."""
    found = reminders_of(
        steps_of(None),
        starts_at=at(start, zone),
        zone=zone,
        booked_at=at(booked, zone),
        now=at(now or booked, zone),
    )
    return [f"{each.at.astimezone(zone):%d/%m %H:%M} {'+'.join(each.step.channels)}" for each in found]


@pytest.mark.parametrize(
    ("booked", "expected"),
    [
        ("2026-10-01 10:00", ["17/11 14:00 email", "22/11 14:00 email+sms"]),
        ("2026-11-10 10:00", ["22/11 14:00 email+sms"]),
        ("2026-11-22 10:00", ["24/11 11:00 sms"]),
        ("2026-11-24 09:30", []),
    ],
    ids=["long before", "two weeks before", "short notice", "just before"],
)
def test_by_default_it_depends_on_how_long_before_one_booked(booked: str, expected: list[str]) -> None:
    assert leaving("2026-11-24 14:00", booked=booked) == expected


def test_taken_over_from_elsewhere_only_what_is_still_to_leave_does() -> None:
    assert leaving("2026-11-24 14:00", booked="2026-09-01 10:00", now="2026-11-20 09:00") == [
        "22/11 14:00 email+sms"
    ]


@pytest.mark.parametrize(
    ("start", "booked", "expected"),
    [
        # Six in the morning: eight leaves an hour.
        ("2026-11-24 09:00", "2026-11-22 10:00", "24/11 08:00 sms"),
        # Half past five: eight would leave half an hour.
        ("2026-11-24 08:30", "2026-11-22 10:00", "23/11 18:00 sms"),
    ],
)
def test_at_night_it_waits_for_the_morning_or_leaves_the_evening_before(
    start: str, booked: str, expected: str
) -> None:
    assert leaving(start, booked=booked) == [expected]


def test_an_evening_that_is_already_past_brings_no_reminder() -> None:
    assert leaving("2026-11-24 08:30", booked="2026-11-23 19:00") == []


def test_late_in_the_evening_it_waits_for_the_next_morning() -> None:
    assert leaving("2026-11-24 21:00", booked="2026-11-10 10:00") == ["23/11 08:00 email+sms"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # Put back: the day is an hour longer.
        ("2026-10-25 09:30", "23/10 10:30 email+sms"),
        ("2027-03-28 10:30", "26/03 09:30 email+sms"),
        ("2027-03-28 08:30", "26/03 08:00 email+sms"),
    ],
)
def test_across_the_change_of_hour_forty_eight_hours_are_forty_eight(start: str, expected: str) -> None:
    assert leaving(start, booked="2026-10-15 10:00" if "2026" in start else "2027-03-15 10:00") == [expected]


def test_of_two_that_the_night_brings_together_one_leaves() -> None:
    start = at("2026-11-24 09:30")
    steps = [Step(3 * HOUR, (Channel.SMS,)), Step(2 * HOUR, (Channel.SMS,))]
    found = reminders_of(steps, starts_at=start, zone=PARIS, booked_at=start - DAY, now=start - DAY)
    assert [each.step.before for each in found] == [2 * HOUR]


def test_eight_o_clock_is_that_of_the_place() -> None:
    assert leaving("2026-11-24 09:00", booked="2026-11-22 10:00", zone=REUNION) == ["24/11 08:00 sms"]
    assert leaving("2026-11-24 09:00", booked="2026-11-22 10:00", zone=GUADELOUPE) == ["24/11 08:00 sms"]


def test_each_lasts_until_the_next_and_the_last_until_the_start() -> None:
    start = at("2026-11-24 14:00")
    found = reminders_of(
        steps_of(None), starts_at=start, zone=PARIS, booked_at=start - 60 * DAY, now=start - 60 * DAY
    )
    assert [each.until for each in found] == [found[1].at, start]


def test_a_motif_has_its_own_reminders_or_none() -> None:
    assert steps_of([]) == []
    (step,) = steps_of([{"before_s": 3600, "channels": ["sms"]}])
    assert (step.before, step.channels, step.booked_within) == (HOUR, (Channel.SMS,), timedelta.max)


moments = st.integers(0, 729 * 1440).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@given(
    start=moments,
    zone=st.sampled_from(ZONES),
    before=st.integers(0, 20 * 86_400),
    lead=st.integers(0, 90 * 86_400),
)
def test_it_is_never_at_night_never_late_and_never_in_the_past(
    start: datetime, zone: ZoneInfo, before: int, lead: int
) -> None:
    now = start - timedelta(seconds=lead)
    step = Step(timedelta(seconds=before), (Channel.SMS,))
    for each in reminders_of([step], starts_at=start, zone=zone, booked_at=now, now=now):
        assert now < each.at < start == each.until
        assert may_write(each.at, zone)
        assert abs(each.at - (start - step.before)) <= 14 * HOUR


@given(moment=moments, zone=st.sampled_from(ZONES))
def test_the_next_morning_is_eight_o_clock_within_a_day(moment: datetime, zone: ZoneInfo) -> None:
    morning = next_morning(moment, zone)
    assert morning.astimezone(zone).strftime("%H:%M") == "08:00"
    assert timedelta(0) <= morning - moment <= DAY + HOUR
    assert by_day(morning, limit=morning + HOUR, zone=zone) == morning
