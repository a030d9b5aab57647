"""One session at the desk: who is in it, who came, more seats, the way out."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from booking.commands.details import Details
from booking.commands.join_session import join
from booking.commands.open_series import open_series
from booking.commands.open_session import SessionPlan
from booking.commands.usagers import Identity
from booking.models import AccessEntry, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from foundation.web.components.typography import telephone
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.booking.commands.proof import desk
from tests.booking.commands.test_one_time_one_rdv import person
from tests.booking.commands.test_sessions import session

LIST = "/agent/seances/"
PAUL = {"prenom": "Paul", "nom": "Petit", "telephone": "", "courriel": ""}


@pytest.fixture
def opened(office: Office) -> Rdv:
    return session(office, title="Écrire son CV")


def url(rdv: Rdv, path: str = "") -> str:
    return f"/agent/seances/{rdv.pk}/{path}"


def test_a_proche_is_reached_through_who_answers_for_them(agent: Browser, opened: Rdv) -> None:
    leo = Identity(first_name="Léo", last_name="Martin")
    join(opened, identity=leo, by=VISITOR, now=NOW, details=Details(responsible=ZOE))
    assert telephone(ZOE.phone) in agent.get(url(opened)).content.decode()


def test_the_list_says_when_what_and_how_full(agent: Browser, office: Office, opened: Rdv) -> None:
    join(opened, identity=ZOE, by=VISITOR, now=NOW)
    page = text(agent.get(LIST))
    for word in ("Mardi 24 novembre 2026 à 9 h", "Écrire son CV", office.lieu.name, "1 / 2", "À venir"):
        assert word in page
    assert "Écrire son CV" not in text(agent.get(LIST, quand="passees"))
    with time_machine.travel(opened.ends_at, tick=False):
        agent.sign_in(office.agent)
        assert "Tenue" in text(agent.get(LIST, quand="passees"))


@pytest.mark.parametrize("people", [1, 12])
def test_the_number_of_queries_does_not_grow(
    agent: Browser, office: Office, people: int, django_assert_max_num_queries: Any
) -> None:
    for each in range(people):
        rdv = session(office, 20, starts_at=NINE + timedelta(days=7 * each))
    for number in range(people):
        join(rdv, identity=person(number), by=VISITOR, now=NOW)
    agent.get(LIST)
    with django_assert_max_num_queries(6):
        agent.get(LIST)
    with django_assert_max_num_queries(9):
        agent.get(url(rdv))


def test_the_page_names_who_is_in_and_the_access_is_journaled(
    agent: Browser, office: Office, opened: Rdv
) -> None:
    join(opened, identity=ZOE, by=VISITOR, now=NOW)
    page = text(agent.get(url(opened)))
    assert 'name="prenom"' in page
    for word in ("Zoé Martin", "06 12 34 56 78", "1 inscrit pour 2 places", str(office.agent)):
        assert word in page
    assert AccessEntry.objects.get().rdv_id == opened.pk
    assert agent.get(f"/agent/rdv/{opened.pk}/")["Location"] == url(opened)


def test_a_session_is_cancelled_alone_or_with_what_follows(agent: Browser, office: Office) -> None:
    plan = SessionPlan(motif=office.motif, lieu_id=office.lieu.pk, agenda_ids=[office.agenda.pk], seats=5)
    starts = [NINE + timedelta(days=7 * each) for each in range(4)]
    first, second, *_ = open_series(plan, starts, series=uuid4(), by=desk(office), now=NOW)
    asked = text(agent.get(url(second, "annuler/")))
    assert "2 autres séances viennent après elle" in asked
    agent.post(url(first, "annuler/"), etendue="une")
    assert Rdv.objects.filter(status=RdvStatus.SCHEDULED).count() == 3
    answer = agent.post(url(second, "annuler/"), etendue="suite")
    assert "La séance est annulée." in text(agent.get(answer["Location"]))
    assert Rdv.objects.filter(status=RdvStatus.SCHEDULED).count() == 0
    assert agent.post(url(second, "annuler/")).status_code == 303


def test_the_sheet_to_sign_is_a_pdf_and_its_reading_is_journaled(agent: Browser, opened: Rdv) -> None:
    join(opened, identity=ZOE, by=VISITOR, now=NOW)
    answer = agent.get(url(opened, "emargement.pdf"))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert AccessEntry.objects.get().action == "exported"


@pytest.mark.parametrize("path", ["", "annuler/", "emargement.pdf"])
def test_an_individual_rdv_is_no_session(agent: Browser, office: Office, path: str) -> None:
    assert agent.get(url(booked(office), path)).status_code == 404


def test_the_neighbour_sees_none_of_ours(pas_de_calais: Tenant, agent: Browser, opened: Rdv) -> None:
    place = join(opened, identity=ZOE, by=VISITOR, now=NOW)
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    for path in ("", "annuler/", "emargement.pdf", f"retirer/{place.pk}/"):
        assert stranger.get(url(opened, path)).status_code == 404
    for path in ("inscrire/", "places/", "presence/", "annuler/", f"retirer/{place.pk}/"):
        answer = stranger.post(url(opened, path), **PAUL, places="9", personne=place.pk, statut="honoured")
        assert answer.status_code == 404
    assert "Écrire son CV" not in text(stranger.get(LIST))
