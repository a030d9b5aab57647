"""A key changes without a stop: two secrets live side by side, then one goes."""

from uuid import uuid4

import pytest
from django.db import connection

from foundation import clock
from foundation.tenancy import in_public
from sso.machines.clients import NameNeeded, UnknownProgram, close_client, create_client
from sso.machines.models import MachineSecret
from sso.machines.program_secrets import TooManySecrets, UnknownSecret, add_secret, revoke_secret
from tenants.models import Tenant
from tests.sso.machines.conftest import READ, Program, call

pytestmark = pytest.mark.django_db


def test_a_key_changes_without_a_stop(program: Program, arras: Tenant) -> None:
    old = program.secret
    _, new = add_secret(program.id, now=clock.now())
    for secret in (old, new):
        assert program.asks(arras, client_secret=secret).status_code == 200
    revoke_secret(program.id, program.first.pk, now=clock.now())
    assert program.asks(arras, client_secret=old).status_code == 401
    assert program.asks(arras, client_secret=new).status_code == 200


def test_a_third_secret_is_refused_until_one_goes(program: Program) -> None:
    add_secret(program.id, now=clock.now())
    with pytest.raises(TooManySecrets):
        add_secret(program.id, now=clock.now())
    revoke_secret(program.id, program.first.pk, now=clock.now())
    add_secret(program.id, now=clock.now())


def test_the_tokens_obtained_go_with_the_secret(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    revoke_secret(program.id, program.first.pk, now=clock.now())
    assert call(arras, token).status_code == 401


def test_another_program_s_secret_is_not_mine_to_use_nor_to_revoke(program: Program, arras: Tenant) -> None:
    other = Program(READ)
    assert program.asks(arras, client_secret=other.secret).status_code == 401
    with pytest.raises(UnknownSecret):
        revoke_secret(program.id, other.first.pk, now=clock.now())
    with pytest.raises(UnknownSecret):
        revoke_secret(program.id, uuid4(), now=clock.now())


def test_a_closed_program_gets_no_new_secret(program: Program, arras: Tenant) -> None:
    close_client(program.id, now=clock.now())
    assert program.asks(arras).status_code == 401
    for again in (add_secret, close_client):
        with pytest.raises(UnknownProgram):
            again(program.id, now=clock.now())


def test_the_table_keeps_neither_secret_nor_token(program: Program, arras: Tenant) -> None:
    token = program.token(arras)
    with in_public(), connection.cursor() as cursor:
        for table in ("sso_machines_machinesecret", "allauth_idp_oidc_client", "allauth_idp_oidc_token"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            held = cursor.fetchone()[0]
            assert program.secret not in held
            assert token not in held
        assert MachineSecret.objects.get().last_used_at is not None


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x00b"])
def test_a_program_has_a_name_that_people_can_read(name: str, arras: Tenant) -> None:
    with pytest.raises(NameNeeded):
        create_client(name, [READ], now=clock.now())
