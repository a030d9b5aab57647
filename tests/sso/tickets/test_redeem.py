"""A ticket is taken once, by who it was given for, within a minute."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.tenancy import in_public, in_tenant
from sso.tickets.models import Purpose, Ticket
from sso.tickets.redeem import TicketRefused
from sso.tickets.secrets import digest_of, new_secret
from tenants.models import Tenant
from tests.sso.conftest import SignInLog
from tests.sso.tickets.travel import NOW, Trip, ready

pytestmark = pytest.mark.django_db

CLAIMS = {"sub": "f00d", "given_name": "Angela", "family_name": "Dubois", "email": "a@courriel.example"}
OTHERS: dict[str, Any] = {
    "ticket": new_secret(),
    "verifier": new_secret(),
    "tenant_id": 2,
    "host": "rdv.arras.example",
    "purpose": Purpose.LINK,
    "now": NOW + timedelta(seconds=60),
}


def refused(trip: Trip, log: SignInLog) -> str:
    with pytest.raises(TicketRefused):
        trip.redeem()
    return str(log.lines[-1]["reason"])


def test_a_ticket_gives_what_it_was_given_for() -> None:
    account, session = uuid4(), uuid4()
    redeemed = ready(account_id=account, platform_session_id=session, claims=CLAIMS).redeem()
    assert (redeemed.account_id, redeemed.platform_session_id) == (account, session)
    assert redeemed.claims == CLAIMS


def test_a_ticket_serves_once(log: SignInLog) -> None:
    trip = ready()
    trip.redeem()
    assert refused(trip, log) == "used"


def test_another_browser_s_verifier_is_refused(log: SignInLog) -> None:
    assert refused(ready().but(verifier=new_secret()), log) == "challenge"


def test_another_administration_is_refused(log: SignInLog) -> None:
    assert refused(ready().but(tenant_id=2), log) == "tenant_id"


def test_another_host_of_the_same_administration_is_refused(log: SignInLog) -> None:
    assert refused(ready().but(host="rdv.arras.example"), log) == "host"


@pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.AGENT])
def test_another_purpose_is_refused(purpose: Purpose, log: SignInLog) -> None:
    assert refused(ready().but(purpose=purpose), log) == "purpose"


def test_a_minute_later_it_is_refused(log: SignInLog) -> None:
    assert refused(ready().but(now=NOW + timedelta(seconds=60)), log) == "expired"


@pytest.mark.parametrize("guess", ["", "x", "A" * 43, "\x00", "\ud800", "é" * 43, "' OR 1=1 --"])
def test_a_guessed_ticket_is_refused(guess: str, log: SignInLog) -> None:
    assert refused(ready().but(ticket=guess), log) == "unknown"


def test_the_hash_of_a_ticket_is_not_a_ticket(log: SignInLog) -> None:
    trip = ready()
    assert refused(trip.but(ticket=digest_of(trip.ticket)), log) == "unknown"


def test_a_stolen_ticket_tried_in_vain_still_serves_its_holder() -> None:
    trip = ready(claims=CLAIMS)
    for name, value in OTHERS.items():
        with pytest.raises(TicketRefused):
            trip.but(**{name: value}).redeem()
    assert trip.redeem().claims == CLAIMS


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fact_that_differs_is_enough_to_refuse(data: st.DataObject) -> None:
    changed = data.draw(st.sets(st.sampled_from(sorted(OTHERS)), min_size=1))
    trip = ready()
    with pytest.raises(TicketRefused):
        trip.but(**{name: OTHERS[name] for name in changed}).redeem()
    assert trip.redeem()


def test_nothing_of_a_citizen_rests_once_the_ticket_is_taken() -> None:
    trip = ready(purpose=Purpose.USAGER, claims=CLAIMS).but(purpose=Purpose.USAGER)
    assert "Angela" not in rows()
    trip.redeem()
    assert Ticket.objects.get().claims == ""


def test_the_ticket_itself_is_kept_nowhere() -> None:
    trip = ready()
    assert trip.ticket not in rows()
    assert trip.verifier not in rows()


def test_the_next_ticket_takes_the_expired_ones_away() -> None:
    ready(claims=CLAIMS)
    ready(now=NOW + timedelta(seconds=59))
    assert Ticket.objects.count() == 2
    ready(now=NOW + timedelta(seconds=60))
    assert Ticket.objects.count() == 2


def test_a_ticket_is_taken_from_inside_an_administration(arras: Tenant) -> None:
    """Whose role has no right on the tickets: it may neither read nor invent one."""
    trip = ready()
    with in_tenant(arras):
        assert trip.redeem().account_id
        assert connection.tenant == arras  # type: ignore[attr-defined]


def rows() -> str:
    with in_public():
        return str(list(Ticket.objects.values()))
