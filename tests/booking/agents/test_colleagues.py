"""The administrator's pages about the team."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Agent, Organisation
from booking.vocabulary import AgentAccess
from tests.architecture.test_urls import example
from tests.architecture.url_table import TENANT_HOST
from tests.booking.agents.conftest import MONDAY_859, Browser, text
from tests.booking.commands.conftest import Office
from tests.booking.commands.membership import come, identity
from tests.makers.office import make_agent, make_organisation, make_service

TEAM = "/agent/parametres/agents/"
INVITE = f"{TEAM}inviter/"
OURS = [
    route
    for route, who in TENANT_HOST.items()
    if who == "administrator" and route.startswith(("agent/parametres/agents/", "agent/parametres/journal/"))
]


@pytest.fixture
def mairie(office: Office) -> Organisation:
    return office.agenda.organisation


@pytest.fixture
def role(mairie: Organisation) -> str:
    return f"role_{mairie.pk}"


def sheet(agent: Agent, path: str = "") -> str:
    return f"{TEAM}{agent.pk}/{path}"


@pytest.mark.parametrize("route", OURS)
def test_an_agent_who_is_no_administrator_is_refused_and_a_stranger_signs_in(
    agent: Browser, route: str
) -> None:
    assert agent.get(example(route)).status_code == 403
    assert agent.post(example(route)).status_code == 403
    answer = Browser().get(example(route))
    assert (answer.status_code, answer["Location"][:11]) == (302, "/connexion/")


def test_the_menu_shows_the_team_to_administrators_only(agent: Browser, admin: Browser) -> None:
    assert TEAM not in text(agent.get("/agent/agenda/"))
    assert agent.get("/agent/parametres/").status_code == 403
    assert f'href="{TEAM}"' in text(admin.get("/agent/parametres/"))
    assert '<a href="/agent/parametres/" aria-current="page">Réglages</a>' in text(admin.get(TEAM))


def test_the_list_says_who_may_what_and_when_they_came(
    admin: Browser, mairie: Organisation, office: Office
) -> None:
    service = make_service(name="Titres d’identité")
    office.agent.services.add(service)
    Agent.objects.filter(pk=office.agent.pk).update(last_seen_at=MONDAY_859)
    make_agent(mairie, last_name="Petit", access=AgentAccess.INVITED, access_since=MONDAY_859)
    late = MONDAY_859 - timedelta(days=31)
    make_agent(mairie, last_name="Tardif", access=AgentAccess.INVITED, access_since=late)
    page = text(admin.get(TEAM))
    for word in (
        "Titres d’identité",
        "Connexion le lundi 23 novembre 2026 à 8 h 59",
        "Jamais connecté",
        "Invité, jusqu’au 23 décembre",
        "Invitation expirée",
        "Administrateur",
        "Accès ouvert",
        office.agent.email,
    ):
        assert word in page


def test_the_list_costs_the_same_whatever_the_number_of_agents(admin: Browser, mairie: Organisation) -> None:
    admin.get(TEAM)
    with CaptureQueriesContext(connection) as few:
        assert admin.get(TEAM).status_code == 200
    for _ in range(8):
        make_agent(mairie).services.add(make_service())
    with CaptureQueriesContext(connection) as many:
        assert admin.get(TEAM).status_code == 200
    assert len(many) == len(few)


def test_a_large_team_is_paged_and_searched(admin: Browser, mairie: Organisation) -> None:
    for number in range(55):
        make_agent(mairie, first_name="Élodie", last_name=f"Moreau {number:02}")
    first = text(admin.get(TEAM))
    assert "Page suivante" in first
    found = text(admin.get(TEAM, nom="elodie moreau 42"))
    assert "Moreau 42" in found
    assert "Moreau 41" not in found
    assert "Aucun agent ne porte ce nom." in text(admin.get(TEAM, nom="Personne"))


def test_an_invited_person_enters_with_the_place_that_was_chosen(
    admin: Browser, mairie: Organisation, role: str
) -> None:
    service = make_service()
    answer = admin.post(
        INVITE,
        prenom="Claire",
        nom="Dubois",
        courriel="claire.dubois@arras.example",
        services=[service.pk],
        **{role: "admin"},
    )
    agent = Agent.objects.get(last_name="Dubois")
    assert (answer.status_code, answer["Location"]) == (303, f"{sheet(agent)}?fait=invite")
    assert "Un message part à claire.dubois@arras.example." in text(admin.get(answer["Location"]))
    assert come(identity()).agent_id == agent.pk
    assert "<h1>Claire Dubois</h1>" in text(admin.get(sheet(agent)))
    assert agent.services.get() == service
    assert text(Browser().sign_in(agent).get(TEAM)).count("<h1>Équipe</h1>") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"courriel": "claire"}, "n’est pas complète"),
        ({"courriel": ""}, "Saisissez l’adresse électronique."),
        ({"courriel": "a" * 250 + "@arras.example"}, "trop longue"),
        ({"prenom": "https://mechant.example"}, "Écrivez seulement un nom"),
        ({"nom": ""}, "Saisissez le nom."),
        ({"role": "chef"}, "Choisissez un rôle de la liste."),
        ({"services": ["999999"]}, "Choisissez un service de la liste."),
    ],
)
def test_what_cannot_be_an_invitation_is_refused_with_a_sentence(
    admin: Browser, role: str, typed: dict[str, str], sentence: str
) -> None:
    values = {"prenom": "Claire", "nom": "Dubois", "courriel": "claire@arras.example", role: "agent"}
    if "role" in typed:
        typed = {role: typed["role"]}
    answer = admin.post(INVITE, **values | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Agent.objects.count() == 2


def test_a_known_address_leads_to_the_agent_s_own_page(admin: Browser, office: Office, role: str) -> None:
    values = {"prenom": "Amina", "nom": "Benali", "courriel": office.agent.email.upper(), role: "agent"}
    answer = admin.post(INVITE, **values)
    assert answer.status_code == 409
    assert f'<a href="{sheet(office.agent)}">' in text(answer)
    assert 'value="Amina"' in text(answer)


def test_of_several_organisations_one_role_is_enough(
    admin: Browser, mairie: Organisation, office: Office, role: str
) -> None:
    annexe = make_organisation(name="Annexe")
    other = f"role_{annexe.pk}"
    answer = admin.post(sheet(office.agent), **{role: "", other: ""})
    assert answer.status_code == 422
    assert "Choisissez un rôle dans au moins une organisation." in text(answer)
    assert admin.post(sheet(office.agent), **{role: "", other: "admin"}).status_code == 303
    assert office.agent.roles.get().organisation == annexe
    assert "Administrateur, Annexe" in text(admin.get(TEAM))
