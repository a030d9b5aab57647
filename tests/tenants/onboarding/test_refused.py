"""An opening that is refused: who asks, what is typed, how often."""

from uuid import uuid4

import pytest
from django.test import Client

from sso.accounts.models import Account
from tenants.models import Demande, Tenant
from tenants.vocabulary import DemandeStatus
from tests.conftest import BEGINNING
from tests.makers.accounts import enter, make_account
from tests.makers.pages import text
from tests.tenants.onboarding.conftest import HOST, LENS, typed

pytestmark = pytest.mark.django_db


def test_a_visitor_is_led_to_sign_in_before_anything() -> None:
    for path in ("/ouvrir/structure/", "/ouvrir/guichet/", "/mes-administrations/"):
        answer = Client(HTTP_HOST=HOST).get(path)
        assert answer.headers["Location"].startswith("/connexion/?suite=")


def test_the_other_public_host_opens_nothing(claire: Account) -> None:
    client = Client(HTTP_HOST="rdv.gouv.localhost")
    enter(client, claire)

    assert client.get("/ouvrir/structure/").status_code == 404
    assert client.post("/ouvrir/structure/", typed()).status_code == 404


@pytest.mark.parametrize("siren", ["12", "216204981", "lens", "💩", "9" * 400])
def test_a_siren_that_does_not_exist_is_called_so(visitor: Client, siren: str) -> None:
    assert "Ce SIREN n’existe pas" in text(visitor.get("/ouvrir/structure/", {"siren": siren}))


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


def test_nobody_sees_another_s_demande(visitor: Client, arras: Tenant) -> None:
    visitor.post("/ouvrir/structure/", typed())
    stranger = Client(HTTP_HOST=HOST)
    enter(stranger, make_account())

    assert stranger.get("/ouvrir/guichet/").headers["Location"] == "/ouvrir/"
