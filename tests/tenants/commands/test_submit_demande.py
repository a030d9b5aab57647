"""Two people, or two clicks, at the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from booking.models import Agent
from foundation import clock
from foundation.database.roles import drop_role
from foundation.errors import Refusal
from foundation.tenancy import in_tenant
from sso.accounts.identity import professional_identity
from sso.accounts.models import Account
from tenants.commands.open_tenant import Opening, SlugTaken
from tenants.commands.submit_demande import SirenTaken, Wish, submit_demande
from tenants.models import Demande, Tenant
from tenants.vocabulary import TenantKind
from tests.makers.accounts import make_account

LENS = Opening(
    slug="lens", name="Ville de Lens", short_name="Lens", kind=TenantKind.COMMUNE, siren="216204982"
)


@pytest.fixture(autouse=True)
def _nothing_left(transactional_db: None) -> object:
    """Administrations outlive the tests: this one goes by hand."""
    yield
    for tenant in Tenant.objects.filter(slug__startswith="lens"):
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{tenant.schema_name}" CASCADE')
        drop_role(tenant.schema_name)
        tenant.delete()


def together(*acts: Callable[[], Tenant]) -> list[Tenant | Refusal]:
    gate = Barrier(len(acts))

    def run(act: Callable[[], Tenant]) -> Tenant | Refusal:
        try:
            gate.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def ask(account: Account, opening: Opening = LENS, *, wish: Wish | None = None) -> Callable[[], Tenant]:
    made = wish or Wish(token=uuid4(), opening=opening)
    return lambda: submit_demande(made, by=professional_identity(account, None), now=clock.now())


def test_two_clicks_at_once_open_one_administration(arras: Tenant) -> None:
    account, wish = make_account(), Wish(token=uuid4(), opening=LENS)
    first, second = together(ask(account, wish=wish), ask(account, wish=wish))

    assert isinstance(first, Tenant)
    assert first == second
    assert Demande.objects.count() == 1
    with in_tenant(first):
        assert Agent.objects.count() == 1


def test_two_people_of_one_siren_at_once_open_one_administration(arras: Tenant) -> None:
    answers = together(ask(make_account()), ask(make_account(), replace(LENS, slug="lens-2")))

    refused = [each for each in answers if isinstance(each, Refusal)]
    assert [type(each) for each in refused] == [SirenTaken]
    assert Demande.objects.count() == 1
    assert Tenant.objects.filter(siren=LENS.siren).count() == 1


def test_two_administrations_open_at_the_same_instant(arras: Tenant) -> None:
    """They grant the same rights to the role they share, and PostgreSQL lets only one do so at a time."""
    other = replace(LENS, slug="lens-agglo", siren="217500016")
    answers = together(ask(make_account()), ask(make_account(), other))

    assert {each.slug for each in answers if isinstance(each, Tenant)} == {"lens", "lens-agglo"}


def test_two_people_of_one_address_at_once_open_one_administration(arras: Tenant) -> None:
    answers = together(ask(make_account()), ask(make_account()))

    refused = [each for each in answers if isinstance(each, Refusal)]
    assert len(refused) == 1
    assert isinstance(refused[0], SirenTaken | SlugTaken)
    assert Tenant.objects.filter(slug="lens").count() == 1
