"""The table of faults: each does what it says, and nothing else."""

import hmac
from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from tests.counterparts.identity.client import IdentityServer, sign_in
from tests.counterparts.identity.honest_client import CONFIG, SECRETS, HonestClient, parameters
from tests.counterparts.identity.keys import content_of, encoded

CALLBACK_FAULTS: dict[str, dict[str, Any]] = {
    "error-access-denied": {"error": "access_denied", "state": "s" * 32},
    "error-login-required": {"error": "login_required", "state": "s" * 32},
    "error-server-error": {"error": "server_error", "state": "s" * 32},
    "state-other": {"state": "e" * 43},
    "state-missing": {"state": None},
    "code-missing": {"code": None, "error": None},
}
# What a careless client would read in the ID token; the others are about its signature.
CLAIM_FAULTS: dict[str, dict[str, Any]] = {
    "nonce-other": {"nonce": "n" * 43},
    "nonce-missing": {"nonce": None},
    "aud-other": {"aud": "un-autre-service"},
    "aud-list-wrong-azp": {"aud": ["rdv", "un-autre-service"], "azp": "un-autre-service"},
    "iss-other": {"iss": "https://un-autre.example/api/v2"},
    "no-exp": {"exp": None},
    "no-iat": {"iat": None},
    "no-sub": {"sub": None},
    "acr-low": {"acr": "eidas1"},
    "acr-eidas0": {"acr": "eidas0"},
    "acr-absent": {"acr": None},
    "amr-absent": {"amr": None},
}
FORGED = (
    "alg-none", "hs256-client-secret", "hs256-public-key", "other-key", "unknown-kid", "key-use-enc", "tampered"
)  # fmt: skip
USERINFO_CLAIM_FAULTS: dict[str, dict[str, Any]] = {
    "userinfo-aud-other": {"aud": "un-autre-service"},
    "userinfo-iss-other": {"iss": "https://un-autre.example/api/v2"},
    "userinfo-sub-other": {"sub": "quelqu-un-d-autre"},
    "siret-missing": {"siret": None},
    "siret-short": {"siret": "2162004930001"},
    "roles-absent": {"roles": None},
    "roles-private": {"roles": ["dirigeant"]},
}


@pytest.fixture(scope="module")
def process() -> Iterator[IdentityServer]:
    with IdentityServer.serving(CONFIG) as identity:
        yield identity


@pytest.fixture
def identity(process: IdentityServer) -> IdentityServer:
    process.clear()
    return process


@pytest.fixture
def client(identity: IdentityServer) -> HonestClient:
    return HonestClient(identity, "proconnect")


def tokens(client: HonestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.redeem(sign_in(client.authorize_url(), "camille")).json()
    return answer


def read(claims: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: claims.get(name) for name in wanted}


@pytest.mark.parametrize("slug", CALLBACK_FAULTS)
def test_a_fault_of_the_callback(client: HonestClient, slug: str) -> None:
    client.identity.set_faults(slug)
    told = parameters(sign_in(client.authorize_url(), "camille"))
    assert read(told, CALLBACK_FAULTS[slug]) == CALLBACK_FAULTS[slug]


def test_an_expired_code_gives_nothing(client: HonestClient) -> None:
    client.identity.set_faults("code-expired")
    assert tokens(client)["error"] == "invalid_grant"


@pytest.mark.parametrize("slug", CLAIM_FAULTS)
def test_a_wrong_claim_is_well_signed(client: HonestClient, slug: str) -> None:
    client.identity.set_faults(slug)
    assert read(client.verified(tokens(client)["id_token"]), CLAIM_FAULTS[slug]) == CLAIM_FAULTS[slug]


def test_times_are_shifted(client: HonestClient) -> None:
    client.identity.set_faults("expired")
    old = client.verified(tokens(client)["id_token"])
    assert old["iat"] < old["exp"] < old["auth_time"]
    client.identity.set_faults("iat-future")
    assert client.verified(tokens(client)["id_token"])["iat"] > old["auth_time"] + 3000


@pytest.mark.parametrize("slug", FORGED)
def test_a_forged_token_is_not_proved_by_the_published_keys(client: HonestClient, slug: str) -> None:
    client.identity.set_faults(slug)
    with pytest.raises((JoseError, ValueError)):
        client.verified(tokens(client)["id_token"])


def test_a_forged_token_is_what_a_careless_client_would_believe(client: HonestClient) -> None:
    (key,) = client.identity.ask("GET", "/proconnect/api/v2/jwks").json()["keys"]
    secrets = {
        "hs256-client-secret": SECRETS["proconnect"].encode(),
        "hs256-public-key": ECKey.import_key(key).as_pem(private=False),
    }
    for slug, secret in secrets.items():
        client.identity.set_faults(slug)
        text, _, signature = tokens(client)["id_token"].rpartition(".")
        assert signature == encoded(hmac.digest(secret, text.encode(), "sha256"))
    client.identity.set_faults("alg-none")
    assert tokens(client)["id_token"].endswith(".")


def test_a_rotated_key_is_published(client: HonestClient) -> None:
    before = tokens(client)["id_token"].partition(".")[0]
    client.identity.set_faults("rotated-key")
    answer = tokens(client)
    assert answer["id_token"].partition(".")[0] != before
    assert client.verified(answer["id_token"])["sub"] == "camille"
    assert client.verified(client.userinfo(answer["access_token"]).text)["sub"] == "camille"


def test_a_token_answer_may_lack_its_id_token(client: HonestClient) -> None:
    client.identity.set_faults("no-id-token")
    assert "id_token" not in tokens(client)


@pytest.mark.parametrize("slug", USERINFO_CLAIM_FAULTS)
def test_a_wrong_claim_of_userinfo_is_well_signed(client: HonestClient, slug: str) -> None:
    client.identity.set_faults(slug)
    known = client.verified(client.userinfo(tokens(client)["access_token"]).text)
    assert read(known, USERINFO_CLAIM_FAULTS[slug]) == USERINFO_CLAIM_FAULTS[slug]


@pytest.mark.parametrize("slug", ["userinfo-alg-none", "userinfo-other-key"])
def test_a_forged_userinfo_is_not_proved_by_the_published_keys(client: HonestClient, slug: str) -> None:
    client.identity.set_faults(slug)
    text = client.userinfo(tokens(client)["access_token"]).text
    assert content_of(text)["sub"] == "camille"
    with pytest.raises(JoseError):
        client.verified(text)


def test_userinfo_may_come_unsigned_late_or_endless(client: HonestClient) -> None:
    access_token = tokens(client)["access_token"]
    client.identity.set_faults("userinfo-json")
    assert client.userinfo(access_token).json()["sub"] == "camille"
    client.identity.set_faults("userinfo-huge")
    assert len(client.userinfo(access_token).content) > 5_000_000
    client.identity.set_faults("userinfo-timeout")
    assert client.userinfo(access_token).elapsed.total_seconds() >= CONFIG["sleep_seconds"]


@pytest.mark.parametrize(
    ("slug", "method", "path", "status"),
    [
        ("discovery-down", "GET", ".well-known/openid-configuration", 503),
        ("jwks-down", "GET", "jwks", 503),
        ("token-500", "POST", "token", 500),
        ("userinfo-500", "GET", "userinfo", 500),
        ("session-end-down", "GET", "session/end", 503),
    ],
)
def test_an_endpoint_breaks_down(
    client: HonestClient, slug: str, method: str, path: str, status: int
) -> None:
    client.identity.set_faults(slug)
    assert client.identity.ask(method, f"/proconnect/api/v2/{path}").status_code == status


def test_a_slow_token_comes_in_the_end(client: HonestClient) -> None:
    client.identity.set_faults("token-slow")
    assert "id_token" in tokens(client)


def test_discovery_may_lie_or_lead_elsewhere(client: HonestClient) -> None:
    client.identity.set_faults("discovery-issuer-other")
    assert client.discovered["issuer"] != client.identity.issuer("proconnect")
    client.identity.set_faults("discovery-http")
    assert client.discovered["jwks_uri"].startswith("http://identite.invalid/")
    client.identity.set_faults("discovery-redirect")
    path = "/proconnect/api/v2/.well-known/openid-configuration"
    assert client.identity.ask("GET", path).status_code == 303
    followed = client.identity.ask("GET", path, follow_redirects=True).json()
    assert followed["issuer"] == client.identity.issuer("proconnect")
