"""A motif may need a second agent, a room, equipment: all are taken together, or none is."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.close_days import close_days
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.open_plage import open_plage
from booking.commands.refusals import CreneauTaken
from booking.commands.wanted import Wanted
from booking.models import Agenda, Hold, Motif, Occupation, PlageOuverture, Rdv
from booking.queries.creneaux import creneaux, next_by_lieu, starts_by_lieu
from booking.queries.day import team_day
from booking.queries.desk_offers import offers_at
from booking.vocabulary import AgendaKind
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk, index_lies, times_of
from tests.booking.commands.test_one_time_one_rdv import person
from tests.makers.office import make_agent, make_motif

HALF_HOUR = timedelta(minutes=30)
PEOPLE = 20
ALL = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"]


def thing(office: Office, kind: AgendaKind, **fields: Any) -> Agenda:
    organisation = office.agenda.organisation
    return Agenda.objects.create(organisation=organisation, kind=kind, title=kind.label, **fields)


def colleague(office: Office, *motifs: Motif) -> Agenda:
    """Another agent at the same lieu, open an hour less."""
    agenda = make_agent(office.agenda.organisation).agenda
    rule = {"every": "week", "weekdays": [1, 2, 3, 4, 5]}
    plage = PlageOuverture(
        agenda=agenda, lieu=office.lieu, first_day=date(2026, 11, 23), periods=[["10:00", "12:00"]]
    )
    plage.recurrence = rule
    open_plage(plage, motifs, now=NOW)
    return agenda


def require(office: Office, *needs: dict[str, Any]) -> None:
    office.motif.requires = list(needs)
    office.motif.save()


def need(kind: AgendaKind, *agendas: Agenda, count: int = 1) -> dict[str, Any]:
    return {"kind": kind.value, "agendas": [agenda.pk for agenda in agendas], "count": count}


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    yield office
    assert index_lies() == []


def taken(rdv: Rdv) -> set[int]:
    return set(rdv.occupations.values_list("agenda_id", flat=True))


def test_two_agents_are_free_together_or_the_start_is_not_shown(office: Office) -> None:
    other = colleague(office)
    require(office, need(AgendaKind.AGENT))
    assert times_of(office.motif) == ["09:00", "09:30", "10:00", "10:30"]
    rdv = book_rdv(office.wanted(NINE + 2 * HALF_HOUR), identity=ZOE, by=VISITOR, now=NOW).rdv
    assert (rdv.agenda_id, taken(rdv)) == (office.agenda.pk, {office.agenda.pk, other.pk})
    assert times_of(office.motif) == ["09:30", "10:00", "10:30"]
    with pytest.raises(CreneauTaken):
        book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def test_each_of_two_agents_may_receive_with_the_other(office: Office) -> None:
    other = colleague(office, office.motif)
    require(office, need(AgendaKind.AGENT))
    found = creneaux(office.motif, first_day=NINE.date(), last_day=NINE.date(), now=NOW)
    assert {each.agenda_id for each in found} == {office.agenda.pk, other.pk}


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


@pytest.mark.django_db(transaction=True)
def test_twenty_people_and_one_room_shared_by_two_agents() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        room = thing(office, AgendaKind.SALLE)
        require(office, need(AgendaKind.SALLE))
        colleague(office, office.motif)
    at = NINE + 2 * HALF_HOUR
    begin = Barrier(PEOPLE)

    def one(number: int) -> str:
        try:
            with in_tenant(arras):
                begin.wait()
                hold = hold_creneau(office.wanted(at), visitor=visitor(f"v{number}"), now=NOW)
                confirm_hold(hold.pk, visitor_mark=f"v{number}", identity=person(number), by=VISITOR, now=NOW)
                return "rdv"
        except CreneauTaken:
            return "refusal"
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        got = Counter(people.map(one, range(PEOPLE)))
    assert got == {"rdv": 1, "refusal": PEOPLE - 1}
    with in_tenant(arras):
        assert Occupation.objects.filter(agenda=room).count() == 1
        assert Occupation.objects.count() == 2
        assert index_lies() == []
