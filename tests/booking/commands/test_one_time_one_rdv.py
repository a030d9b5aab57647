"""Two people never get the same time: real threads, real PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from booking.commands.book_rdv import book_rdv, confirm_hold
from booking.commands.hold_creneau import hold_creneau
from booking.commands.usagers import Identity
from booking.models import Occupation, Rdv
from booking.models.occupation import ONE_AT_A_TIME
from foundation.actors import VISITOR
from foundation.database.errors import breaks
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office, visitor

PEOPLE = 40


def all_at_once(tenant: Tenant, act: Callable[[int], object]) -> Counter[str]:
    """`act` in as many threads as people, started together; counts what each got."""
    return counted(at_once(tenant, *[partial(act, number) for number in range(PEOPLE)]))


def person(number: int) -> Identity:
    return Identity(first_name="Zoé", last_name=f"Martin {number}", phone=f"+336123456{number:02}")


@pytest.mark.django_db(transaction=True)
def test_forty_people_who_confirm_one_time_get_one_rdv_and_39_refusals() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()

    def confirm(number: int) -> None:
        hold = hold_creneau(office.wanted(), visitor=visitor(f"v{number}"), now=NOW)
        confirm_hold(hold.pk, visitor_mark=f"v{number}", identity=person(number), by=VISITOR, now=NOW)

    assert all_at_once(arras, confirm) == {"done": 1, "creneau-pris": PEOPLE - 1}
    with in_tenant(arras):
        assert Rdv.objects.count() == Occupation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_forty_people_who_book_at_once_get_one_rdv_and_39_refusals() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
    got = all_at_once(arras, lambda n: book_rdv(office.wanted(), identity=person(n), by=VISITOR, now=NOW))
    assert got == {"done": 1, "creneau-pris": PEOPLE - 1}


@pytest.mark.django_db(transaction=True)
def test_one_form_submitted_forty_times_is_one_rdv() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        hold = hold_creneau(office.wanted(), visitor=visitor(), now=NOW)
    got = all_at_once(
        arras, lambda n: confirm_hold(hold.pk, visitor_mark="zoe", identity=ZOE, by=VISITOR, now=NOW)
    )
    assert got == {"done": PEOPLE}
    with in_tenant(arras):
        assert Rdv.objects.count() == 1


def test_postgresql_itself_refuses_two_occupations_of_one_lane(office: Office) -> None:
    first = book_rdv(office.wanted(), identity=ZOE, by=VISITOR, now=NOW).rdv.occupations.get()
    rdv = book_rdv(office.wanted(NINE.replace(hour=9)), identity=ZOE, by=VISITOR, now=NOW).rdv
    twin = Occupation(agenda=first.agenda, lane=first.lane, during=first.during, rdv=rdv)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        twin.save()
    assert breaks(refused.value, ONE_AT_A_TIME)
    twin.exclusive = False
    twin.save()
