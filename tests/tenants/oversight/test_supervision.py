"""What the programme's team sees."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sso.accounts.models import Account
from tenants.models import Tenant
from tenants.vocabulary import TenantStatus
from tests.makers.accounts import enter, make_account
from tests.makers.pages import text
from tests.tenants.oversight.conftest import HOST, LIST, on_trial, row

pytestmark = pytest.mark.django_db


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
