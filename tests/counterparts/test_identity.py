"""The two contracts, as a client sees them."""

import time
from collections.abc import Iterator

import html5lib  # type: ignore[import-untyped]
import httpx
import pytest

from tests.counterparts.identity.client import Browser, IdentityServer, sign_in
from tests.counterparts.identity.honest_client import AFTER_LOGOUT, CALLBACK, CONFIG, HonestClient, parameters
from tests.counterparts.identity.keys import left_half

BOTH = pytest.mark.parametrize(
    ("profile", "person"), [("proconnect", "camille"), ("franceconnect", "angela")]
)


@pytest.fixture(scope="module")
def process() -> Iterator[IdentityServer]:
    with IdentityServer.serving(CONFIG) as identity:
        yield identity


@pytest.fixture
def identity(process: IdentityServer) -> IdentityServer:
    process.clear()
    process.configure(**CONFIG)
    return process


@pytest.fixture
def proconnect(identity: IdentityServer) -> HonestClient:
    return HonestClient(identity, "proconnect")


@pytest.fixture
def franceconnect(identity: IdentityServer) -> HonestClient:
    return HonestClient(identity, "franceconnect")


def test_proconnect_signs_an_agent_in(proconnect: HonestClient) -> None:
    callback = sign_in(proconnect.authorize_url(), "camille")
    assert callback.startswith(CALLBACK)
    assert parameters(callback)["state"] == "s" * 32
    answer = proconnect.redeem(callback).json()
    issuer = proconnect.identity.issuer("proconnect")
    claims = proconnect.verified(answer["id_token"])
    assert claims.pop("exp") - claims.pop("iat") == answer["expires_in"] == 3600
    assert len(claims.pop("sid")) == 32
    assert abs(claims.pop("auth_time") - time.time()) < 60
    assert claims == {
        "iss": issuer,
        "sub": "camille",
        "aud": "rdv",
        "nonce": "n" * 32,
        "acr": "eidas1-mfa",
        "amr": ["pwd", "otp"],
    }
    person = proconnect.userinfo(answer["access_token"])
    assert person.headers["content-type"].startswith("application/jwt")
    known = proconnect.verified(person.text)
    assert known.pop("exp") > known.pop("iat")
    # No phone number: its scope was not asked.
    assert known == {
        "iss": issuer,
        "sub": "camille",
        "aud": "rdv",
        "given_name": "Camille",
        "usual_name": "Durand",
        "email": "camille@arras.example",
        "siret": "21620041400017",
        "roles": ["agent_public", "agent_public_territorial"],
    }


def test_franceconnect_signs_a_citizen_in(franceconnect: HonestClient) -> None:
    answer = franceconnect.redeem(sign_in(franceconnect.authorize_url(), "angela")).json()
    claims = franceconnect.verified(answer["id_token"])
    assert (claims["sub"], claims["acr"]) == ("angelav1", "eidas1")
    assert claims["at_hash"] == left_half(answer["access_token"])
    assert claims["exp"] - claims["iat"] == 60
    person = franceconnect.verified(franceconnect.userinfo(answer["access_token"]).text)
    assert person.keys() == {
        "iss",
        "aud",
        "iat",
        "exp",
        "sub",
        "given_name",
        "given_name_array",
        "family_name",
    }
    assert person["sub"] == "angelav1"


def test_proconnect_gives_levels_only_when_asked(proconnect: HonestClient) -> None:
    callback = sign_in(proconnect.authorize_url(claims=None), "camille")
    assert not {"acr", "amr"} & proconnect.verified(proconnect.redeem(callback).json()["id_token"]).keys()


@BOTH
def test_discovery_names_its_issuer_and_may_be_cached(
    identity: IdentityServer, profile: str, person: str
) -> None:
    found = HonestClient(identity, profile).discovered
    assert found["issuer"] == identity.issuer(profile)
    assert found["token_endpoint_auth_methods_supported"] == ["client_secret_post"]
    assert found["id_token_signing_alg_values_supported"] == ["ES256"]
    assert ("code_challenge_methods_supported" in found) == (profile == "proconnect")
    jwks = httpx.get(found["jwks_uri"], trust_env=False)
    assert jwks.headers["cache-control"] == "public, max-age=600"
    assert [(key["kty"], key["use"], "d" in key) for key in jwks.json()["keys"]] == [("EC", "sig", False)]


@BOTH
def test_a_code_played_again_takes_back_what_it_gave(
    identity: IdentityServer, profile: str, person: str
) -> None:
    client = HonestClient(identity, profile)
    callback = sign_in(client.authorize_url(), person)
    access_token = client.redeem(callback).json()["access_token"]
    assert client.userinfo(access_token).status_code == 200
    assert client.redeem(callback).json()["error"] == "invalid_grant"
    assert client.userinfo(access_token).status_code == 401


@BOTH
def test_a_live_session_signs_in_silently_until_its_end(
    identity: IdentityServer, profile: str, person: str
) -> None:
    client, browser = HonestClient(identity, profile), Browser()
    first = browser.sign_in(client.authorize_url(), person)
    identity.configure(persons=[])
    assert "code" in parameters(browser.sign_in(client.authorize_url(), "personne"))
    hint = client.redeem(first).json()["id_token"]
    back = browser.end_session(client.end_session_url(id_token_hint=hint))
    assert back == f"{AFTER_LOGOUT}?state={'s' * 32}"
    with pytest.raises(LookupError):
        browser.sign_in(client.authorize_url(), person)


def test_a_session_too_weak_for_the_level_asked_is_not_reused(proconnect: HonestClient) -> None:
    browser = Browser()
    browser.sign_in(proconnect.authorize_url(), "paul")
    assert (
        parameters(browser.sign_in(proconnect.authorize_url(prompt="none"), "-"))["error"] == "login_required"
    )
    assert "code" in parameters(browser.sign_in(proconnect.authorize_url(prompt="none", claims=None), "-"))


def test_proconnect_ends_a_session_by_client_id(proconnect: HonestClient) -> None:
    assert Browser().end_session(proconnect.end_session_url(client_id="rdv")).startswith(AFTER_LOGOUT)


def test_the_choice_page_says_what_it_is_and_escapes_what_it_shows(proconnect: HonestClient) -> None:
    page = httpx.get(proconnect.authorize_url(login_hint='"<i>@x.fr'), trust_env=False).text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "Ceci n’est ni ProConnect ni FranceConnect." in page
    assert "Agente de la ville d’Arras" in page
    assert "RDV &lt;Service Public&gt;" in page
    assert not [unsafe for unsafe in ("<b>", "<i>", "<script", "Angela") if unsafe in page]


def test_a_person_may_go_back_without_signing_in(proconnect: HonestClient) -> None:
    assert parameters(Browser().decline(proconnect.authorize_url()))["error"] == "access_denied"
