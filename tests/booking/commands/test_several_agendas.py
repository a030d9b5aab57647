"""A motif may need a second agent, a room, equipment: all are taken together, or none is."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Hold, Occupation, PlageOuverture
from booking.vocabulary import AgendaKind
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk, index_lies, times_of
from tests.booking.commands.several import colleague, need, require, taken, thing
from tests.booking.commands.test_one_time_one_rdv import person
from tests.makers.office import make_motif

HALF_HOUR = timedelta(minutes=30)
PEOPLE = 20
ALL = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    yield office
    assert index_lies() == []


def test_two_agents_are_free_together_or_the_start_is_not_shown(office: Office) -> None:
    other = colleague(office)
    require(office, need(AgendaKind.AGENT))
    assert times_of(office.motif) == ["09:00", "09:30", "10:00", "10:30"]
    rdv = book_rdv(office.wanted(NINE + 2 * HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW).rdv
    assert (rdv.agenda_id, taken(rdv)) == (office.agenda.pk, {office.agenda.pk, other.pk})
    assert times_of(office.motif) == ["09:30", "10:00", "10:30"]
    with pytest.raises(CreneauTaken):
        book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def test_an_agent_a_room_and_a_kit(office: Office) -> None:
    room, kit = thing(office, AgendaKind.SALLE), thing(office, AgendaKind.MATERIEL)
    require(office, need(AgendaKind.SALLE), need(AgendaKind.MATERIEL, kit))
    assert times_of(office.motif) == ALL
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    assert Occupation.objects.filter(hold=hold).count() == 3
    assert times_of(office.motif) == ALL[1:]
    rdv = confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW).rdv
    assert (rdv.agenda_id, taken(rdv)) == (office.agenda.pk, {office.agenda.pk, room.pk, kit.pk})


def test_everything_is_given_back_together(office: Office) -> None:
    thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    booked = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    cancel_by_usager(booked, by=VISITOR, now=NOW)
    assert Occupation.objects.count() == 0
    assert times_of(office.motif) == ALL
    booked.rdv.refresh_from_db()
    assert booked.rdv.agenda_id == office.agenda.pk


def test_two_of_a_pool_and_the_lanes_of_one_agenda(office: Office) -> None:
    counters = thing(office, AgendaKind.MATERIEL, capacity=2)
    require(office, need(AgendaKind.MATERIEL, count=2))
    rdv = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv
    lanes = rdv.occupations.filter(agenda=counters).values_list("lane", flat=True)
    assert set(lanes) == {1, 2}
    assert times_of(office.motif) == ALL[1:]


def test_moving_takes_and_frees_everything(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    booked = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    to: dict[str, Any] = {"lieu_id": office.lieu.pk, "by": VISITOR, "now": NOW}
    move_by_usager(booked, starts_at=NINE + timedelta(minutes=15), **to)
    assert taken(booked.rdv) == {office.agenda.pk, room.pk}
    move_by_usager(booked, starts_at=NINE + 2 * HALF_HOUR, **to)
    assert times_of(office.motif) == ["08:00", "08:30", "09:30", "10:00", "10:30"]
    starts = booked.rdv.occupations.values_list("during", flat=True)
    assert {each.lower for each in starts} == {NINE + 2 * HALF_HOUR}


def test_an_agent_moves_it_to_a_colleague_with_the_room(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    other = colleague(office, office.motif)
    rdv = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv
    at = NINE + 3 * HALF_HOUR
    move_by_agent(rdv, starts_at=at, lieu_id=office.lieu.pk, agenda_ids=[other.pk], by=desk(office), now=NOW)
    rdv.refresh_from_db()
    assert (rdv.agenda_id, taken(rdv)) == (other.pk, {other.pk, room.pk})


def test_an_overlap_on_purpose_never_shares_the_room(office: Office) -> None:
    thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE))
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    wanted = office.wanted(agenda_ids=[office.agenda.pk], free_choice=True)
    with pytest.raises(CreneauTaken):
        book_rdv(wanted, identity=person(1), by=desk(office), now=NOW, overlap=True)
    thing(office, AgendaKind.SALLE)
    rdv = book_rdv(wanted, identity=person(1), by=desk(office), now=NOW, overlap=True).rdv
    assert sorted(rdv.occupations.values_list("exclusive", flat=True)) == [False, True]


def test_a_hold_that_is_over_gives_way_on_each_of_its_agendas(office: Office) -> None:
    room = thing(office, AgendaKind.SALLE)
    require(office, need(AgendaKind.SALLE, room))
    long_ago = NOW - timedelta(minutes=11)
    over = hold_creneau(office.wanted(), visitor=visitor("ali"), now=long_ago)
    simple = make_motif(office.agenda.organisation)
    colleague(office, simple)
    other = make_motif(office.agenda.organisation, requires=[need(AgendaKind.SALLE, room)])
    mate = colleague(office, other)
    # Another agent needs the room alone: what the hold kept of ours stays its own until its due row.
    plage = mate.plages_ouverture.get()
    plage.periods = [["09:00", "12:00"]]
    plage.save()
    open_plage(
        PlageOuverture(agenda=mate, lieu=office.lieu, first_day=NINE.date(), periods=[["09:00", "10:00"]]),
        [other],
        now=NOW,
    )
    rdv = book_rdv(
        Wanted(motif=other, lieu_id=office.lieu.pk, starts_at=NINE), identity=ZOE, by=VISITOR, now=NOW
    ).rdv
    assert taken(rdv) == {mate.pk, room.pk}
    assert list(Occupation.objects.filter(hold=over).values_list("agenda_id", flat=True)) == [
        office.agenda.pk
    ]
    with pytest.raises(CreneauTaken):
        confirm_hold(over.pk, visitor_mark="ali", identity=ZOE, by=VISITOR, now=long_ago)
    expire_holds([over.pk], now=NOW)
    assert not Hold.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_people_and_one_room_shared_by_two_agents() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        room = thing(office, AgendaKind.SALLE)
        require(office, need(AgendaKind.SALLE))
        colleague(office, office.motif)
    at = office.wanted(NINE + 2 * HALF_HOUR)

    def take(number: int) -> object:
        hold = hold_creneau(at, visitor=visitor(f"v{number}"), now=NOW)
        return confirm_hold(hold.pk, visitor_mark=f"v{number}", identity=person(number), by=VISITOR, now=NOW)

    got = at_once(arras, *[partial(take, number) for number in range(PEOPLE)])
    assert counted(got) == {"done": 1, "creneau-pris": PEOPLE - 1}
    with in_tenant(arras):
        assert Occupation.objects.filter(agenda=room).count() == 1
        assert Occupation.objects.count() == 2
        assert index_lies() == []
