"""Several hands on one program at the same instant: real threads, real PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.idp.oidc.models import Token
from django.db import connection

from foundation import clock
from foundation.errors import Refusal
from foundation.tenancy import in_tenant
from sso.grants.grant import grant
from sso.grants.models import ApiGrant
from sso.machines.models import MachineSecret
from sso.machines.program_secrets import add_secret, revoke_secret
from tenants.models import Tenant
from tests.sso.machines.conftest import ADMIN, READ, WRITE, Program

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 6


def at_once(act: Callable[[int], object]) -> Counter[str]:
    start = Barrier(HANDS)

    def one(number: int) -> str:
        try:
            start.wait()
            return str(act(number) or "done")
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(one, range(HANDS)))


def test_a_program_never_has_a_third_secret() -> None:
    program = Program(READ)

    def add(number: int) -> None:
        add_secret(program.id, now=clock.now())

    assert at_once(add) == {"done": 1, "deux-secrets": HANDS - 1}
    assert MachineSecret.objects.filter(revoked_at=None).count() == 2


def test_no_token_outlives_the_secret_that_obtained_it() -> None:
    program, arras = Program(READ), Tenant.objects.get(slug="arras")

    def race(number: int) -> object:
        if number == 0:
            return revoke_secret(program.id, program.first.pk, now=clock.now())
        return program.asks(arras).status_code

    assert set(at_once(race)) <= {"done", "200", "401"}
    assert not Token.objects.exists()


def test_two_administrators_leave_one_grant() -> None:
    program, arras = Program(READ, WRITE), Tenant.objects.get(slug="arras")

    def decide(number: int) -> None:
        with in_tenant(arras):
            grant(program.id, "Logiciel", [READ, WRITE][number % 2 :], by=ADMIN, now=clock.now())

    assert at_once(decide) == {"done": HANDS}
    with in_tenant(arras):
        assert ApiGrant.objects.live().count() == 1
