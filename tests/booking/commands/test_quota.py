from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.check_quota import QuotaReached
from booking.commands.hold_creneau import hold_creneau
from booking.commands.join_session import join
from booking.commands.open_session import open_session
from booking.commands.usagers import Identity
from booking.models import Hold, Participation, Rdv
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor
from tests.booking.commands.proof import desk

ONE_DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)


def limit(office: Office, **quota: int) -> None:
    office.motif.quota_per_person = quota
    office.motif.save()


def book(office: Office, days: int = 0, identity: Identity = ZOE, **more: Any) -> Participation:
    return book_rdv(
        office.wanted(NINE + days * ONE_DAY), **{"identity": identity, "by": VISITOR, "now": NOW} | more
    )


def test_one_rdv_a_week_whatever_the_name(office: Office) -> None:
    limit(office, count=1, days=7)
    book(office)
    namesake = Identity(first_name="Z.", last_name="M.", phone=ZOE.phone, email="zoe@exemple.fr")
    with pytest.raises(QuotaReached) as refused:
        book(office, 3, namesake)
    assert (refused.value.code, refused.value.status) == ("quota-atteint", 409)
    book(office, 7)
    book(office, 3, Identity(first_name="Ali", last_name="Diallo", email="ali@exemple.fr"))
    with pytest.raises(QuotaReached):
        book(office, 2, Identity(first_name="Ali", last_name="Diallo", email="ALI@exemple.fr"))


def test_without_days_the_quota_is_for_ever(office: Office) -> None:
    limit(office, count=1)
    book(office)
    with pytest.raises(QuotaReached):
        book(office, 28)


def test_what_is_cancelled_does_not_count(office: Office) -> None:
    limit(office, count=1, days=7)
    cancel_by_usager(book(office), by=VISITOR, now=NOW)
    assert book(office, 1)


def test_an_agent_may_book_one_more(office: Office) -> None:
    limit(office, count=1, days=7)
    book(office)
    assert book(office, 1, by=desk(office))


def test_a_refused_confirmation_keeps_the_hold_and_a_double_one_is_one(office: Office) -> None:
    limit(office, count=1, days=7)
    hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    for _ in range(2):
        confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW)
    other = hold_creneau(office.wanted(NINE + ONE_DAY), visitor=visitor(), now=NOW)
    with pytest.raises(QuotaReached):
        confirm_hold(other.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW)
    assert Hold.objects.get().pk == other.pk


def test_a_session_counts_too(office: Office) -> None:
    limit(office, count=1, days=7)
    book(office)
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE + ONE_DAY,
        agenda_ids=[office.agenda.pk],
        seats=5,
        by=desk(office),
        now=NOW,
    )
    with pytest.raises(QuotaReached):
        join(session, identity=ZOE, by=VISITOR, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_six_requests_of_one_person_at_once_leave_one_rdv() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        limit(office, count=1, days=7)
    wanted = [office.wanted(NINE + number * HALF_HOUR) for number in range(6)]
    got = at_once(arras, *[partial(book_rdv, each, identity=ZOE, by=VISITOR, now=NOW) for each in wanted])
    assert counted(got) == {"done": 1, "quota-atteint": 5}
    with in_tenant(arras):
        assert Rdv.objects.count() == 1
