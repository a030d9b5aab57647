"""A program that asks too often is slowed down; what programs do is written, what they hold is not."""

import logging

import pytest
from allauth.idp.oidc.models import Token
from redis.exceptions import ConnectionError as Unreachable

from foundation.tenancy import in_public
from foundation.web.quotas import Quota
from sso.machines.quota import TokensByProgram
from tenants.models import Tenant
from tests.sso.machines.conftest import READ, Program, call

pytestmark = pytest.mark.django_db


def test_a_program_that_asks_too_often_is_slowed_down_and_its_neighbour_is_not(
    program: Program, arras: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TokensByProgram, "rate", "2/min")
    assert [program.asks(arras).status_code for _ in range(3)] == [200, 200, 429]
    assert Program(READ).asks(arras).status_code == 200


def test_whoever_knows_only_the_identifier_cannot_shut_the_program_out(
    program: Program, arras: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TokensByProgram, "rate", "2/min")
    assert {program.asks(arras, client_secret="wrong").status_code for _ in range(5)} == {401}
    assert program.asks(arras).status_code == 200


def test_a_cache_that_is_down_cuts_no_program_off(
    program: Program, arras: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*arguments: object, **more: object) -> None:
        raise Unreachable

    monkeypatch.setattr(Quota.cache, "get", down)
    assert call(arras, program.token(arras)).status_code == 200


def test_what_is_over_leaves_the_table(program: Program, arras: Tenant) -> None:
    program.token(arras)
    with in_public():
        Token.objects.update(expires_at=Token.objects.get().created_at)
    program.token(arras)
    with in_public():
        assert Token.objects.count() == 1


def test_the_journal_says_who_where_and_what_never_the_token(
    program: Program, arras: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    token = program.token(arras, scope=READ)
    call(arras, token)
    program.asks(arras, client_secret="wrong")
    issued = next(each for each in caplog.records if each.message == "access token issued")
    assert (issued.client_id, issued.tenant, issued.scope) == (program.client.pk, "arras", READ)  # type: ignore[attr-defined]
    used = next(each for each in caplog.records if each.message == "program let in")
    assert (used.client_id, used.scope) == (program.client.pk, READ)  # type: ignore[attr-defined]
    refused = next(each for each in caplog.records if each.message == "wrong secret of a program")
    assert refused.client_id == program.client.pk  # type: ignore[attr-defined]
    everything = " ".join(str(vars(each)) for each in caplog.records)
    assert token not in everything
    assert program.secret not in everything
