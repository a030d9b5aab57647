"""Absences, closing days, agendas out of use: what is away is not offered, what comes back is."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.change_agenda import change_agenda
from booking.commands.change_plage import change_plage
from booking.commands.close_days import close_days
from booking.commands.declare_absence import declare_absence
from booking.commands.refusals import ImpossibleHours
from booking.commands.remove_absence import remove_absence
from booking.models import Absence, PlageOuverture
from booking.queries.day import team_day
from foundation.actors import VISITOR
from foundation.errors import NotFound
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import TUESDAY, index_lies, times_of

MORNING = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]
CHRISTMAS = date(2026, 12, 25)
ONE_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_index_is_true(office: Office) -> Iterator[None]:
    yield
    assert index_lies() == []


def absence(office: Office, start: int = 9, end: int = 10, **more: object) -> Absence:
    values = {"first_day": TUESDAY, "last_day": TUESDAY, "start_time": time(start), "end_time": time(end)}
    return Absence(agenda=office.agenda, **values | more)


def test_an_absence_names_the_rdvs_it_hits_and_leaves_them(office: Office) -> None:
    hit = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv
    book_rdv(office.wanted(NINE + timedelta(hours=1)), identity=ZOE, by=VISITOR, now=NOW)
    gone = book_rdv(office.wanted(NINE + timedelta(minutes=30)), identity=ZOE, by=VISITOR, now=NOW)
    cancel_by_usager(gone, by=VISITOR, now=NOW)
    assert declare_absence(absence(office), now=NOW) == [hit]
    assert times_of(office.motif) == ["09:30", "10:00", "10:30"]


def test_a_weekly_absence_names_those_of_every_week(office: Office) -> None:
    weekly = {"recurrence": {"every": "week", "weekdays": [2], "until": "2026-12-31"}}
    rdvs = [
        book_rdv(office.wanted(NINE + timedelta(days=days)), identity=ZOE, by=VISITOR, now=NOW).rdv
        for days in (7, 0, 1)
    ]
    assert declare_absence(absence(office, **weekly), now=NOW) == [rdvs[1], rdvs[0]]


def test_an_absence_that_hits_nobody_says_so(office: Office) -> None:
    assert declare_absence(absence(office), now=NOW) == []


def test_an_impossible_absence_is_refused(office: Office) -> None:
    with pytest.raises(ImpossibleHours):
        declare_absence(absence(office, 9, 9), now=NOW)
    assert not Absence.objects.exists()


def test_a_removed_absence_gives_its_times_back_once(office: Office) -> None:
    away = absence(office)
    declare_absence(away, now=NOW)
    for _ in range(2):
        remove_absence(away.pk, now=NOW)
        assert times_of(office.motif) == MORNING


def test_an_agenda_out_of_use_offers_nothing_until_it_is_back(office: Office) -> None:
    change_agenda(office.agenda.pk, is_active=False, now=NOW)
    assert times_of(office.motif) == []
    change_agenda(office.agenda.pk, is_active=True, now=NOW)
    assert times_of(office.motif) == MORNING


def test_a_second_lane_receives_a_second_person(office: Office) -> None:
    change_agenda(office.agenda.pk, capacity=2, title="Guichets", now=NOW)
    for lane in (1, 2):
        rdv = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv
        assert rdv.occupations.get().lane == lane
    assert times_of(office.motif) == MORNING[1:]
    with pytest.raises(NotFound):
        change_agenda(0, is_active=False, now=NOW)


def test_a_day_closed_by_the_organisation_is_not_offered(office: Office) -> None:
    organisation = close_days(office.agenda.organisation_id, [TUESDAY, TUESDAY + ONE_DAY], now=NOW)
    assert organisation.closed_on == ["2026-11-24", "2026-11-25"]
    assert times_of(office.motif) == times_of(office.motif, TUESDAY + ONE_DAY) == []
    close_days(office.agenda.organisation_id, [TUESDAY + ONE_DAY], now=NOW)
    assert times_of(office.motif) == MORNING
    assert times_of(office.motif, TUESDAY + ONE_DAY) == []


def test_a_plage_may_be_open_on_holidays_by_choice(office: Office) -> None:
    assert times_of(office.motif, CHRISTMAS) == []
    change_plage(PlageOuverture.objects.get().pk, {"on_holidays": True}, now=NOW)
    assert times_of(office.motif, CHRISTMAS) == MORNING
    close_days(office.agenda.organisation_id, [CHRISTMAS], now=NOW)
    assert times_of(office.motif, CHRISTMAS) == []


def test_the_agenda_page_shows_what_is_open_that_day(office: Office) -> None:
    (closed,) = team_day([office.agenda], CHRISTMAS)
    assert (closed.is_closed, closed.openings) == (True, [])
    change_plage(PlageOuverture.objects.get().pk, {"on_holidays": True}, now=NOW)
    (opened,) = team_day([office.agenda], CHRISTMAS)
    assert (opened.is_closed, len(opened.openings)) == (False, 1)
    close_days(office.agenda.organisation_id, [TUESDAY], now=NOW)
    office.agenda.refresh_from_db()
    (own,) = team_day([office.agenda], TUESDAY)
    assert (own.is_closed, own.is_legal_holiday) == (True, False)
