"""A plage changes, the times follow at once. NOW is Monday 23 November 2026; it is open 9–12, Monday to Friday."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.change_date import NothingThatDay, change_date, restore_date, skip_date
from booking.commands.change_plage import change_following, change_plage
from booking.commands.close_plage import close_plage
from booking.commands.open_plage import open_plage
from booking.commands.refusals import ImpossibleHours
from booking.models import FreeTime, PlageOuverture, Rdv
from foundation.actors import VISITOR
from foundation.errors import NotFound
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import TUESDAY, index_lies, times_of
from tests.makers.office import make_lieu, make_motif

A_WEEK = timedelta(days=7)
MORNING = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]
AFTERNOON = [["14:00", "15:00"]]


@pytest.fixture(autouse=True)
def _the_index_is_true(office: Office) -> Iterator[None]:
    yield
    assert index_lies() == []


@pytest.fixture
def plage(office: Office) -> PlageOuverture:
    return PlageOuverture.objects.get()


def test_new_hours_replace_the_old_ones(office: Office, plage: PlageOuverture) -> None:
    change_plage(plage.pk, {"periods": AFTERNOON}, now=NOW)
    assert times_of(office.motif) == ["13:00", "13:30"]


def test_what_is_not_said_stays(office: Office, plage: PlageOuverture) -> None:
    skip_date(plage.pk, TUESDAY, now=NOW)
    elsewhere = make_lieu(office.agenda.organisation)
    change_plage(plage.pk, {"lieu_id": elsewhere.pk, "title": "Annexe"}, now=NOW)
    assert times_of(office.motif) == []
    assert times_of(office.motif, TUESDAY + timedelta(days=1)) == MORNING
    assert set(FreeTime.objects.values_list("lieu", flat=True)) == {elsewhere.pk}


def test_a_new_rhythm_keeps_the_dates_that_were_skipped(office: Office, plage: PlageOuverture) -> None:
    skip_date(plage.pk, TUESDAY, now=NOW)
    change_plage(plage.pk, {"recurrence": {"every": "week", "weekdays": [2]}}, now=NOW)
    assert times_of(office.motif) == []
    assert times_of(office.motif, TUESDAY + A_WEEK) == MORNING


def test_other_motifs_are_received(office: Office, plage: PlageOuverture) -> None:
    other = make_motif(office.agenda.organisation, duration_min=60)
    change_plage(plage.pk, {}, motifs=[other], now=NOW)
    assert times_of(office.motif) == []
    assert times_of(other) == ["08:00", "09:00", "10:00"]


@pytest.mark.parametrize(
    "fields",
    [
        {"periods": []},
        {"periods": [["9h", "12h"]]},
        {"periods": [["09:00", "09:00"]]},
        {"recurrence": {"every": "week", "weekdays": [8]}},
        {"recurrence": {"every": "day"}},
        {"last_day": date(2026, 11, 1)},
    ],
)
def test_impossible_hours_are_refused_and_nothing_changes(
    office: Office, plage: PlageOuverture, fields: dict[str, object]
) -> None:
    with pytest.raises(ImpossibleHours):
        change_plage(plage.pk, fields, now=NOW)  # type: ignore[arg-type]
    new = PlageOuverture(agenda=office.agenda, **{"first_day": TUESDAY, "periods": AFTERNOON} | fields)
    with pytest.raises(ImpossibleHours):
        open_plage(new, [office.motif], now=NOW)
    assert times_of(office.motif) == MORNING


def test_a_date_is_skipped_then_as_usual_again(office: Office, plage: PlageOuverture) -> None:
    skip_date(plage.pk, TUESDAY, now=NOW)
    assert times_of(office.motif) == []
    assert times_of(office.motif, TUESDAY + A_WEEK) == MORNING
    restore_date(plage.pk, TUESDAY, now=NOW)
    assert times_of(office.motif) == MORNING


def test_one_date_has_other_hours(office: Office, plage: PlageOuverture) -> None:
    change_date(plage.pk, TUESDAY, AFTERNOON, now=NOW)
    assert times_of(office.motif) == ["13:00", "13:30"]
    assert times_of(office.motif, TUESDAY + A_WEEK) == MORNING
    with pytest.raises(ImpossibleHours):
        change_date(plage.pk, TUESDAY, [["10:00", "10:00"]], now=NOW)


def test_a_date_may_be_changed_beyond_what_the_index_covers(office: Office, plage: PlageOuverture) -> None:
    far = date(2028, 11, 21)
    skip_date(plage.pk, far, now=NOW)
    assert PlageOuverture.objects.get().recurrence["except_on"] == ["2028-11-21"]


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 11, 20)])
def test_a_day_without_opening_has_nothing_to_skip(plage: PlageOuverture, day: date) -> None:
    with pytest.raises(NothingThatDay):
        skip_date(plage.pk, day, now=NOW)


def test_this_and_following_become_another_plage(office: Office, plage: PlageOuverture) -> None:
    later = TUESDAY + A_WEEK
    skip_date(plage.pk, TUESDAY, now=NOW)
    skip_date(plage.pk, later + A_WEEK, now=NOW)
    rest = change_following(plage.pk, later, {"periods": AFTERNOON}, now=NOW)
    assert rest.pk != plage.pk
    assert times_of(office.motif, later - timedelta(days=1)) == MORNING
    assert times_of(office.motif, later) == ["13:00", "13:30"]
    assert times_of(office.motif, later + A_WEEK) == []
    plage.refresh_from_db()
    assert (plage.last_day, rest.first_day) == (later - timedelta(days=1), later)
    assert plage.recurrence["except_on"] == [TUESDAY.isoformat()]
    assert rest.recurrence["except_on"] == [(later + A_WEEK).isoformat()]


def test_one_week_out_of_two_keeps_its_rhythm_when_it_is_split(office: Office, plage: PlageOuverture) -> None:
    change_plage(plage.pk, {"recurrence": {"every": "week", "interval": 2, "weekdays": [2]}}, now=NOW)
    change_following(plage.pk, TUESDAY + A_WEEK, {"title": "Suite"}, now=NOW)
    open_on = [week for week in range(5) if times_of(office.motif, TUESDAY + week * A_WEEK)]
    assert open_on == [0, 2, 4]


def test_from_its_first_day_on_it_is_the_plage_itself(office: Office, plage: PlageOuverture) -> None:
    same = change_following(plage.pk, date(2026, 11, 23), {"periods": AFTERNOON}, now=NOW)
    assert same.pk == plage.pk
    assert PlageOuverture.objects.count() == 1


def test_nothing_follows_its_end(office: Office, plage: PlageOuverture) -> None:
    change_plage(plage.pk, {"last_day": TUESDAY}, now=NOW)
    with pytest.raises(NotFound):
        change_following(plage.pk, TUESDAY + A_WEEK, {"title": "Suite"}, now=NOW)


def test_a_closed_plage_offers_nothing_and_its_rdvs_stay(office: Office, plage: PlageOuverture) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    close_plage(plage.pk, now=NOW)
    assert not FreeTime.objects.exists()
    assert Rdv.objects.get().starts_at == NINE
    with pytest.raises(NotFound):
        close_plage(plage.pk, now=NOW)


def test_a_plage_closes_from_a_day_on(office: Office, plage: PlageOuverture) -> None:
    close_plage(plage.pk, from_day=TUESDAY + A_WEEK, now=NOW)
    assert times_of(office.motif) == MORNING
    assert times_of(office.motif, TUESDAY + A_WEEK) == []
