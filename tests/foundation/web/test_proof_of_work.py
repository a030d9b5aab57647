"""A proof of work: worth something once, here, for what it was asked for."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge

from foundation.tenancy import in_tenant
from foundation.web.proof_of_work import AT_MOST, challenge, is_solved
from tenants.models import Tenant

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def solved(asked: str) -> str:
    made = Challenge.from_dict(json.loads(asked))
    solution = solve_challenge(made)
    assert solution is not None
    return Payload(made, solution).to_base64()


@pytest.mark.django_db
class TestProof:
    def test_a_solution_serves_once(self) -> None:
        proof = solved(challenge("motif:1"))
        assert is_solved("motif:1", proof)
        assert not is_solved("motif:1", proof)

    def test_it_is_worth_nothing_for_something_else(self) -> None:
        assert not is_solved("motif:2", solved(challenge("motif:1")))

    def test_it_is_worth_nothing_in_another_administration(self) -> None:
        proof = solved(challenge("motif:1"))
        with in_tenant(Tenant.objects.get(slug="pas-de-calais")):
            assert not is_solved("motif:1", proof)

    def test_it_is_over_after_ten_minutes(self) -> None:
        with time_machine.travel(NOW, tick=False):
            proof = solved(challenge("motif:1"))
        with time_machine.travel(NOW + timedelta(minutes=10, seconds=1), tick=False):
            assert not is_solved("motif:1", proof)

    def test_an_easier_challenge_of_ones_own_is_refused(self) -> None:
        asked = json.loads(challenge("motif:1"))
        asked["parameters"]["keyPrefix"] = ""
        assert not is_solved("motif:1", solved(json.dumps(asked)))

    def test_a_number_that_is_no_solution_is_refused(self) -> None:
        told = json.loads(base64.b64decode(solved(challenge("motif:1"))))
        told["solution"]["counter"] += 1
        assert not is_solved("motif:1", base64.b64encode(json.dumps(told).encode()).decode())

    @pytest.mark.parametrize(
        "made_up",
        [
            "",
            "not base64",
            "bnVsbA==",
            "e30=",
            "W10=",
            base64.b64encode(b'{"challenge": 1, "solution": 2}').decode(),
            base64.b64encode(b'{"challenge": {"parameters": {}}, "solution": {}}').decode(),
            base64.b64encode(b"[" * 2_000).decode(),
            "A" * (AT_MOST + 1),
        ],
    )
    def test_what_is_made_up_is_refused_without_a_stack(self, made_up: str) -> None:
        assert not is_solved("motif:1", made_up)
