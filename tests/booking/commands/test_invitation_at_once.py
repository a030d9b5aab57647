"""A hundred people with one link for one rdv: real threads, real PostgreSQL."""

from datetime import timedelta
from functools import partial

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.commands.usagers import Identity
from booking.models import Agenda, Invitation, Occupation, Rdv
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.at_once import at_once, counted
from tests.booking.commands.conftest import NINE, NOW, make_office

PEOPLE = 100


@pytest.mark.django_db(transaction=True)
def test_a_hundred_uses_of_a_link_for_one_rdv_make_one_rdv() -> None:
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_office()
        # Room for everybody: the link alone refuses.
        Agenda.objects.update(capacity=50)
        invitation = Invitation.objects.create(
            organisation=office.agenda.organisation,
            motif=office.motif,
            expires_at=NOW + timedelta(days=7),
            created_at=NOW,
        )

    def use(number: int) -> object:
        name = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
        identity = Identity(first_name="Zoé", last_name=f"Martin {name}", email=f"zoe{number}@exemple.fr")
        wanted = office.wanted(NINE + timedelta(minutes=30 * (number % 6)))
        details = Details(invitation_id=invitation.pk)
        return book_rdv(wanted, identity=identity, by=VISITOR, now=NOW, details=details)

    got = counted(at_once(arras, *[partial(use, number) for number in range(PEOPLE)]))
    assert got["done"] == 1
    assert got["invitation-close"] > 0
    assert got.keys() <= {"done", "invitation-close", "creneau-pris"}
    with in_tenant(arras):
        invitation.refresh_from_db()
        assert (Rdv.objects.count(), Occupation.objects.count(), invitation.uses) == (1, 1, 1)
