"""Somebody opens their administration by themselves."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from booking.models import Agent, Organisation
from booking.vocabulary import AgentAccess, AgentRole
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from sso.accounts.models import Account
from tenants.models import Demande, Tenant
from tenants.vocabulary import DemandeStatus, TenantKind, TenantStatus
from tests.conftest import BEGINNING
from tests.makers.accounts import enter, make_account

pytestmark = pytest.mark.django_db

LENS = "216204982"
HOST = "rdv.localhost"


@pytest.fixture
def claire(arras: Tenant) -> Account:
    """Of Lens, which has no office yet."""
    return make_account(siret="21620498200016")


@pytest.fixture
def visitor(claire: Account) -> Client:
    client = Client(HTTP_HOST=HOST)
    enter(client, claire)
    return client


def typed(**changed: Any) -> dict[str, Any]:
    values = {
        "jeton": str(uuid4()),
        "siren": LENS,
        "nom": "Ville de Lens",
        "type": "commune",
        "adresse": "lens",
        "telephone": "03 21 69 86 86",
    }
    return values | changed


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("host", ["rdv.localhost", "rdv.gouv.localhost"])
def test_the_first_page_says_who_may_open_and_leads_to_proconnect(host: str) -> None:
    page = text(Client(HTTP_HOST=host).get("/ouvrir/"))

    assert "Qui peut ouvrir un guichet" in page
    assert "http://rdv.localhost/sso/proconnect/?suite=/ouvrir/structure/" in page


def test_a_visitor_is_led_to_sign_in_before_anything() -> None:
    for path in ("/ouvrir/structure/", "/ouvrir/guichet/", "/mes-administrations/"):
        answer = Client(HTTP_HOST=HOST).get(path)
        assert answer.headers["Location"].startswith("/connexion/?suite=")


def test_the_other_public_host_opens_nothing(claire: Account) -> None:
    client = Client(HTTP_HOST="rdv.gouv.localhost")
    enter(client, claire)

    assert client.get("/ouvrir/structure/").status_code == 404
    assert client.post("/ouvrir/structure/", typed()).status_code == 404


def test_the_form_is_filled_in_from_the_siret_of_the_account(visitor: Client) -> None:
    page = text(visitor.get("/ouvrir/structure/"))

    assert 'value="Commune de Lens"' in page
    assert 'value="lens"' in page
    assert '<option value="commune" selected>' in page


def test_another_siren_of_the_registry_fills_it_in_again(visitor: Client) -> None:
    page = text(visitor.get("/ouvrir/structure/", {"siren": "216 201 780"}))

    assert "216 201 780" in page
    assert 'value="Commune de ' in page or 'value="Commune d’' in page


@pytest.mark.parametrize("siren", ["12", "216204981", "lens", "💩", "9" * 400])
def test_a_siren_that_does_not_exist_is_called_so(visitor: Client, siren: str) -> None:
    assert "Ce SIREN n’existe pas" in text(visitor.get("/ouvrir/structure/", {"siren": siren}))


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


def test_one_demande_at_a_time(visitor: Client) -> None:
    visitor.post("/ouvrir/structure/", typed())

    again = visitor.post("/ouvrir/structure/", typed(siren="200033579", adresse="autre"))
    assert again.status_code == 409
    assert "déjà ouvert un guichet" in text(again)
    assert visitor.get("/ouvrir/structure/").headers["Location"] == "/ouvrir/guichet/"
    assert Demande.objects.count() == 1


def test_three_demandes_are_the_most(visitor: Client, claire: Account) -> None:
    for number in range(3):
        Demande.objects.create(
            tenant_id=9_000 + number,
            account_id=claire.pk,
            token=uuid4(),
            siren=LENS,
            in_registry=True,
            status=DemandeStatus.REFUSED,
            asked_at=BEGINNING,
        )
    assert visitor.post("/ouvrir/structure/", typed()).status_code == 409
    assert not Tenant.objects.filter(slug="lens").exists()


def test_a_siren_that_has_its_office_leads_there(arras: Tenant) -> None:
    client = Client(HTTP_HOST=HOST)
    enter(client, make_account(siret="21620041000010"))

    for answer in (
        client.get("/ouvrir/structure/"),
        client.post("/ouvrir/structure/", typed(siren=arras.siren, adresse="arras-2")),
    ):
        assert answer.status_code == 409
        assert "http://arras.rdv.localhost/sso/depart/?suite=/agent/" in text(answer)
    assert not Demande.objects.exists()


def test_an_address_already_taken_is_said_beside_the_field_and_the_form_is_kept(visitor: Client) -> None:
    answer = visitor.post("/ouvrir/structure/", typed(adresse="Arras"))

    assert answer.status_code == 422
    page = text(answer)
    assert "Cette adresse est déjà prise" in page
    assert 'value="Ville de Lens"' in page
    assert not Demande.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("adresse", "mon guichet", "Cette adresse n’est pas possible"),
        ("adresse", "supervision", "Cette adresse n’est pas possible"),
        ("nom", "", "Saisissez le nom"),
        ("nom", "https://piege.example", "sans adresse de site"),
        ("nom", "x\0", "caractère invisible"),
        ("telephone", "12", "n’existe pas"),
        ("type", "ministere", "Choisissez un type de la liste"),
        ("siren", "216204981", "Ce SIREN n’existe pas"),
        ("jeton", "rien", "Une réponse est à corriger"),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_writes_nothing(
    visitor: Client, field: str, value: str, sentence: str
) -> None:
    answer = visitor.post("/ouvrir/structure/", typed(**{field: value}))

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Demande.objects.exists()
    assert not Tenant.objects.filter(is_trial=True).exists()


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


def test_nobody_sees_another_s_demande(visitor: Client, arras: Tenant) -> None:
    visitor.post("/ouvrir/structure/", typed())
    stranger = Client(HTTP_HOST=HOST)
    enter(stranger, make_account())

    assert stranger.get("/ouvrir/guichet/").headers["Location"] == "/ouvrir/"
