"""One rdv, and several who act on it at the same instant: real threads, real PostgreSQL."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.change_agenda import change_agenda
from booking.commands.change_participant import change_participant
from booking.commands.details import Details
from booking.commands.expire_holds import expire_holds
from booking.commands.hold_creneau import hold_creneau
from booking.commands.move_rdv import move_by_agent, move_by_usager
from booking.commands.refusals import AlreadyOver
from booking.models import Invitation, Occupation, Participation, Rdv, Usager
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import after_waiting, at_once, counted
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk, index_lies, told

pytestmark = pytest.mark.django_db(transaction=True)

CLICKS = 8
TEN = NINE + timedelta(hours=1)
OVER = NOW + timedelta(minutes=11)


@pytest.fixture
def office(arras: Tenant) -> Office:
    with in_tenant(arras):
        return make_office()


@pytest.fixture
def mine(arras: Tenant, office: Office) -> Participation:
    with in_tenant(arras):
        return book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW)


def move(office: Office, mine: Participation) -> Rdv:
    return move_by_usager(mine, starts_at=TEN, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)


def leo_comes(mine: Participation) -> Participation:
    return change_participant(mine, first_name="Léo", last_name="Martin", by=VISITOR, now=NOW)


def test_eight_clicks_move_it_once(arras: Tenant, office: Office, mine: Participation) -> None:
    got = at_once(arras, *[lambda: move(office, mine)] * CLICKS)
    assert counted(got) == {"done": CLICKS}
    with in_tenant(arras):
        assert (Rdv.objects.get().starts_at, Rdv.objects.get().sequence) == (TEN, 1)
        assert len(told("booking.rdv.moved")) == Occupation.objects.count() == 1
        assert index_lies() == []


def test_moved_by_its_holder_and_by_an_agent_it_is_in_one_place(
    arras: Tenant, office: Office, mine: Participation
) -> None:
    def by_agent() -> Rdv:
        at = NINE + timedelta(hours=2)
        return move_by_agent(mine.rdv, starts_at=at, lieu_id=office.lieu.pk, by=desk(office), now=NOW)

    got = at_once(arras, *[lambda: move(office, mine), by_agent] * 3)
    assert counted(got) == {"done": 6}
    with in_tenant(arras):
        rdv = Rdv.objects.get()
        assert Occupation.objects.get().during.lower == rdv.starts_at != NINE
        assert len(told("booking.rdv.moved")) == rdv.sequence
        assert index_lies() == []


def test_moved_and_cancelled_at_once_it_is_cancelled_and_its_time_free(
    arras: Tenant, office: Office, mine: Participation
) -> None:
    cancel = [lambda: cancel_by_usager(mine, by=VISITOR, now=NOW)] * 3
    got = at_once(arras, *cancel, *[lambda: move(office, mine)] * 3)
    assert counted(got).keys() <= {"done", AlreadyOver.code}
    with in_tenant(arras):
        assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER
        assert not Occupation.objects.exists()
        assert len(told("booking.rdv.cancelled")) == 1
        assert index_lies() == []


def test_eight_clicks_change_who_comes_once(arras: Tenant, mine: Participation) -> None:
    got = at_once(arras, *[lambda: leo_comes(mine)] * CLICKS)
    assert counted(got) == {"done": CLICKS}
    with in_tenant(arras):
        assert str(Participation.objects.get().usager) == "Léo Martin"
        assert Usager.objects.filter(first_name="Léo").count() == 1
        assert len(told("booking.participation.changed")) == 1


def test_who_comes_does_not_change_while_the_service_cancels(
    arras: Tenant, office: Office, mine: Participation
) -> None:
    cancel = lambda: cancel_by_service(mine.rdv, by=desk(office), now=NOW)  # noqa: E731
    assert after_waiting(arras, cancel, lambda: leo_comes(mine)) is AlreadyOver
    with in_tenant(arras):
        assert Participation.objects.get().usager == mine.usager


def test_a_form_sent_eight_times_after_its_hold_is_one_rdv(arras: Tenant, office: Office) -> None:
    """By somebody whose link is for one rdv, where another agent would be free too."""
    with in_tenant(arras):
        change_agenda(office.agenda.pk, capacity=2, now=NOW)
        link = Invitation.objects.create(
            organisation=office.agenda.organisation,
            motif=office.motif,
            expires_at=NOW + timedelta(days=7),
            created_at=NOW,
        )
        hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)

    def confirm() -> Participation:
        said = Details(invitation_id=link.pk)
        return confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=OVER, details=said)

    got = at_once(arras, *[confirm] * CLICKS)
    assert counted(got) == {"done": CLICKS}
    with in_tenant(arras):
        assert Rdv.objects.get().pk == hold.pk
        assert Invitation.objects.get().uses == Occupation.objects.count() == 1
        assert index_lies() == []


def test_a_hold_confirmed_while_it_runs_out_is_an_rdv(arras: Tenant, office: Office) -> None:
    with in_tenant(arras):
        hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    ends = [lambda: expire_holds([hold.pk], now=OVER)] * 4
    in_time = NOW + timedelta(minutes=9)
    clicks = [lambda: confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=in_time)] * 4
    got = at_once(arras, *ends, *clicks)
    with in_tenant(arras):
        # The worker came first, and the page offers the time again; or it is theirs.
        assert counted(got) in [{"done": 8}, {"done": 4, "creneau-pris": 4}]
        assert Rdv.objects.count() == Occupation.objects.count() == (counted(got)["done"] == 8)
        assert index_lies() == []
