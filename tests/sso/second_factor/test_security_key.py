"""A key speaks for the host that registered it, and for no other."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sso.accounts.models import Account
from tests.sso.second_factor.conftest import options_of, signed_in, text
from tests.sso.second_factor.security_key import SecurityKey

pytestmark = pytest.mark.django_db

HERE = {"origin": "https://rdv.localhost", "rp_id": "rdv.localhost"}
ADD, CONFIRM = "/second-facteur/cle/", "/second-facteur/confirmer/cle/"


def add(client: Client, key: SecurityKey, **where: str) -> Any:
    credential = key.register(options_of(client.get(ADD)), **HERE | where)
    return client.post(ADD, {"name": "Clé bleue", "credential": json.dumps(credential)})


def confirm(client: Client, key: SecurityKey, **where: str) -> Any:
    credential = key.sign(options_of(client.get(CONFIRM)), **HERE | where)
    return client.post(CONFIRM, {"credential": json.dumps(credential)})


def test_a_key_is_enrolled_then_opens_the_supervision(newcomer: Account) -> None:
    client, key = signed_in(newcomer), SecurityKey()

    assert add(client, key).headers["Location"] == "/second-facteur/codes/"
    assert client.get("/supervision/").headers["Location"].startswith(CONFIRM)
    assert confirm(client, key).status_code == 302
    assert client.get("/supervision/").status_code == 200
    assert "Clé bleue" in text(client.get("/second-facteur/"))


ELSEWHERE = [
    {"origin": "https://arras.rdv.localhost"},
    {"origin": "https://arras.rdv.localhost", "rp_id": "arras.rdv.localhost"},
    {"origin": "https://rdv.gouv.localhost", "rp_id": "rdv.gouv.localhost"},
    {"origin": "http://rdv.localhost.evil.example"},
    {"rp_id": "localhost"},
]


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_key_of_another_host_is_not_enrolled(newcomer: Account, where: dict[str, str]) -> None:
    answer = add(signed_in(newcomer), SecurityKey(), **where)

    assert answer.status_code == 422
    assert "n’a pas été reconnue" in text(answer)
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_key_that_signs_for_another_host_proves_nothing(newcomer: Account, where: dict[str, str]) -> None:
    client, key = signed_in(newcomer), SecurityKey()
    add(client, key)

    answer = confirm(client, key, **where)
    assert answer.status_code == 422
    assert "n’a pas été reconnue" in text(answer)
    assert client.get("/supervision/").headers["Location"].startswith(CONFIRM)


def test_an_answer_of_the_key_serves_once(newcomer: Account) -> None:
    client, key = signed_in(newcomer), SecurityKey()
    add(client, key)
    credential = json.dumps(key.sign(options_of(client.get(CONFIRM)), **HERE))

    assert client.post(CONFIRM, {"credential": credential}).status_code == 302
    assert client.post(CONFIRM, {"credential": credential}).status_code == 422


def test_somebody_else_s_key_proves_nothing(newcomer: Account) -> None:
    client = signed_in(newcomer)
    add(client, SecurityKey())

    assert confirm(client, SecurityKey()).status_code == 422
    assert confirm(client, SecurityKey(credential_id=b"z" * 32)).status_code == 422


@pytest.mark.parametrize(
    "credential",
    ["", "x", "null", "[]", "{}", '"x"', '{"response": {}}', '{"response": {"clientDataJSON": "e30"}}', "\0"],
)
def test_what_no_key_could_send_gets_a_sentence(newcomer: Account, credential: str) -> None:
    client = signed_in(newcomer)
    client.get(ADD)
    answer = client.post(ADD, {"credential": credential})
    assert answer.status_code == 422
    assert "clé" in text(answer)

    add(client, SecurityKey())
    client.get(CONFIRM)
    assert client.post(CONFIRM, {"credential": credential}).status_code == 422
