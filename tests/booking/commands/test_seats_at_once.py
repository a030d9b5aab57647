"""The seats of one session, asked for at the same instant: real threads, real PostgreSQL."""

from functools import partial
from uuid import uuid4

import pytest

from booking.commands.change_participant import change_participant
from booking.commands.change_seats import change_seats
from booking.commands.leave_session import leave
from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.booking.commands.families import LEO, enter
from tests.booking.commands.proof import desk, told
from tests.booking.commands.test_sessions import join_as, session

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, SEATS = 100, 30


@pytest.fixture
def office(arras: Tenant) -> Office:
    with in_tenant(arras):
        return make_office()


def opened(arras: Tenant, office: Office, seats: int) -> Rdv:
    with in_tenant(arras):
        return session(office, seats)


def test_a_hundred_people_for_thirty_seats_get_thirty_seats_and_seventy_refusals(
    arras: Tenant, office: Office
) -> None:
    rdv = opened(arras, office, SEATS)
    got = at_once(arras, *[partial(join_as, rdv, number) for number in range(PEOPLE)])
    assert counted(got) == {"done": SEATS, "seance-complete": PEOPLE - SEATS}
    with in_tenant(arras):
        assert rdv.participations.count() == SEATS


def test_one_form_sent_eight_times_enters_a_family_once(arras: Tenant, office: Office) -> None:
    rdv, key = opened(arras, office, 10), uuid4()
    got = at_once(arras, *[lambda: enter(rdv, LEO, key=key)] * 8)
    assert counted(got) == {"done": 8}
    with in_tenant(arras):
        assert rdv.participations.count() == len(told("booking.participation.joined")) == 2


def test_seats_taken_away_while_people_enter_are_never_those_of_who_is_in(
    arras: Tenant, office: Office
) -> None:
    rdv = opened(arras, office, 8)
    fewer = partial(change_seats, rdv, 4, by=desk(office), now=NOW)
    got = counted(at_once(arras, *[partial(join_as, rdv, number) for number in range(10)], fewer))
    with in_tenant(arras):
        rdv.refresh_from_db()
        inside = rdv.participations.count()
    assert (rdv.seats, inside) == ((8, 8) if got["places-prises"] else (4, 4))


def test_a_seat_given_back_eight_times_is_one_seat(arras: Tenant, office: Office) -> None:
    rdv = opened(arras, office, 2)
    with in_tenant(arras):
        first = join_as(rdv, 1)
        join_as(rdv, 2)
    at_once(arras, *[partial(leave, first, by=VISITOR, now=NOW)] * 8)
    got = at_once(arras, *[partial(join_as, rdv, number) for number in range(3, 7)])
    assert counted(got) == {"done": 1, "seance-complete": 3}
    with in_tenant(arras):
        assert len(told("booking.participation.left")) == 1


def test_a_proche_comes_instead_or_enters_but_sits_there_once(arras: Tenant, office: Office) -> None:
    rdv = opened(arras, office, 10)
    with in_tenant(arras):
        (mine,) = enter(rdv)

    def leo_comes() -> Participation:
        return change_participant(mine, first_name="Léo", last_name="Martin", by=VISITOR, now=NOW)

    got = at_once(arras, leo_comes, lambda: enter(rdv, LEO), leo_comes, lambda: enter(rdv, LEO))
    assert counted(got).keys() <= {"done", "deja-inscrit"}
    with in_tenant(arras):
        inside = rdv.participations.filter(status=RdvStatus.SCHEDULED)
        assert inside.filter(usager__first_name="Léo").count() == 1
