"""The line "API" of the must-fail list: each refusal has its status, its code and its challenge (RFC 6750)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.idp.oidc.models import Token
from django.test import Client as Browser

from booking.vocabulary import AgentRole
from foundation import clock
from foundation.tenancy import in_public, in_tenant
from sso.grants.withdraw import withdraw
from sso.machines.clients import close_client
from tenants.commands.suspend_tenant import suspend_tenant
from tenants.models import Domain, Tenant
from tests.makers.office import make_agent, make_organisation
from tests.makers.sessions import sign_in
from tests.sso.machines.conftest import ADMIN, RDVS, READ, WRITE, Program, call

pytestmark = pytest.mark.django_db


def refused(answer: object, status: int, code: str, error: str = "") -> None:
    assert answer.status_code == status, answer.content  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert answer.headers["Cache-Control"] == "private, no-store"  # type: ignore[attr-defined]
    said = answer.json()  # type: ignore[attr-defined]
    assert (said["code"], said["status"]) == (code, status)
    challenge = answer.headers["WWW-Authenticate"]  # type: ignore[attr-defined]
    assert challenge.startswith('Bearer realm="rdv"')
    assert (f'error="{error}"' in challenge) if error else ("error" not in challenge)


def test_the_right_token_opens(program: Program, arras: Tenant) -> None:
    answer = call(arras, program.token(arras))
    assert (answer.status_code, answer.json()) == (200, {"rdvs": [], "suivant": None})  # type: ignore[attr-defined]


def test_it_opens_on_every_host_of_its_administration(program: Program, arras: Tenant) -> None:
    Domain.objects.create(domain="rdv.arras.example", tenant=arras, is_primary=False)
    token = program.token(arras)
    elsewhere = Browser(HTTP_HOST="rdv.arras.example")
    headers = {"authorization": f"bearer {token}"}
    assert elsewhere.get(f"{RDVS}?du=2026-11-24", secure=True, headers=headers).status_code == 200


def test_a_call_without_a_token_is_refused(arras: Tenant) -> None:
    refused(call(arras), 401, "jeton-requis")


@pytest.mark.parametrize(
    "sent", ["Basic YTpi", "Bearer", "Bearer a b", "Bearer é", "Token abc", "Bearer " + "x" * 9000]
)
def test_what_is_not_a_token_of_ours_is_refused(sent: str, arras: Tenant) -> None:
    assert call(arras, authorization=sent).status_code == 401


def test_an_unknown_token_is_refused(arras: Tenant) -> None:
    refused(call(arras, "never-issued"), 401, "jeton-refuse", "invalid_token")


def test_a_token_without_a_resource_is_refused(program: Program, arras: Tenant) -> None:
    """We issue none; were there one in the table, it would open nothing."""
    token = program.token(arras)
    with in_public():
        Token.objects.update(data=None)
    refused(call(arras, token), 401, "jeton-refuse", "invalid_token")


def test_a_token_for_several_administrations_is_refused(
    program: Program, arras: Tenant, pas_de_calais: Tenant
) -> None:
    token = program.token(arras)
    with in_public():
        Token.objects.update(data={"resources": [arras.url("/"), pas_de_calais.url("/")]})
    refused(call(arras, token), 401, "jeton-refuse", "invalid_token")


def test_a_token_of_another_administration_is_refused(
    program: Program, arras: Tenant, pas_de_calais: Tenant
) -> None:
    program.granted(pas_de_calais, READ)
    refused(call(pas_de_calais, program.token(arras)), 401, "jeton-refuse", "invalid_token")
    assert call(pas_de_calais, program.token(pas_de_calais)).status_code == 200


def test_a_revoked_token_is_refused(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    assert program.revokes(token).status_code == 200
    refused(call(arras, token), 401, "jeton-refuse", "invalid_token")


def test_an_expired_token_is_refused(program: Program, arras: Tenant) -> None:
    begun = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with time_machine.travel(begun, tick=False) as clocks:
        token = program.token(arras)
        clocks.move_to(begun + timedelta(minutes=59, seconds=59))
        assert call(arras, token).status_code == 200
        clocks.move_to(begun + timedelta(hours=1))
        refused(call(arras, token), 401, "jeton-refuse", "invalid_token")


def test_a_token_without_the_scope_is_refused(program: Program, arras: Tenant) -> None:
    answer = call(arras, program.token(arras, scope=WRITE))
    refused(answer, 403, "droit-manquant", "insufficient_scope")
    assert f'scope="{READ}"' in answer.headers["WWW-Authenticate"]


def test_a_scope_that_the_administration_did_not_grant_is_refused(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    program.granted(arras, WRITE)
    refused(call(arras, token), 403, "droit-manquant", "insufficient_scope")


def test_a_scope_taken_back_from_the_program_is_refused(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    program.client.set_scopes([WRITE])
    program.client.save()
    refused(call(arras, token), 403, "droit-manquant", "insufficient_scope")


def test_a_program_that_the_administration_never_granted_is_refused(
    program: Program, pas_de_calais: Tenant
) -> None:
    """Arras granted it: the neighbour's consent is another one."""
    token = program.token(pas_de_calais)
    refused(call(pas_de_calais, token), 403, "programme-non-autorise", "insufficient_scope")


def test_a_grant_withdrawn_is_seen_at_the_next_call(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    assert call(arras, token).status_code == 200
    with in_tenant(arras):
        withdraw(program.id, by=ADMIN, now=clock.now())
    refused(call(arras, token), 403, "programme-non-autorise", "insufficient_scope")


def test_a_token_in_the_address_is_refused_even_beside_the_right_header(
    program: Program, arras: Tenant
) -> None:
    token = program.token(arras)
    query = f"du=2026-11-24&access_token={token}"
    refused(call(arras, query=query), 400, "jeton-dans-l-adresse", "invalid_request")
    refused(call(arras, token, query=query), 400, "jeton-dans-l-adresse", "invalid_request")


def test_a_closed_program_is_refused(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    with in_public():
        kept = Token.objects.get()
    close_client(program.id, now=clock.now())
    # Were a token to survive, it would open nothing either.
    with in_public():
        kept.save(force_insert=True)
    refused(call(arras, token), 401, "jeton-refuse", "invalid_token")
    assert program.asks(arras).status_code == 401


def test_an_agent_s_cookie_is_no_token(arras: Tenant) -> None:
    browser = Browser(HTTP_HOST=arras.host)
    with in_tenant(arras):
        sign_in(browser, make_agent(make_organisation(), level=AgentRole.ADMIN), host=arras.host)
    assert browser.get("/agent/agenda/", secure=True, follow=True).status_code == 200
    answer = browser.get(f"{RDVS}?du=2026-11-24", secure=True)
    refused(answer, 401, "jeton-requis")
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_suspended_administration_answers_no_program(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    suspend_tenant("arras")
    assert call(arras, token).status_code == 503
    assert program.asks(arras).json()["error"] == "invalid_target"  # type: ignore[attr-defined]
