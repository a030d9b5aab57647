"""What the programme's team sees and decides."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation import clock
from sso.accounts.models import Account
from tenants.models import Demande, Domain, Tenant
from tenants.vocabulary import DemandeStatus, TenantKind, TenantStatus
from tests.conftest import BEGINNING
from tests.makers.accounts import enter, make_account, make_member

pytestmark = pytest.mark.django_db

HOST = "rdv.localhost"
LIST = "/supervision/"


def row(number: int, **fields: Any) -> Tenant:
    """A row is all that the list reads."""
    values: dict[str, Any] = {
        "slug": f"commune-{number}",
        "name": f"Commune {number:03d}",
        "short_name": f"Commune {number}",
        "kind": TenantKind.COMMUNE,
        "status": TenantStatus.READY,
        "schema_name": f"t8{number:05d}",
        "created_at": BEGINNING + timedelta(minutes=number),
    }
    tenant = Tenant.objects.create(**values | fields)
    Domain.objects.create(tenant=tenant, domain=tenant.host)
    return tenant


def on_trial(number: int, account: Account, **fields: Any) -> Tenant:
    tenant = row(number, is_trial=True)
    values = {"siren": f"{number:09d}", "siret": account.siret, "in_registry": True, "asked_at": BEGINNING}
    Demande.objects.create(tenant_id=tenant.pk, account_id=account.pk, token=uuid4(), **values | fields)
    return tenant


@pytest.fixture
def member(arras: Tenant) -> Account:
    return make_member(given_name="Nadia", usual_name="Petit")


@pytest.fixture
def team(member: Account) -> Client:
    client = Client(HTTP_HOST=HOST)
    enter(client, member, proved=True)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ").replace("\u202f", " ")


def test_a_stranger_signs_in_and_an_agent_is_refused(arras: Tenant) -> None:
    assert Client(HTTP_HOST=HOST).get(LIST).headers["Location"] == "/connexion/?suite=%2Fsupervision%2F"

    client = Client(HTTP_HOST=HOST)
    enter(client, make_account(), proved=True)
    for path in (LIST, "/supervision/arras/suspendre/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "Vous n’avez pas accès à cette page" in text(answer)
    assert client.post("/supervision/arras/suspendre/", {"motif": "non"}).status_code == 403
    assert Tenant.objects.get(slug="arras").status == TenantStatus.READY


def test_the_team_enters_by_the_sign_in_host_only(member: Account) -> None:
    client = Client(HTTP_HOST="rdv.gouv.localhost")
    enter(client, member, proved=True)

    assert client.get(LIST).status_code == 404


def test_the_list_says_what_each_administration_is_and_who_asked(team: Client) -> None:
    account = make_account(given_name="Claire", usual_name="Martin", siret="21620498200016")
    on_trial(7, account, siren="200033579", in_registry=False)
    page = text(team.get(LIST))

    assert "Ville d’Arras" in page
    assert "arras.rdv.localhost" in page
    assert "Ouverte, à l’essai" in page
    assert f"Claire Martin ({account.email})" in page
    assert "Le SIREN 200033579 n’est pas dans l’annuaire" in page
    assert "ProConnect rattache la personne à un autre SIREN : 216204982" in page


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("", {"Essai", "Ouverte", "Suspendue", "Archivée"}),
        ("a-examiner", {"Essai"}),
        ("ouvertes", {"Ouverte"}),
        ("suspendues", {"Suspendue"}),
        ("archivees", {"Archivée"}),
        ("<script>", {"Essai", "Ouverte", "Suspendue", "Archivée"}),
    ],
)
def test_the_list_is_filtered_by_state(team: Client, state: str, shown: set[str]) -> None:
    Tenant.objects.filter(pk=on_trial(1, make_account()).pk).update(name="Mairie Essai")
    row(2, name="Mairie Ouverte")
    row(3, name="Mairie Suspendue", status=TenantStatus.SUSPENDED)
    row(4, name="Mairie Archivée", status=TenantStatus.ARCHIVED)

    page = text(team.get(LIST, {"etat": state}))
    assert {
        word for word in ("Essai", "Ouverte", "Suspendue", "Archivée") if f"Mairie {word}" in page
    } == shown


def queries(team: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert team.get(LIST).status_code == 200
    return len(seen)


def test_the_list_costs_the_same_with_three_and_thirty_administrations(team: Client) -> None:
    on_trial(1, make_account())
    queries(team)  # the sign-in is remembered for a minute
    few = queries(team)
    for number in range(2, 30):
        on_trial(number, make_account())

    assert queries(team) == few


def test_the_list_has_fifty_lines_a_page(team: Client) -> None:
    for number in range(60):
        row(number)

    assert text(team.get(LIST)).count('<th scope="row">') == 50
    assert text(team.get(LIST, {"page": "2"})).count('<th scope="row">') == 13


def test_an_approved_trial_is_real_and_listed(team: Client, member: Account) -> None:
    tenant = on_trial(1, make_account())

    answer = team.post(f"/supervision/{tenant.slug}/approuver/")
    assert answer.headers["Location"] == "/supervision/?fait=approuvee"
    tenant.refresh_from_db()
    demande = Demande.objects.get()
    assert (tenant.is_trial, demande.status, demande.decided_by) == (False, DemandeStatus.APPROVED, member.pk)
    assert "Commune 001" in text(Client(HTTP_HOST=HOST).get("/"))
    assert team.post(f"/supervision/{tenant.slug}/approuver/").status_code == 303


def test_a_refused_trial_closes_with_its_reason(team: Client) -> None:
    tenant = on_trial(1, make_account())
    path = f"/supervision/{tenant.slug}/refuser/"

    assert "Refuser cette ouverture ?" in text(team.get(path))
    assert team.post(path, {"motif": ""}).status_code == 422
    assert team.post(path, {"motif": "Pas de mandat."}).status_code == 303
    tenant.refresh_from_db()
    assert (tenant.status, tenant.closed_because) == (TenantStatus.ARCHIVED, "Pas de mandat.")
    assert team.post(f"/supervision/{tenant.slug}/approuver/").status_code == 409


def test_a_suspended_administration_says_so_and_can_be_reopened(team: Client, arras: Tenant) -> None:
    assert Client(HTTP_HOST="arras.rdv.localhost").get("/").status_code == 200

    answer = team.post("/supervision/arras/suspendre/", {"motif": "Données à vérifier."})
    assert answer.headers["Location"] == "/supervision/?fait=suspendue"
    assert Client(HTTP_HOST="arras.rdv.localhost").get("/").status_code == 503
    assert "Données à vérifier." in text(team.get(LIST))
    assert team.post("/supervision/arras/rouvrir/").status_code == 303
    assert Client(HTTP_HOST="arras.rdv.localhost").get("/").status_code == 200


@pytest.mark.parametrize("verb", ["suspendre", "refuser"])
def test_closing_asks_for_the_second_factor_again_after_five_minutes(
    team: Client, arras: Tenant, verb: str
) -> None:
    session = team.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": clock.now().timestamp() - 301}]
    session.save()
    path = f"/supervision/arras/{verb}/"

    assert team.get(LIST).status_code == 200
    for answer in (team.get(path), team.post(path, {"motif": "Trop tard."})):
        assert answer.status_code == 303
        assert (
            answer.headers["Location"]
            == f"/second-facteur/confirmer/?next=%2Fsupervision%2Farras%2F{verb}%2F"
        )
    arras.refresh_from_db()
    assert arras.status == TenantStatus.READY


def test_an_administration_that_does_not_exist_is_not_found(team: Client) -> None:
    assert team.get("/supervision/nulle-part/suspendre/").status_code == 404
    assert team.post("/supervision/nulle-part/approuver/").status_code == 404
    assert team.post("/supervision/nulle-part/rouvrir/").status_code == 404
    assert team.post("/supervision/arras/approuver/").status_code == 404
