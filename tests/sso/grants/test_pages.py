"""An administrator sees who may come in, lets a program in by its identifier, and shows it out."""

from uuid import uuid4

import pytest
from django.test import Client as Browser

from booking.models import Agent
from booking.vocabulary import AgentAccess, AgentRole
from foundation import clock
from foundation.tenancy import in_tenant
from sso.grants.grant import grant
from sso.grants.models import ApiGrant
from sso.grants.withdraw import withdraw
from sso.machines.clients import close_client
from tenants.models import Tenant
from tests.makers.office import make_agent, make_organisation
from tests.makers.pages import text
from tests.makers.sessions import sign_in
from tests.sso.machines.conftest import ADMIN, READ, WRITE, Program, call

pytestmark = pytest.mark.django_db
LIST = "/agent/parametres/integrations/"


@pytest.fixture
def program(arras: Tenant) -> Program:
    return Program(READ, WRITE)


@pytest.fixture
def admin(at_arras: Tenant) -> Browser:
    return browser_of(make_agent(make_organisation(), level=AgentRole.ADMIN))


def browser_of(agent: Agent) -> Browser:
    browser = Browser(HTTP_HOST="arras.rdv.localhost")
    sign_in(browser, agent, host="arras.rdv.localhost")
    return browser


def granting(program: Program) -> str:
    return f"{LIST}{program.id}/autoriser/"


def test_the_name_is_shown_before_anything_is_granted(admin: Browser, program: Program) -> None:
    assert "Aucun programme n’est autorisé." in text(admin.get(LIST, secure=True))
    found = admin.get(LIST, {"programme": f" {program.id} "}, secure=True)
    assert (found.status_code, found.headers["Location"]) == (303, granting(program))
    page = text(admin.get(granting(program), secure=True))
    assert "Logiciel de la mairie" in page
    assert "Lire les rendez-vous" in page
    assert "checked" not in page
    assert not ApiGrant.objects.exists()


def test_a_program_is_granted_then_changed_then_withdrawn(
    admin: Browser, program: Program, arras: Tenant
) -> None:
    token = program.token(arras)
    done = admin.post(granting(program), {"droits": [READ, WRITE]}, secure=True)
    assert (done.status_code, done.headers["Location"]) == (303, f"{LIST}?fait=autorise")
    assert call(arras, token).status_code == 200
    page = text(admin.get(f"{LIST}?fait=autorise", secure=True))
    for words in ("Le programme est autorisé.", "Prendre, déplacer et annuler des rendez-vous"):
        assert words in page
    assert "Jamais" not in page
    admin.post(granting(program), {"droits": [WRITE]}, secure=True)
    assert ApiGrant.objects.get().scopes == [WRITE]
    assert call(arras, token).status_code == 403
    leaving = f"{LIST}{program.id}/retirer/"
    assert "Retirer l’autorisation de Logiciel de la mairie ?" in text(admin.get(leaving, secure=True))
    for _ in range(2):
        assert admin.post(leaving, secure=True).headers["Location"] == f"{LIST}?fait=retire"
    assert admin.get(leaving, secure=True).status_code == 404
    assert "Aucun programme n’est autorisé." in text(admin.get(LIST, secure=True))


def test_a_program_never_used_says_so(admin: Browser, program: Program) -> None:
    admin.post(granting(program), {"droits": [READ]}, secure=True)
    assert "Jamais" in text(admin.get(LIST, secure=True))


def test_a_right_that_the_program_cannot_ask_for_is_not_offered(admin: Browser, arras: Tenant) -> None:
    reader = Program(READ)
    assert "Prendre, déplacer" not in text(admin.get(granting(reader), secure=True))
    for typed in ({"droits": [WRITE]}, {"droits": ["tout"]}, {"droits": ["\x00"]}, {}):
        answer = admin.post(granting(reader), typed, secure=True)
        assert answer.status_code == 422
        assert "Choisissez au moins un droit." in text(answer)
    assert not ApiGrant.objects.exists()


@pytest.mark.parametrize("typed", ["", "abc", "\x00", "é" * 300])
def test_an_identifier_that_is_not_one_is_explained(typed: str, admin: Browser) -> None:
    answer = admin.get(LIST, {"programme": typed}, secure=True)
    assert answer.status_code == 422
    assert "Cet identifiant n’est pas complet." in text(answer)


def test_a_program_that_does_not_exist_or_is_closed_is_not_granted(admin: Browser, program: Program) -> None:
    close_client(program.id, now=clock.now())
    for unknown in (uuid4(), program.id):
        answer = admin.get(LIST, {"programme": str(unknown)}, secure=True)
        assert answer.status_code == 422
        assert "Aucun programme ne porte cet identifiant" in text(answer)
        path = f"{LIST}{unknown}/autoriser/"
        assert admin.get(path, secure=True).status_code == 404
        assert admin.post(path, {"droits": [READ]}, secure=True).status_code == 404
    assert not ApiGrant.objects.exists()


def test_only_an_administrator_decides(at_arras: Tenant, program: Program) -> None:
    organisation = make_organisation()
    waiting = make_agent(organisation, level=AgentRole.ADMIN, access=AgentAccess.REVIEW)
    agent, to_confirm = browser_of(make_agent(organisation)), browser_of(waiting)
    for path in (LIST, granting(program), f"{LIST}{program.id}/retirer/"):
        assert agent.get(path, secure=True).status_code == 403
        assert Browser(HTTP_HOST="arras.rdv.localhost").get(path, secure=True).status_code == 302
    for browser in (agent, to_confirm):
        for path in (granting(program), f"{LIST}{program.id}/retirer/"):
            assert browser.post(path, {"droits": [READ]}, secure=True).status_code == 403
    assert to_confirm.get(LIST, secure=True).status_code == 200
    assert not ApiGrant.objects.exists()


def test_the_menu_shows_it_to_administrators_only(admin: Browser, at_arras: Tenant) -> None:
    page = text(admin.get(LIST, secure=True))
    assert '<a href="/agent/parametres/" aria-current="page">Réglages</a>' in page
    assert f'href="{LIST}"' in text(admin.get("/agent/parametres/", secure=True))
    assert '<a href="/agent/agenda/">Agenda</a>' in page


def test_a_neighbour_sees_and_withdraws_nothing(
    pas_de_calais: Tenant, program: Program, admin: Browser
) -> None:
    program.granted(pas_de_calais, READ)
    assert "Logiciel de la mairie" not in text(admin.get(LIST, secure=True))
    admin.post(f"{LIST}{program.id}/retirer/", secure=True)
    with in_tenant(pas_de_calais):
        assert ApiGrant.objects.live().count() == 1


def test_what_was_withdrawn_is_kept_and_can_be_granted_again(at_arras: Tenant, program: Program) -> None:
    for _ in range(2):
        grant(program.id, "Logiciel", [READ], by=ADMIN, now=clock.now())
        withdraw(program.id, by=ADMIN, now=clock.now())
    assert ApiGrant.objects.count() == 2
    assert ApiGrant.objects.live().count() == 0
