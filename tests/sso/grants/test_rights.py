from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from foundation.actors import Actor, ActorKind
from foundation.errors import Forbidden
from sso.grants.grant import grant
from sso.grants.models import ApiGrant
from sso.grants.rights import rights_of
from sso.grants.withdraw import withdraw
from tenants.models import Tenant
from tests.sso.machines.conftest import ADMIN, READ, Program

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


def test_the_last_use_is_noted_to_the_hour(at_arras: Tenant) -> None:
    program = Program(READ)
    grant(program.id, "Logiciel", [READ], by=ADMIN, now=NOON)
    for minutes, noted in ((0, 0), (59, 0), (60, 60), (61, 60)):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            assert rights_of(program.id) == {READ}
        assert ApiGrant.objects.get().last_used_at == NOON + timedelta(minutes=noted)


def test_granting_twice_leaves_one_grant(at_arras: Tenant) -> None:
    program = Program(READ)
    grant(program.id, "Logiciel", [READ], by=ADMIN, now=NOON)
    grant(program.id, "Logiciel", [], by=ADMIN, now=NOON)
    assert rights_of(program.id) == frozenset()


@pytest.mark.parametrize("kind", [ActorKind.AGENT, ActorKind.USAGER, ActorKind.MACHINE])
def test_only_an_administrator_grants_and_withdraws(kind: ActorKind, at_arras: Tenant) -> None:
    nobody = Actor(kind, id=ADMIN.id)
    with pytest.raises(Forbidden):
        grant(Program(READ).id, "Logiciel", [READ], by=nobody, now=NOON)
    with pytest.raises(Forbidden):
        withdraw(Program(READ).id, by=nobody, now=NOON)
