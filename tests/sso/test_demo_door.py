from typing import Any
from uuid import uuid4

import pytest

from booking.models import Agent
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import Office, make_office
from tests.makers.office import make_service


@pytest.fixture
def office(at_arras: Tenant) -> Office:
    return make_office()


@pytest.fixture
def _open(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.usefixtures("_open")
def test_the_door_lists_the_agents_and_lets_one_in(office: Office) -> None:
    office.agent.services.add(make_service(name="État civil", short_name="État civil"))
    browser = Browser()
    page = text(browser.get("/connexion/"))
    assert f'">{office.agent} </span><span class="ag-btn__detail">État civil</span>' in page
    answer = browser.post("/connexion/", agent=str(office.agent.pk))
    assert (answer.status_code, answer["Location"]) == (303, "/agent/")
    assert browser.get("/agent/agenda/").status_code == 200


@pytest.mark.usefixtures("_open")
def test_the_session_changes_its_key_at_the_door(office: Office) -> None:
    browser = Browser().sign_in(office.agent)
    before = browser.client.cookies["__Host-session"].value
    browser.sign_in(office.agent)
    assert browser.client.cookies["__Host-session"].value != before


@pytest.mark.usefixtures("_open")
def test_one_goes_where_one_was_going(office: Office) -> None:
    wanted = "/agent/agenda/2026-11-24/?agents=x"
    assert 'value="/agent/agenda/2026-11-24/?agents=x"' in text(Browser().get("/connexion/", suite=wanted))
    assert Browser().post("/connexion/", agent=str(office.agent.pk), suite=wanted)["Location"] == wanted


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "//mechant.example",
        "https://mechant.example/",
        "/\\mechant.example",
        "\\\\mechant.example",
        "javascript:alert(1)",
    ],
)
def test_the_door_leads_nowhere_else(office: Office, elsewhere: str) -> None:
    assert "mechant" not in text(Browser().get("/connexion/", suite=elsewhere))
    assert Browser().post("/connexion/", agent=str(office.agent.pk), suite=elsewhere)["Location"] == "/agent/"


@pytest.mark.usefixtures("_open")
def test_nobody_enters_as_an_agent_of_another_administration(pas_de_calais: Tenant, office: Office) -> None:
    with in_tenant(pas_de_calais):
        theirs = make_office().agent
    assert Browser().post("/connexion/", agent=str(theirs.pk)).status_code == 404
    assert Browser().post("/connexion/", agent=str(uuid4())).status_code == 404
    assert str(theirs) not in text(Browser().get("/connexion/"))
    assert Browser(PAS_DE_CALAIS).post("/connexion/", agent=str(theirs.pk)).status_code == 303


@pytest.mark.usefixtures("_open")
def test_whoever_left_the_team_is_out_at_once(office: Office) -> None:
    browser = Browser().sign_in(office.agent)
    Agent.objects.filter(pk=office.agent.pk).update(is_active=False)
    assert browser.get("/agent/agenda/").status_code == 302
    assert browser.post("/connexion/", agent=str(office.agent.pk)).status_code == 404


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("typed", ["", "personne"])
def test_what_is_no_agent_is_refused_with_a_sentence(office: Office, typed: str) -> None:
    answer = Browser().post("/connexion/", agent=typed)
    assert answer.status_code == 422
    assert "Choisissez un agent" in text(answer)


def test_the_door_is_closed_outside_the_demonstration(office: Office) -> None:
    browser = Browser()
    page = text(browser.get("/connexion/"))
    assert "La connexion des agents n’est pas encore configurée sur cette instance." in page
    assert str(office.agent) not in page
    assert browser.post("/connexion/", agent=str(office.agent.pk)).status_code == 403
    assert browser.get("/agent/agenda/").status_code == 302


@pytest.mark.parametrize("almost", ["1", 1, "true"])
def test_only_a_real_demonstration_opens_it(office: Office, settings: Any, almost: object) -> None:
    settings.DEMO = almost
    assert Browser().post("/connexion/", agent=str(office.agent.pk)).status_code == 403


@pytest.mark.usefixtures("_open")
def test_signing_out_asks_then_ends_the_session(office: Office) -> None:
    browser = Browser().sign_in(office.agent)
    assert "Se déconnecter ?" in text(browser.get("/deconnexion/"))
    assert browser.get("/agent/agenda/").status_code == 200
    answer = browser.post("/deconnexion/")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert browser.get("/agent/agenda/").status_code == 302
    assert "Vous n’êtes pas connecté" in text(browser.get("/deconnexion/"))
