"""Whoever moves, comes back or waits is received by those of their sector, and for as many as they are."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.hold_creneau import hold_creneau
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.refusals import CreneauTaken
from booking.commands.undo_cancel import TimeGone, undo_cancel
from booking.models import Agent, FileAttente, Motif, Participation, PlageOuverture, Usager
from booking.queries.files_attente import in_line
from booking.queries.reception import received_again
from booking.queries.sectors import Address
from booking.vocabulary import SectorLevel
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, visitor
from tests.booking.commands.test_one_time_one_rdv import person
from tests.booking.commands.waiting import FAR, offered_to, run_until, waits
from tests.makers.office import make_agent
from tests.makers.sectors import ARRAS, LENS, make_sector, serve

AT_ARRAS = Address(commune_code="62041", commune_name="Arras")
AT_LENS = Address(commune_code="62498", commune_name="Lens", street="3 rue Diderot")
TEN = NINE + timedelta(hours=1)
UNDONE = NOW + timedelta(minutes=11)


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def other(office: Office) -> Agent:
    """Amina receives Arras; another agent, free at the same hours, receives Lens."""
    office.motif.sector_level = SectorLevel.AGENT
    office.motif.save()
    agent = make_agent(office.motif.organisation)
    open_morning(agent, office)
    serve(make_sector("Arras", ARRAS), office.motif.organisation, office.agent)
    serve(make_sector("Lens", LENS), office.motif.organisation, agent)
    return agent


def open_morning(agent: Agent, office: Office) -> None:
    plage = PlageOuverture(
        agenda=agent.agenda, lieu=office.lieu, first_day=NINE.date(), periods=[["09:00", "12:00"]]
    )
    open_plage(plage, [office.motif], now=NOW)


def taken_at(office: Office, agent: Agent, number: int, starts_at: object = NINE) -> Participation:
    wanted = office.wanted(starts_at, agenda_ids=[agent.agenda.pk])  # type: ignore[arg-type]
    return book_rdv(wanted, identity=person(number), by=VISITOR, now=NOW)


def lives(usager: Usager, address: Address) -> None:
    usager.commune_code, usager.address = address.commune_code, str(address) if address.street else ""
    usager.save()


def test_moving_never_leaves_the_sector(office: Office, other: Agent) -> None:
    booked = taken_at(office, office.agent, 1)
    lives(booked.usager, AT_ARRAS)
    taken_at(office, office.agent, 2, TEN)
    with pytest.raises(CreneauTaken):
        move_by_usager(booked, starts_at=TEN, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    half_past = TEN + timedelta(minutes=30)
    moved = move_by_usager(booked, starts_at=half_past, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    assert moved.agenda_id == office.agenda.pk


def test_without_any_address_who_receives_already_is_who_may(office: Office, other: Agent) -> None:
    booked = taken_at(office, office.agent, 1)
    assert received_again(booked).among == frozenset([office.agenda.pk])
    # Said at this very visit.
    assert received_again(booked, address=AT_LENS).among == frozenset([office.agenda.pk, other.agenda.pk])


def test_an_organisation_goes_on_receiving_whom_it_received(office: Office, other: Agent) -> None:
    office.motif.sector_level = SectorLevel.ORGANISATION
    office.motif.save()
    booked = taken_at(office, office.agent, 1)
    assert received_again(booked).among is None
    assert received_again(booked, address=AT_LENS).among == frozenset([office.agenda.pk])


def test_who_comes_back_after_cancelling_stays_in_the_sector(office: Office, other: Agent) -> None:
    booked = taken_at(office, office.agent, 1)
    lives(booked.usager, AT_ARRAS)
    cancel_by_usager(booked, by=VISITOR, now=NOW)
    taken_at(office, office.agent, 2)
    with pytest.raises(TimeGone):
        undo_cancel(booked, by=VISITOR, now=NOW)


def test_an_expired_hold_is_booked_again_with_the_same_agenda(office: Office, other: Agent) -> None:
    narrowed = office.motif.received_by([other.agenda.pk])
    wanted = type(office.wanted())(motif=narrowed, lieu_id=office.lieu.pk, starts_at=NINE)
    hold = hold_creneau(wanted, visitor=visitor(), now=NOW)
    assert hold.agenda_id == other.agenda.pk
    late = NOW + timedelta(minutes=11)
    booked = confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=late)
    assert booked.rdv.agenda_id == other.agenda.pk


def test_what_is_wanted_among_some_goes_to_nobody_else(office: Office, other: Agent) -> None:
    nobody = Motif.objects.select_related("organisation").get(pk=office.motif.pk).received_by([])
    wanted = type(office.wanted())(motif=nobody, lieu_id=office.lieu.pk, starts_at=NINE)
    with pytest.raises(CreneauTaken):
        book_rdv(wanted, identity=ZOE, by=VISITOR, now=NOW)


def test_a_freed_time_goes_to_the_first_of_the_sector(office: Office, other: Agent) -> None:
    for number, home in ((1, AT_LENS), (2, AT_ARRAS)):
        lives(waits(office, number, now=NOW + timedelta(seconds=number)).usager, home)
    cancel_by_usager(taken_at(office, office.agent, 90), by=VISITOR, now=NOW)
    run_until(UNDONE)
    assert offered_to() == ["Martin 2"]


def test_a_new_opening_goes_to_the_first_of_the_sector(office: Office, other: Agent) -> None:
    PlageOuverture.objects.filter(agenda=office.agenda).delete()
    for number, home in ((1, AT_LENS), (2, AT_ARRAS)):
        lives(waits(office, number, now=NOW + timedelta(seconds=number)).usager, home)
    open_morning(office.agent, office)
    run_until(NOW)
    assert "Martin 2" in offered_to()
    agendas = {place.usager.last_name: place for place in FileAttente.objects.select_related("usager")}
    assert set(agendas) == {"Martin 1", "Martin 2"}
    assert offered_to().count("Martin 2") == 1


def test_whom_an_agent_entered_without_address_is_received_by_anybody(office: Office, other: Agent) -> None:
    by = Actor(ActorKind.AGENT, id=office.agent.pk)
    join_file_attente(office.motif, Wish(last_day=FAR), identity=person(1), by=by, now=NOW)
    waits(office, 2)
    line = in_line(office.motif, lieu_id=office.lieu.pk, starts_at=NINE, now=NOW, agenda_id=office.agenda.pk)
    assert [str(each.usager.last_name) for each in line] == ["Martin 1"]


def test_the_address_given_to_join_is_read_by_offers(office: Office, other: Agent) -> None:
    place = join_file_attente(
        office.motif, Wish(last_day=FAR), identity=person(1), by=VISITOR, now=NOW, address=AT_LENS
    )
    assert Usager.objects.get(pk=place.usager_id).commune_code == "62498"
    for agenda, found in ((office.agenda, []), (other.agenda, [place])):
        line = in_line(office.motif, lieu_id=office.lieu.pk, starts_at=NINE, now=NOW, agenda_id=agenda.pk)
        assert list(line) == found


def test_a_follow_up_goes_back_to_ones_referents(office: Office, other: Agent) -> None:
    office.motif.follow_up = True
    office.motif.save()
    booked = taken_at(office, office.agent, 1)
    booked.usager.referents.add(other)
    assert received_again(booked).among == frozenset([office.agenda.pk, other.agenda.pk])


def test_the_line_costs_the_same_whatever_its_length(office: Office, other: Agent) -> None:
    counts = []
    for first in (1, 2):
        for number in range(first, first * 12):
            if not Usager.objects.filter(last_name=f"Martin {number}").exists():
                lives(waits(office, number).usager, AT_ARRAS if number % 2 else AT_LENS)
        with CaptureQueriesContext(connection) as queries:
            line = in_line(
                office.motif, lieu_id=office.lieu.pk, starts_at=NINE, now=NOW, agenda_id=office.agenda.pk
            )
            assert list(line)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4
