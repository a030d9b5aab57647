"""What the programme's team decides."""

import pytest
from django.test import Client

from foundation import clock
from sso.accounts.models import Account
from tenants.models import Demande, Tenant
from tenants.vocabulary import DemandeStatus, TenantStatus
from tests.makers.accounts import make_account
from tests.makers.pages import text
from tests.tenants.oversight.conftest import HOST, LIST, on_trial

pytestmark = pytest.mark.django_db


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
