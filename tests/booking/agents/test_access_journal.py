"""Who opened whose file, as the administrator reads it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.record_file_access import record_file_access
from booking.commands.usagers import Identity
from booking.models import AccessEntry, Agent, Rdv, Usager
from booking.vocabulary import AgentRole, FileAccess
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import HALF_HOUR, MONDAY_859, PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NINE, Office, make_office
from tests.makers.office import make_agent, make_organisation

JOURNAL = "/agent/parametres/journal/"
ALI = Identity(first_name="Ali", last_name="Haddad", phone="+33612345679")


@pytest.fixture
def later() -> Iterator[Any]:
    with time_machine.travel(MONDAY_859, tick=False) as traveller:
        yield traveller


def actor(agent: Agent) -> Actor:
    return Actor(ActorKind.AGENT, id=agent.pk, name=str(agent))


def usager_of(rdv: Rdv) -> Usager:
    return rdv.participations.get().usager


def rows(page: str) -> int:
    return page.count('<tr role="row">') - 1


def test_a_page_that_shows_somebody_leaves_one_line_in_ten_minutes(
    agent: Browser, office: Office, later: Any
) -> None:
    rdv = booked(office)
    for path in ("", "annuler/", ""):
        agent.get(f"/agent/rdv/{rdv.pk}/{path}")
    entry = AccessEntry.objects.get()
    assert (entry.agent, entry.usager, entry.rdv_id) == (office.agent, usager_of(rdv), rdv.pk)
    assert (entry.action, entry.at) == (FileAccess.RDV_OPENED, MONDAY_859)
    later.shift(timedelta(minutes=10))
    agent.get(f"/agent/rdv/{rdv.pk}/")
    assert AccessEntry.objects.count() == 2


def test_each_agent_each_person_and_each_action_has_its_line(
    agent: Browser, admin: Browser, office: Office
) -> None:
    rdv, other = booked(office), booked(office, NINE + HALF_HOUR, ALI)
    for browser in (agent, admin):
        for each in (rdv, other):
            browser.get(f"/agent/rdv/{each.pk}/")
    usager = usager_of(rdv)
    record_file_access([usager.pk], FileAccess.FOUND, by=actor(office.agent), now=MONDAY_859)
    assert AccessEntry.objects.count() == 5


def test_nobody_but_an_agent_is_written_down(office: Office) -> None:
    usager = usager_of(booked(office))
    record_file_access([usager.pk], FileAccess.FOUND, by=VISITOR, now=MONDAY_859)
    record_file_access([], FileAccess.FOUND, by=actor(office.agent), now=MONDAY_859)
    assert not AccessEntry.objects.exists()


def test_several_people_are_written_in_one_statement(office: Office) -> None:
    people = [usager_of(booked(office)).pk, usager_of(booked(office, NINE + HALF_HOUR, ALI)).pk]
    with CaptureQueriesContext(connection) as said:
        record_file_access([*people, *people], FileAccess.FOUND, by=actor(office.agent), now=MONDAY_859)
    assert len(said) == 1
    assert AccessEntry.objects.count() == 2


def test_the_list_of_the_day_is_no_access(agent: Browser, office: Office) -> None:
    booked(office)
    agent.get("/agent/agenda/2026-11-24/")
    agent.get("/agent/agenda/2026-11-24/liste/")
    assert not AccessEntry.objects.exists()


def test_the_journal_says_who_whose_what_and_when(agent: Browser, admin: Browser, office: Office) -> None:
    assert "Aucun dossier n’a encore été ouvert." in text(admin.get(JOURNAL))
    agent.get(f"/agent/rdv/{booked(office).pk}/")
    page = text(admin.get(JOURNAL))
    assert rows(page) == 1
    for word in ("Zoé Martin", str(office.agent), "Rendez-vous ouvert", "lundi 23 novembre 2026 à 8 h 59"):
        assert word in page


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"usager": "martin zoé"}, 1),
        ({"usager": "mart"}, 1),
        ({"usager": "ZOE"}, 1),
        ({"usager": "personne"}, 0),
        ({"usager": "%"}, 0),
        ({"agent": "moi"}, 2),
        ({"agent": "6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11"}, 0),
        ({"du": "2026-11-23", "au": "2026-11-23"}, 2),
        ({"du": "2026-11-24"}, 0),
        ({"au": "2026-11-22"}, 0),
        ({"usager": "", "agent": "", "du": "", "au": ""}, 2),
    ],
)
def test_the_journal_is_filtered(
    agent: Browser, admin: Browser, office: Office, typed: dict[str, str], found: int
) -> None:
    agent.get(f"/agent/rdv/{booked(office).pk}/")
    agent.get(f"/agent/rdv/{booked(office, NINE + HALF_HOUR, ALI).pk}/")
    if typed.get("agent") == "moi":
        typed = {"agent": str(office.agent.pk)}
    page = text(admin.get(JOURNAL, **typed))
    assert max(rows(page), 0) == found
    assert ("Aucun accès ne correspond." in page) == (found == 0)


@pytest.mark.parametrize(
    "typed", [{"du": "demain"}, {"au": "1815-06-18"}, {"agent": "amina"}, {"usager": "a\x00b"}]
)
def test_a_filter_that_means_nothing_is_told(admin: Browser, typed: dict[str, str]) -> None:
    answer = admin.get(JOURNAL, **typed)
    assert answer.status_code == 422
    assert "fr-error-text" in text(answer) or "Choisissez" in text(answer)


def test_the_journal_costs_the_same_whatever_its_length(admin: Browser, office: Office) -> None:
    zoe, by = usager_of(booked(office)), actor(office.agent)
    record_file_access([zoe.pk], FileAccess.FOUND, by=by, now=MONDAY_859)
    admin.get(JOURNAL)
    with CaptureQueriesContext(connection) as few:
        admin.get(JOURNAL)
    for number in range(60):
        now = MONDAY_859 + timedelta(hours=number)
        colleague = make_agent(office.agenda.organisation)
        record_file_access([zoe.pk], FileAccess.FOUND, by=actor(colleague), now=now)
    with CaptureQueriesContext(connection) as many:
        page = text(admin.get(JOURNAL))
    assert rows(page) == 50
    assert "Page suivante" in page
    assert len(many) == len(few)


def test_the_journal_of_another_administration_is_not_ours(
    pas_de_calais: Tenant, agent: Browser, office: Office
) -> None:
    agent.get(f"/agent/rdv/{booked(office).pk}/")
    with in_tenant(pas_de_calais):
        make_office()
        neighbour = Browser(PAS_DE_CALAIS).sign_in(make_agent(make_organisation(), level=AgentRole.ADMIN))
    assert "Aucun dossier n’a encore été ouvert." in text(neighbour.get(JOURNAL))
