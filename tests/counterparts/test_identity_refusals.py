"""What the two providers refuse, and where they say it."""

from collections.abc import Iterator

import pytest

from tests.counterparts.identity.client import Browser, IdentityServer, Refused, sign_in
from tests.counterparts.identity.honest_client import CALLBACK, CONFIG, HonestClient, parameters


@pytest.fixture(scope="module")
def process() -> Iterator[IdentityServer]:
    with IdentityServer.serving(CONFIG) as identity:
        yield identity


@pytest.fixture
def identity(process: IdentityServer) -> IdentityServer:
    process.clear()
    return process


@pytest.fixture
def proconnect(identity: IdentityServer) -> HonestClient:
    return HonestClient(identity, "proconnect")


@pytest.mark.parametrize(
    ("profile", "changes", "code"),
    [
        ("proconnect", {"max_age": "10"}, "Y000400"),
        ("proconnect", {"state": "s" * 31}, "Y000400"),
        ("proconnect", {"nonce": "n" * 31}, "Y000400"),
        ("proconnect", {"nonce": None}, "Y000400"),
        ("proconnect", {"claims": "acr"}, "Y000400"),
        ("proconnect", {"claims": '{"id_token": null}'}, "Y000400"),
        ("proconnect", {"siret_hint": "216200414"}, "Y000400"),
        ("proconnect", {"login_hint": "camille"}, "Y000400"),
        ("proconnect", {"redirect_uri": CALLBACK.rstrip("/")}, "invalid_redirect_uri"),
        ("proconnect", {"client_id": "inconnu"}, "invalid_client"),
        ("franceconnect", {"code_challenge": "c" * 43}, "Y030007"),
        ("franceconnect", {"login_hint": "angela@example.org"}, "Y030007"),
        ("franceconnect", {"nonce": "n" * 21}, "Y030007"),
        ("franceconnect", {"acr_values": None}, "Y030007"),
        ("franceconnect", {"acr_values": "eidas2"}, "Y030007"),
    ],
)
def test_a_request_out_of_the_contract_stays_on_an_error_page(
    identity: IdentityServer, profile: str, changes: dict[str, str | None], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        sign_in(HonestClient(identity, profile).authorize_url(**changes), "camille")
    assert refusal.value.args[0] == code


@pytest.mark.parametrize(
    ("profile", "changes", "error"),
    [
        ("proconnect", {"code_challenge_method": "plain"}, "invalid_request"),
        ("proconnect", {"code_challenge_method": None}, "invalid_request"),
        ("proconnect", {"prompt": "select_account"}, "invalid_request"),
        ("proconnect", {"prompt": "none"}, "login_required"),
        ("proconnect", {"scope": "openid birthdate"}, "invalid_scope"),
        ("proconnect", {"scope": "email"}, "invalid_request"),
        ("proconnect", {"response_type": "id_token"}, "unsupported_response_type"),
        ("franceconnect", {"prompt": "none"}, "invalid_request"),
    ],
)
def test_a_request_that_cannot_be_met_goes_back_with_an_error(
    identity: IdentityServer, profile: str, changes: dict[str, str | None], error: str
) -> None:
    told = parameters(sign_in(HonestClient(identity, profile).authorize_url(**changes), "camille"))
    assert (told["error"], told["state"], "code" in told) == (error, "s" * 32, False)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"auth": ("rdv", "secret-pc")}, "invalid_client"),
        ({"client_secret": "secret-fc"}, "invalid_client"),
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": CALLBACK.rstrip("/")}, "invalid_grant"),
        ({"code": "inventé"}, "invalid_grant"),
        ({"grant_type": "refresh_token"}, "unsupported_grant_type"),
    ],
)
def test_a_code_is_given_up_only_to_who_asked_for_it(
    proconnect: HonestClient, changes: dict[str, object], error: str
) -> None:
    answer = proconnect.redeem(sign_in(proconnect.authorize_url(), "camille"), **changes)
    assert (answer.status_code, answer.json()["error"]) == (401 if error == "invalid_client" else 400, error)


@pytest.mark.parametrize(
    ("profile", "changes"),
    [
        ("proconnect", {"client_id": "rdv", "state": None}),
        ("proconnect", {"client_id": "rdv", "post_logout_redirect_uri": CALLBACK}),
        ("proconnect", {}),
        ("proconnect", {"id_token_hint": "a.b.c"}),
        ("franceconnect", {"client_id": "rdv"}),
    ],
)
def test_a_session_ends_only_by_the_book(
    identity: IdentityServer, profile: str, changes: dict[str, str | None]
) -> None:
    with pytest.raises(Refused):
        Browser().end_session(HonestClient(identity, profile).end_session_url(**changes))
