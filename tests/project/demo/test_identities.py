"""The persons of the demonstration's identity server."""

from datetime import date

import pytest

from project.demo.check import _trips
from project.demo.identities import BETHUNE, registration, siret
from project.demo.weeks import Weeks
from tenants.registry.numbers import valid_siret
from tests.counterparts.identity.registration import Registration


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Registration:
    for profile in ("PROCONNECT", "FRANCECONNECT"):
        monkeypatch.setenv(f"{profile}_CLIENT_ID", "demonstration")
        monkeypatch.setenv(f"{profile}_CLIENT_SECRET", "secret")
    return Registration().changed(registration(Weeks(date(2026, 11, 23))))


def test_the_identity_server_understands_its_configuration(registered: Registration) -> None:
    assert registered.client("proconnect", "demonstration")
    assert registered.client("franceconnect", "demonstration")
    assert len(registered.persons_of("proconnect")) > 10
    assert registered.persons_of("franceconnect")


def test_the_agents_of_the_check_can_sign_in(registered: Registration) -> None:
    assert {trip.agent for trip in _trips({})} <= set(registered.persons_of("proconnect"))


def test_a_seat_has_a_check_digit() -> None:
    assert all(valid_siret(siret(siren)) for siren in ("216200410", "130025265", BETHUNE))
