"""A hundred people with one link for one rdv: real threads, real PostgreSQL."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.commands.refusals import CreneauTaken
from booking.commands.usagers import Identity
from booking.commands.use_invitation import InvitationOver
from booking.models import Agenda, Invitation, Occupation, Rdv
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.conftest import NINE, NOW, make_office

PEOPLE, AT_ONCE = 100, 25


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
    start = Barrier(AT_ONCE)

    def one(number: int) -> str:
        name = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
        identity = Identity(first_name="Zoé", last_name=f"Martin {name}", email=f"zoe{number}@exemple.fr")
        at = NINE + timedelta(minutes=30 * (number % 6))
        try:
            with in_tenant(arras):
                start.wait()
                details = Details(invitation_id=invitation.pk)
                book_rdv(office.wanted(at), identity=identity, by=VISITOR, now=NOW, details=details)
                return "rdv"
        except (InvitationOver, CreneauTaken) as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        got = Counter(people.map(one, range(PEOPLE)))
    assert got["rdv"] == 1
    assert got["invitation-close"] > 0
    with in_tenant(arras):
        invitation.refresh_from_db()
        assert (Rdv.objects.count(), Occupation.objects.count(), invitation.uses) == (1, 1, 1)
