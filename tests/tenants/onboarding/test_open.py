"""Somebody opens their administration by themselves."""

import re

import pytest
from django.test import Client

from booking.models import Agent, Organisation
from booking.vocabulary import AgentAccess, AgentRole
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from sso.accounts.models import Account
from tenants.models import Demande, Tenant
from tenants.vocabulary import DemandeStatus, TenantKind, TenantStatus
from tests.makers.pages import text
from tests.tenants.onboarding.conftest import HOST, LENS, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["rdv.localhost", "rdv.gouv.localhost"])
def test_the_first_page_says_who_may_open_and_leads_to_proconnect(host: str) -> None:
    page = text(Client(HTTP_HOST=host).get("/ouvrir/"))

    assert "Qui peut ouvrir un guichet" in page
    assert "http://rdv.localhost/sso/proconnect/?suite=/ouvrir/structure/" in page


def test_the_form_is_filled_in_from_the_siret_of_the_account(visitor: Client) -> None:
    page = text(visitor.get("/ouvrir/structure/"))

    assert 'value="Commune de Lens"' in page
    assert 'value="lens"' in page
    assert '<option value="commune" selected>' in page


def test_another_siren_of_the_registry_fills_it_in_again(visitor: Client) -> None:
    page = text(visitor.get("/ouvrir/structure/", {"siren": "216 201 780"}))

    assert "216 201 780" in page
    assert 'value="Commune de ' in page or 'value="Commune d’' in page


def test_a_trial_opens_at_once_with_its_administrator(visitor: Client, claire: Account) -> None:
    answer = visitor.post("/ouvrir/structure/", typed())

    assert (answer.status_code, answer.headers["Location"]) == (303, "/ouvrir/guichet/")
    tenant = Tenant.objects.get(slug="lens")
    assert (tenant.status, tenant.is_trial, tenant.departement_code) == (TenantStatus.READY, True, "62")
    demande = Demande.objects.get()
    assert (demande.tenant_id, demande.account_id, demande.siren) == (tenant.pk, claire.pk, LENS)
    assert (demande.status, demande.in_registry, demande.is_of_own_structure) == ("pending", True, True)
    with in_tenant(tenant):
        agent = Agent.objects.get()
        assert (agent.account_id, agent.access) == (claire.pk, AgentAccess.GRANTED)
        assert agent.roles.get().level == AgentRole.ADMIN
        assert Organisation.objects.get().name == "Ville de Lens"
    told = Message.objects.get(name="booking.agent.admitted")
    assert told.tenant_id == tenant.pk


def test_the_page_after_gives_the_address_and_the_way_in(visitor: Client) -> None:
    visitor.post("/ouvrir/structure/", typed())

    page = text(visitor.get("/ouvrir/guichet/"))
    assert "Votre guichet est ouvert" in page
    assert "http://lens.rdv.localhost/sso/depart/?suite=/agent/" in page
    assert "ne sont pas réels" in page


def test_citizens_are_told_that_a_trial_is_not_real_and_do_not_find_it(visitor: Client) -> None:
    visitor.post("/ouvrir/structure/", typed())

    assert "Guichet à l’essai" in text(Client(HTTP_HOST="lens.rdv.localhost").get("/"))
    assert "Guichet à l’essai" not in text(Client(HTTP_HOST="arras.rdv.localhost").get("/"))
    home = text(Client(HTTP_HOST=HOST).get("/", {"q": "Lens"}))
    assert "Ville de Lens" not in home


def test_a_double_click_opens_one_administration(visitor: Client) -> None:
    form = typed()
    first, second = visitor.post("/ouvrir/structure/", form), visitor.post("/ouvrir/structure/", form)

    assert first.status_code == second.status_code == 303
    assert Demande.objects.count() == 1
    assert Tenant.objects.filter(siren=LENS).count() == 1


def test_an_address_left_empty_is_made_from_the_name(visitor: Client) -> None:
    visitor.post("/ouvrir/structure/", typed(adresse="", nom="Mairie de Lens"))

    assert Tenant.objects.get(siren=LENS).slug == "mairie-de-lens"


def test_a_siren_that_the_registry_does_not_know_may_be_typed_and_is_flagged(visitor: Client) -> None:
    siren = "226200012"
    page = text(visitor.get("/ouvrir/structure/", {"siren": siren}))
    assert "n’est pas dans notre annuaire" in page

    visitor.post(
        "/ouvrir/structure/", typed(siren=siren, nom="Office de Lens", type=TenantKind.STATE_SERVICE)
    )
    demande = Demande.objects.get()
    assert (demande.in_registry, demande.is_of_own_structure) == (False, False)


def test_a_refused_siren_may_be_asked_for_again(visitor: Client, claire: Account) -> None:
    visitor.post("/ouvrir/structure/", typed())
    Demande.objects.update(status=DemandeStatus.REFUSED)
    Tenant.objects.filter(slug="lens").update(status=TenantStatus.ARCHIVED, closed_because="Pas de mandat.")

    page = text(visitor.get("/ouvrir/guichet/"))
    assert "refusée" in page
    assert "Pas de mandat." in page
    form = text(visitor.get("/ouvrir/structure/"))
    assert re.search(r'name="adresse" value="lens-62"', form)
