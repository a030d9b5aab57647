"""Agents follow the waiting list, enter somebody, take somebody out."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import FileAttente, Usager
from booking.vocabulary import AttenteState, CreatedBy
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.booking.commands.waiting import freed, run_until, waits
from tests.makers.office import make_motif, make_organisation

LIST, ENROL = "/agent/liste-attente/", "/agent/liste-attente/inscrire/"


@pytest.fixture
def said(office: Office) -> dict[str, Any]:
    return {
        "cle": str(uuid4()),
        "motif": office.motif.slug,
        "prenom": "Zoé",
        "nom": "Martin",
        "telephone": "06 12 34 56 78",
        "jusqu_au": "2026-12-31",
    }


def test_an_agent_enters_somebody_once(office: Office, agent: Browser, said: dict[str, Any]) -> None:
    assert "Inscrire une personne" in text(agent.get(ENROL))
    wish = {"lieux": [str(office.lieu.pk)], "matin": ["2"]}
    for _ in range(2):
        assert agent.post(ENROL, **said, **wish)["Location"] == f"{LIST}?fait=inscrit"
    place = FileAttente.objects.select_related("usager").get()
    assert (place.created_by, str(place.usager)) == (CreatedBy.AGENT, "Zoé Martin")
    assert (place.lieux, place.half_days) == ([office.lieu.pk], [4])
    again = agent.post(ENROL, **said | {"cle": str(uuid4())})
    assert again.status_code == 409
    assert "est déjà sur la liste d’attente" in text(again)
    page = text(agent.get(LIST))
    assert "1. Zoé Martin" in page
    assert "inscrit par un agent" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"motif": "ailleurs"}, "Choisissez un motif de la liste."),
        ({"telephone": "", "courriel": ""}, "Donnez un portable ou une adresse électronique"),
        ({"telephone": "03 21 50 50 50"}, "Donnez un portable ou une adresse électronique"),
        ({"nom": "x" * 100_000}, "80 caractères au plus"),
        ({"nom": "Mar\0tin"}, "caractère invisible"),
        ({"jusqu_au": "2026-11-01"}, "Cette date est passée."),
        ({"jusqu_au": "hier"}, "Cette date n’existe pas."),
        ({"combien": "-1"}, "Écrivez un nombre, à partir de 1."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_form(
    agent: Browser, said: dict[str, Any], wrong: dict[str, str], sentence: str
) -> None:
    refused = agent.post(ENROL, **said | wrong)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert 'value="Zoé"' in text(refused)
    assert not FileAttente.objects.exists()


def test_names_of_every_script_are_taken(office: Office, agent: Browser, said: dict[str, Any]) -> None:
    assert agent.post(ENROL, **said | {"nom": "حدّاد"}).status_code == 303
    assert "حدّاد" in text(agent.get(LIST))


def test_ranks_offers_and_the_way_out(office: Office, agent: Browser) -> None:
    for number in (1, 2):
        waits(office, number, now=NOW + timedelta(seconds=number))
    freed(office)
    run_until(NOW + timedelta(minutes=11))
    page = text(agent.get(LIST))
    assert page.index("Martin 1") < page.index("Martin 2")
    assert "Créneau proposé : mardi 24 novembre 2026 à 9 h" in page
    place = FileAttente.objects.get(usager__last_name="Martin 1")
    for _ in range(2):
        assert agent.post(f"{LIST}{place.pk}/retirer/")["Location"] == f"{LIST}?fait=retire"
    place.refresh_from_db()
    assert place.state == AttenteState.LEFT
    assert "Martin 1" not in text(agent.get(LIST))


def test_other_organisations_lists_are_theirs(office: Office, agent: Browser, said: dict[str, Any]) -> None:
    theirs = make_motif(make_organisation(), name="Ailleurs")
    usager = Usager.objects.create(first_name="Léo", last_name="Petit", created_at=NOW)
    place = FileAttente.objects.create(usager=usager, motif=theirs, last_day="2027-01-01", created_at=NOW)
    assert "Petit" not in text(agent.get(LIST))
    assert agent.post(f"{LIST}{place.pk}/retirer/").status_code == 404
    assert agent.post(ENROL, **said | {"motif": theirs.slug}).status_code == 422


def test_another_administration_changes_nothing(
    pas_de_calais: Tenant, office: Office, agent: Browser
) -> None:
    place = waits(office)
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    assert stranger.post(f"{LIST}{place.pk}/retirer/").status_code == 404
    assert Browser().get(LIST).status_code == 302


def test_the_list_costs_the_same_whatever_its_length(office: Office, agent: Browser) -> None:
    counts = []
    for first in (1, 10):
        for number in range(first, first * 3):
            waits(office, number)
        agent.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert agent.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
