"""What an administrator does about one agent's access, from their page."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from booking.commands.request_access import request_access
from booking.models import Agent, Organisation
from booking.vocabulary import AgentAccess, AgentRole
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import MONDAY_859, PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import Office, make_office
from tests.booking.commands.membership import ELSEWHERE, come, identity
from tests.makers.office import make_agent, make_organisation, make_service

TEAM = "/agent/parametres/agents/"


@pytest.fixture
def mairie(office: Office) -> Organisation:
    return office.agenda.organisation


@pytest.fixture
def role(mairie: Organisation) -> str:
    return f"role_{mairie.pk}"


def sheet(agent: Agent, path: str = "") -> str:
    return f"{TEAM}{agent.pk}/{path}"


def asked(**fields: object) -> Agent:
    who = identity(**fields)
    request_access(who, now=MONDAY_859)
    return Agent.objects.get(account_id=who.account_id)


def test_a_request_is_approved_from_its_page_and_twice_is_once(
    admin: Browser, role: str, mairie: Organisation
) -> None:
    request, service = asked(), make_service()
    assert "Demandes d’accès : 1" in text(admin.get(TEAM))
    page = text(admin.get(sheet(request)))
    assert "Approuver la demande" in page
    assert f'name="services" value="{service.pk}"' in page
    for _ in range(2):
        answer = admin.post(sheet(request, "approuver/"), **{role: "agent"})
        assert (answer.status_code, answer["Location"]) == (303, f"{sheet(request)}?fait=approuve")
    assert "Demande approuvée" in text(admin.get(answer["Location"]))
    assert Browser().sign_in(request).get("/agent/agenda/").status_code == 200
    late = admin.post(sheet(request, "refuser/"))
    assert late.status_code == 409
    assert "a changé entre-temps" in text(late)


def test_a_request_is_refused_and_the_back_button_changes_nothing(admin: Browser, role: str) -> None:
    request = asked()
    assert admin.post(sheet(request, "refuser/")).status_code == 303
    back = admin.post(sheet(request, "approuver/"), **{role: "admin"})
    assert back.status_code == 409
    assert Agent.objects.get(pk=request.pk).access == AgentAccess.REMOVED
    assert "Accès retirés ou refusés : 1" in text(admin.get(TEAM))


def test_a_new_account_of_a_known_address_is_attached_on_purpose(
    admin: Browser, mairie: Organisation, office: Office
) -> None:
    known = make_agent(mairie, account_id=uuid4(), email="claire.dubois@arras.example")
    request = asked()
    assert "Cette adresse est déjà celle d’un agent" in text(admin.get(sheet(request)))
    assert admin.post(sheet(request, "rattacher/"), vers=office.agent.pk).status_code == 404
    answer = admin.post(sheet(request, "rattacher/"), vers=known.pk)
    assert answer["Location"] == f"{sheet(known)}?fait=rattache"
    assert admin.post(sheet(request, "rattacher/"), vers=known.pk).status_code == 404


def test_a_change_of_structure_is_shown_confirmed_and_read_only_meanwhile(
    admin: Browser, mairie: Organisation
) -> None:
    moved = make_agent(mairie, account_id=uuid4(), siret="21620041000012", level=AgentRole.ADMIN)
    come(identity(account_id=moved.account_id, siret=ELSEWHERE))
    reader = Browser().sign_in(moved)
    assert reader.get(TEAM).status_code == 200
    refused = reader.post(sheet(moved, "confirmer/"))
    assert refused.status_code == 403
    page = text(admin.get(TEAM))
    assert "SIRET 226 200 012 00012, au lieu de 216 200 410 00012" in page
    for _ in range(2):
        assert admin.post(sheet(moved, "confirmer/")).status_code == 303
    assert "À confirmer" not in text(admin.get(sheet(moved)))


def test_removal_asks_first_tells_what_stays_and_closes_the_door_at_once(
    admin: Browser, agent: Browser, office: Office
) -> None:
    booked(office)
    asked_first = text(admin.get(sheet(office.agent, "retirer/")))
    assert "1 rendez-vous à venir reste à son nom." in asked_first
    assert agent.get("/agent/agenda/").status_code == 200
    for _ in range(2):
        answer = admin.post(sheet(office.agent, "retirer/"))
        assert (answer.status_code, answer["Location"]) == (303, f"{sheet(office.agent)}?fait=retire")
    assert "1 rendez-vous à venir est encore à son nom." in text(admin.get(answer["Location"]))
    assert agent.get("/agent/agenda/").status_code == 302


def test_the_last_administrator_stays(admin: Browser, chief: Agent, role: str) -> None:
    for answer in (
        admin.post(sheet(chief, "retirer/")),
        admin.post(sheet(chief), **{role: "agent"}),
    ):
        assert answer.status_code == 409
        assert "C’est le dernier administrateur" in text(answer)
    assert admin.get(TEAM).status_code == 200


@pytest.mark.parametrize(
    "path", ["", "approuver/", "inviter/", "refuser/", "confirmer/", "rattacher/", "retirer/"]
)
def test_an_agent_of_another_administration_is_nobody_here(
    pas_de_calais: Tenant, admin: Browser, office: Office, role: str, path: str
) -> None:
    with in_tenant(pas_de_calais):
        theirs = make_office().agent
    assert admin.post(sheet(theirs, path), **{role: "agent"}).status_code == 404
    with in_tenant(pas_de_calais):
        assert Agent.objects.get(pk=theirs.pk).access == AgentAccess.GRANTED
        neighbour = Browser(PAS_DE_CALAIS).sign_in(make_agent(make_organisation(), level=AgentRole.ADMIN))
    assert office.agent.email not in text(neighbour.get(TEAM))


SAID: list[tuple[AgentAccess, Callable[[str], bool]]] = [
    (AgentAccess.NONE, lambda page: "Inviter à se connecter" in page),
    (AgentAccess.INVITED, lambda page: "Renvoyer l’invitation" in page),
    (AgentAccess.REMOVED, lambda page: "Inviter de nouveau" in page and "Retirer l’accès" not in page),
    (AgentAccess.GRANTED, lambda page: "Enregistrer" in page and "Retirer l’accès" in page),
]


@pytest.mark.parametrize(("access", "said"), SAID)
def test_the_page_offers_what_the_access_allows(
    admin: Browser, mairie: Organisation, role: str, access: AgentAccess, said: Callable[[str], bool]
) -> None:
    colleague = make_agent(mairie, access=access, access_since=MONDAY_859 - timedelta(days=40))
    assert said(text(admin.get(sheet(colleague))))
    invited = admin.post(sheet(colleague, "inviter/"), **{role: "agent"})
    assert invited.status_code == (409 if access == AgentAccess.GRANTED else 303)
