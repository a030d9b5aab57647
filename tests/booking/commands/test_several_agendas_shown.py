"""A start is shown when everything that the motif requires is free together, at what searching costs whatever it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.close_days import close_days
from booking.commands.open_plage import open_plage
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Agenda, Motif, PlageOuverture
from booking.queries.creneaux import creneaux, next_by_lieu, starts_by_lieu
from booking.queries.day import team_day
from booking.queries.desk_offers import offers_at
from booking.vocabulary import AgendaKind
from foundation.actors import VISITOR
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office
from tests.booking.commands.proof import desk, index_lies, times_of
from tests.booking.commands.several import colleague, need, require, thing
from tests.booking.commands.test_one_time_one_rdv import person
from tests.makers.office import make_motif

HALF_HOUR = timedelta(minutes=30)
ALL = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    yield office
    assert index_lies() == []


def test_each_of_two_agents_may_receive_with_the_other(office: Office) -> None:
    other = colleague(office, office.motif)
    require(office, need(AgendaKind.AGENT))
    found = creneaux(office.motif, first_day=NINE.date(), last_day=NINE.date(), now=NOW)
    assert {each.agenda_id for each in found} == {office.agenda.pk, other.pk}


def test_a_room_taken_by_another_motif_removes_the_start(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    organisation = office.agenda.organisation
    workshop = make_motif(organisation, requires=[need(AgendaKind.SALLE, room)])
    colleague(office, workshop)
    wanted = Wanted(motif=workshop, lieu_id=office.lieu.pk, starts_at=NINE + 2 * HALF_HOUR)
    there = book_rdv(wanted, identity=person(1), by=VISITOR, now=NOW).rdv
    assert times_of(office.motif) == ["08:00", "08:30", "09:30", "10:00", "10:30"]
    with pytest.raises(CreneauTaken):
        book_rdv(office.wanted(NINE + 2 * HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW)
    cancel_by_service(there, by=desk(office), now=NOW)
    assert times_of(office.motif) == ALL


def test_a_room_with_plages_is_free_then_and_there_only(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE)
    rule = {"every": "week", "weekdays": [2]}
    plage = PlageOuverture(
        agenda=room, lieu=office.lieu, first_day=date(2026, 11, 23), periods=[["10:00", "11:00"]]
    )
    plage.recurrence = rule
    open_plage(plage, [], now=NOW)
    require(office, need(AgendaKind.SALLE))
    assert times_of(office.motif) == ["09:00", "09:30"]
    assert book_rdv(office.wanted(NINE + 2 * HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW)


def test_what_is_missing_hides_everything(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE, is_active=False)
    require(office, need(AgendaKind.SALLE, room))
    assert times_of(office.motif) == []
    require(office, need(AgendaKind.AGENT))
    assert times_of(office.motif) == []
    with pytest.raises(CreneauTaken):
        book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def test_the_agents_day_shows_the_starts_that_can_be_met(office: Office) -> None:
    colleague(office)
    require(office, need(AgendaKind.AGENT))
    at_nine, at_ten = (offers_at(office.agenda, NINE + n * HALF_HOUR) for n in (0, 2))
    assert ([each.fits for each in at_nine], [each.fits for each in at_ten]) == ([False], [True])
    agenda = Agenda.objects.select_related("organisation").get(pk=office.agenda.pk)
    (day,) = team_day([agenda], NINE.date())
    assert [f"{each.start:%H:%M}" for each in day.free_starts(now=NOW)] == times_of(office.motif)


def test_a_day_closed_by_the_organisation_closes_its_rooms(office: Office) -> None:
    thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    close_days(office.agenda.organisation_id, [NINE.date()], now=NOW)
    assert times_of(office.motif) == []


@pytest.mark.parametrize("rooms", [1, 6])
def test_searches_take_a_constant_number_of_queries(
    office: Office, rooms: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rooms):
        thing(office, AgendaKind.SALLE)
        colleague(office, office.motif)
    require(office, need(AgendaKind.SALLE), need(AgendaKind.AGENT))
    motif = Motif.objects.select_related("organisation").get(pk=office.motif.pk)
    days: dict[str, Any] = {"first_day": NINE.date(), "last_day": NINE.date() + timedelta(days=6), "now": NOW}
    with django_assert_num_queries(7):
        assert creneaux(motif, **days)
    with django_assert_num_queries(7):
        found = starts_by_lieu(motif, **days)
    with django_assert_num_queries(7):
        # The second agent is not there before ten: this Monday at nine is not shown.
        earliest = next_by_lieu(motif, now=NOW)[office.lieu.pk].start
    assert found[office.lieu.pk][0] == NINE + 2 * HALF_HOUR
    assert earliest == NINE + 2 * HALF_HOUR - timedelta(days=1)
