"""The sign-in host gives a token to a program that proves itself, for one open administration, for an hour."""

import base64
from collections.abc import Callable

import pytest
from allauth.idp.oidc.models import Token
from django.test import Client as Browser

from foundation.tenancy import in_public
from tenants.models import Domain, Tenant
from tests.sso.machines.conftest import READ, WRITE, Program, at_sign_in_host, call

pytestmark = pytest.mark.django_db


def tokens() -> int:
    with in_public():
        return Token.objects.count()


def test_a_token_lasts_an_hour_at_most_and_cannot_be_renewed(program: Program, arras: Tenant) -> None:
    answer = program.asks(arras)
    said = answer.json()  # type: ignore[attr-defined]
    assert set(said) == {"access_token", "expires_in", "token_type", "scope"}
    assert (said["token_type"], said["expires_in"]) == ("Bearer", 3600)
    assert said["scope"].split() == [READ, WRITE]
    assert answer.headers["Cache-Control"] == "no-store"
    with in_public():
        row = Token.objects.get()
    assert row.get_resources() == [arras.url("/")]
    assert said["access_token"] not in {row.hash, str(row.data)}
    assert row.expires_at
    assert (row.expires_at - row.created_at).total_seconds() == 3600


def test_the_secret_may_travel_in_the_header(program: Program, arras: Tenant) -> None:
    pair = base64.b64encode(f"{program.client.pk}:{program.secret}".encode()).decode()
    said = {"grant_type": "client_credentials", "resource": arras.url("/"), "scope": READ}
    answer = at_sign_in_host("/sso/jetons/", said, authorization=f"Basic {pair}")
    assert answer.status_code == 200
    assert answer.json()["scope"] == READ  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda right: None,
        lambda right: "",
        lambda right: "arras.rdv.localhost",
        lambda right: right.rstrip("/"),
        lambda right: right.replace("http:", "https:"),
        lambda right: right.replace("arras.", "ARRAS."),
        lambda right: right.replace("localhost", "localhost."),
        lambda right: right.replace("localhost", "localhost:8001"),
        lambda right: right.replace("//", "//x@"),
        lambda right: right.replace("arras.", "arras\x00."),
        lambda right: right.replace("arras.", "inconnue."),
        lambda right: right.replace("arras.", ""),
        lambda right: f"{right}agent/",
        lambda right: f"{right}#a",
        lambda right: f"{right}?a=b",
        lambda right: f"{right}\n",
        lambda right: f" {right}",
        lambda right: "http://[::1/",
        lambda right: "urn:x",
    ],
)
def test_without_the_exact_address_of_an_administration_no_token_is_given(
    wrong: Callable[[str], str | None], program: Program, arras: Tenant
) -> None:
    answer = program.asks(wrong(arras.url("/")))
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")  # type: ignore[attr-defined]
    assert tokens() == 0


def test_one_token_is_for_one_administration(program: Program, arras: Tenant, pas_de_calais: Tenant) -> None:
    answer = program.asks([arras.url("/"), pas_de_calais.url("/")])
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")  # type: ignore[attr-defined]
    assert tokens() == 0


def test_a_second_host_is_not_the_address_of_the_administration(program: Program, arras: Tenant) -> None:
    Domain.objects.create(domain="rdv.arras.example", tenant=arras, is_primary=False)
    other = arras.url("/").replace(arras.host, "rdv.arras.example")
    assert program.asks(other).json()["error"] == "invalid_target"  # type: ignore[attr-defined]


def test_a_right_that_the_program_has_not_is_refused(arras: Tenant) -> None:
    reader = Program(READ)
    for scope in (WRITE, f"{READ} {WRITE}", "openid", "rdv:*"):
        answer = reader.asks(arras, scope=scope)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"client_id": "\x00"}, 401, "invalid_client"),
        ({"client_id": "6f0f7a35-5b52-4bb5-a5f5-0b9f0d6c2a11"}, 401, "invalid_client"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code"}, 400, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, 400, "unsupported_grant_type"),
        ({"scope": [READ, WRITE]}, 400, "invalid_request"),
    ],
)
def test_what_a_program_says_wrong_is_named(
    said: dict[str, str], status: int, error: str, program: Program, arras: Tenant
) -> None:
    answer = program.asks(arras, **said)
    assert (answer.status_code, answer.json()["error"]) == (status, error)  # type: ignore[attr-defined]
    assert tokens() == 0


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=\x00", b"a=%zz", b"{}", b"x" * 9000])
def test_a_body_that_is_no_form_is_refused(body: bytes, arras: Tenant) -> None:
    browser = Browser(HTTP_HOST="rdv.localhost")
    for content_type in ("application/x-www-form-urlencoded", "application/json", "text/plain"):
        answer = browser.post("/sso/jetons/", body, content_type=content_type, secure=True)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_a_secret_never_travels_in_the_address(program: Program, arras: Tenant) -> None:
    said = {"grant_type": "client_credentials", "resource": arras.url("/")}
    path = f"/sso/jetons/?client_id={program.client.pk}&client_secret={program.secret}"
    assert at_sign_in_host(path, said).json()["error"] == "invalid_request"  # type: ignore[attr-defined]


def test_only_the_sign_in_host_gives_tokens(program: Program, arras: Tenant) -> None:
    for host, status in (("rdv.gouv.localhost", 404), (arras.host, 404)):
        answer = Browser(HTTP_HOST=host).post("/sso/jetons/", secure=True)
        assert answer.status_code == status


def test_the_issuer_never_follows_the_host(program: Program, arras: Tenant) -> None:
    """Nothing says who we are but the address itself: no discovery, no key, no token that one could read."""
    for path in ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"):
        assert Browser(HTTP_HOST="rdv.localhost").get(path, secure=True).status_code == 404
    assert "." not in program.token(arras)


def test_a_program_gives_back_its_own_tokens_only(program: Program, arras: Tenant) -> None:
    token, other = program.token(arras), Program(READ)
    assert other.revokes(token).status_code == 200
    assert call(arras, token).status_code == 200
    assert program.revokes(token).status_code == 200
    assert program.revokes("never-issued").status_code == 200
    assert call(arras, token).status_code == 401


def test_a_stranger_revokes_nothing(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    program.secret = "wrong"
    answer = program.revokes(token)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")  # type: ignore[attr-defined]
    assert call(arras, token).status_code == 200
