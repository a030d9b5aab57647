"""The Pas-de-Calais looks into Arras: it sees nothing."""

from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, TUESDAY, Browser, booked, text
from tests.booking.commands.conftest import Office, make_office


def test_an_agent_of_another_administration_sees_none_of_ours(
    pas_de_calais: Tenant, agent: Browser, office: Office
) -> None:
    rdv = booked(office)
    with in_tenant(pas_de_calais):
        theirs = make_office()
        stranger = Browser(PAS_DE_CALAIS).sign_in(theirs.agent)
    for path in ("", "annuler/"):
        assert stranger.get(f"/agent/rdv/{rdv.pk}/{path}").status_code == 404
    assert stranger.post(f"/agent/rdv/{rdv.pk}/statut/", statut="honoured").status_code == 404
    assert "Zoé Martin" not in text(stranger.get(TUESDAY))
    answer = stranger.get("/agent/rdv/nouveau/", agent=office.agent.pk, debut="2026-11-24T09:30")
    assert answer.status_code == 404


def test_a_session_opened_there_is_worth_nothing_here(pas_de_calais: Tenant, office: Office) -> None:
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    here = Browser()
    here.client.cookies = stranger.client.cookies
    answer = here.get(TUESDAY)
    assert (answer.status_code, answer["Location"][:11]) == (302, "/connexion/")
