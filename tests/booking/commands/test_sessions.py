from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.join_session import AlreadyIn, SessionFull, join
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_session import ImpossibleSession, open_session
from booking.commands.overlap import WouldOverlap
from booking.commands.record_presence import PresenceRefused, record_presence
from booking.commands.refusals import AlreadyOver, SessionStays, TooLateToCancel
from booking.models import Motif, Occupation, Participation, Rdv
from booking.queries.agent_rdvs import unsettled
from booking.queries.recipients import to_warn_of_cancellation
from booking.queries.sessions import bookable_sessions
from booking.vocabulary import RdvStatus, SessionStatus
from foundation.actors import VISITOR
from foundation.errors import Forbidden, NotFound, Refusal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.booking.commands.proof import desk, index_lies, times_of, told
from tests.booking.commands.test_one_time_one_rdv import person
from tests.makers.office import make_agent

PEOPLE, SEATS = 40, 10
AFTER = NINE + timedelta(minutes=45)


def session(office: Office, seats: int = 2, **more: Any) -> Rdv:
    asked: dict[str, Any] = {
        "lieu_id": office.lieu.pk,
        "starts_at": NINE,
        "agenda_ids": [office.agenda.pk],
        "seats": seats,
    }
    return open_session(office.motif, by=desk(office), now=NOW, **asked | more)


@pytest.fixture
def opened(office: Office) -> Iterator[Rdv]:
    yield session(office, title="Atelier")
    assert index_lies() == []


def join_as(rdv: Rdv, number: int) -> Participation:
    return join(rdv, identity=person(number), by=VISITOR, now=NOW)


def test_a_session_takes_its_time_once_whoever_joins(office: Office, opened: Rdv) -> None:
    for number in range(2):
        join_as(opened, number)
    assert Occupation.objects.get().rdv_id == opened.pk
    assert "08:00" not in times_of(office.motif)
    assert (opened.agenda_id, opened.title, opened.seats) == (office.agenda.pk, "Atelier", 2)
    assert [each["rdv_id"] for each in told("booking.session.opened")] == [str(opened.pk)]
    assert len(told("booking.participation.joined")) == 2


def test_several_agendas_are_taken_together(office: Office) -> None:
    other = make_agent(office.agenda.organisation).agenda
    rdv = session(office, agenda_ids=[other.pk, office.agenda.pk])
    taken = rdv.occupations.values_list("agenda_id", flat=True)
    assert set(taken) == {office.agenda.pk, other.pk}
    assert rdv.agenda_id == other.pk
    cancel_by_service(rdv, by=desk(office), now=NOW)
    assert Occupation.objects.count() == 0
    assert index_lies() == []


def test_a_full_session_refuses_and_a_seat_given_back_is_free(opened: Rdv) -> None:
    first = join_as(opened, 1)
    join_as(opened, 2)
    with pytest.raises(SessionFull):
        join_as(opened, 3)
    leave(first, by=VISITOR, now=NOW)
    join_as(opened, 3)
    assert len(told("booking.participation.left")) == 1


def test_nobody_is_in_twice_and_who_comes_back_keeps_their_link(opened: Rdv) -> None:
    first = join_as(opened, 1)
    with pytest.raises(AlreadyIn):
        join_as(opened, 1)
    for _ in range(2):
        leave(first, by=VISITOR, now=NOW)
    again = join_as(opened, 1)
    assert (again.pk, again.link_token, again.status) == (first.pk, first.link_token, RdvStatus.SCHEDULED)
    assert Participation.objects.count() == 1


def test_cancelling_by_the_link_gives_back_one_seat_and_the_session_goes_on(
    office: Office, opened: Rdv
) -> None:
    first, second = join_as(opened, 1), join_as(opened, 2)
    assert not cancel_by_usager(first, by=VISITOR, now=NOW).is_cancelled
    second.refresh_from_db()
    assert second.status == RdvStatus.SCHEDULED
    assert "08:00" not in times_of(office.motif)


def test_the_limits_are_those_of_cancelling(office: Office, opened: Rdv) -> None:
    place = join_as(opened, 1)
    with pytest.raises(TooLateToCancel):
        leave(place, by=VISITOR, now=NINE - timedelta(hours=4))
    left = leave(place, by=desk(office), now=NINE - timedelta(hours=4))
    assert left.status == RdvStatus.CANCELLED_BY_SERVICE


def test_a_cancelled_session_frees_its_time_and_warns_those_still_in(office: Office, opened: Rdv) -> None:
    gone, there = join_as(opened, 1), join_as(opened, 2)
    leave(gone, by=VISITOR, now=NOW)
    rdv = cancel_by_service(opened, by=desk(office), now=NOW)
    assert rdv.session_status(NOW) == SessionStatus.CANCELLED
    assert "08:00" in times_of(office.motif)
    assert [each.pk for each in to_warn_of_cancellation(rdv.pk, now=NOW)] == [there.pk]
    with pytest.raises(AlreadyOver):
        join_as(opened, 3)


def test_a_session_that_began_is_joined_by_nobody_and_has_no_outcome_of_its_own(
    office: Office, opened: Rdv
) -> None:
    with pytest.raises(AlreadyOver):
        join(opened, identity=ZOE, by=VISITOR, now=NINE)
    assert opened.session_status(NINE) == SessionStatus.SCHEDULED
    assert opened.session_status(opened.ends_at) == SessionStatus.HELD
    assert not unsettled(opened.ends_at).exists()
    with pytest.raises(PresenceRefused):
        record_presence(opened, RdvStatus.HONOURED, by=desk(office), now=opened.ends_at)


def test_a_session_does_not_move(office: Office, opened: Rdv) -> None:
    with pytest.raises(SessionStays):
        move_by_usager(join_as(opened, 1), starts_at=AFTER, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)


def test_an_individual_rdv_is_not_joined(office: Office) -> None:
    booked = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(NotFound):
        join_as(booked.rdv, 1)


def test_a_session_does_not_open_over_an_rdv(office: Office) -> None:
    book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)
    with pytest.raises(WouldOverlap):
        session(office)
    assert Rdv.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"seats": 0}, {"agenda_ids": []}, {"starts_at": NOW}, {"agenda_ids": [0]}])
def test_what_is_no_session_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(ImpossibleSession):
        session(office, **wrong)


def test_citizens_open_no_session(office: Office) -> None:
    with pytest.raises(Forbidden):
        open_session(
            office.motif,
            lieu_id=None,
            starts_at=NINE,
            agenda_ids=[office.agenda.pk],
            seats=1,
            by=VISITOR,
            now=NOW,
        )


def test_sessions_with_room_are_found_in_one_query(
    office: Office, opened: Rdv, django_assert_num_queries: Any
) -> None:
    later = session(office, 3, starts_at=NINE + timedelta(days=1))
    full = session(office, 1, starts_at=NINE + timedelta(hours=2))
    soon = session(office, starts_at=NOW + timedelta(minutes=10))
    cancel_by_service(session(office, starts_at=NINE + timedelta(days=2)), by=desk(office), now=NOW)
    join_as(full, 1)
    leave(join_as(opened, 1), by=VISITOR, now=NOW)
    join_as(later, 1)
    motif = Motif.objects.get(pk=office.motif.pk)
    with django_assert_num_queries(1):
        found = bookable_sessions(motif, now=NOW)
        assert [(each.rdv.pk, each.seats_left) for each in found] == [(opened.pk, 2), (later.pk, 2)]
        assert all(each.rdv.lieu and each.rdv.agenda for each in found)
    for_agents = bookable_sessions(motif, now=NOW, within_delays=False)
    assert [each.rdv.pk for each in for_agents] == [soon.pk, opened.pk, later.pk]
    assert bookable_sessions(motif, now=NOW, lieu_ids=[]) == []
    assert bookable_sessions(motif, now=NOW, people=3) == []


@pytest.mark.django_db(transaction=True)
def test_forty_people_for_ten_seats_get_ten_seats_and_thirty_refusals() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        rdv = session(make_office(), SEATS)
    start = Barrier(PEOPLE)

    def one(number: int) -> str:
        try:
            with in_tenant(arras):
                start.wait()
                join_as(rdv, number)
                return "seat"
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        got = Counter(people.map(one, range(PEOPLE)))
    assert got == {"seat": SEATS, "seance-complete": PEOPLE - SEATS}
    with in_tenant(arras):
        assert rdv.participations.count() == SEATS
