"""Somebody already signed in, as the ticket's arrival leaves them: a platform session, and a session on the host."""

from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client

from booking.models import Agent
from foundation import clock
from foundation.people import Strength
from foundation.tenancy import in_public
from foundation.web.authentication import AGENT, PROOF, USAGERS, Proof, proof_as_json
from sso.accounts.models import PlatformSession


def make_platform_session(**fields: Any) -> PlatformSession:
    now = clock.now()
    values = {
        "provider": "proconnect",
        "acr": "eidas1",
        "auth_time": now,
        "started_at": now,
        "expires_at": now + timedelta(hours=12),
    }
    with in_public():
        return PlatformSession.objects.create(**values | fields)


def sign_in(client: Client, agent: Agent, *, host: str) -> PlatformSession:
    """Inside the agent's administration: its sessions live in its schema. Whoever has no account gets one."""
    if agent.account_id is None:
        Agent.objects.filter(pk=agent.pk, account_id=None).update(account_id=uuid4())
        agent.refresh_from_db(fields=["account_id"])
    behind = make_platform_session()
    put_in_session(client, {AGENT: str(agent.account_id), PROOF: _proof(behind, host=host)})
    return behind


def identify(client: Client, *usager_ids: UUID, host: str, strength: Strength = Strength.CODE) -> None:
    """A citizen known by a code, or by FranceConnect."""
    behind = make_platform_session(provider="franceconnect") if strength is Strength.CIVIL else None
    proof = _proof(behind, host=host, strength=strength)
    put_in_session(client, {USAGERS: [str(each) for each in usager_ids], PROOF: proof})


def put_in_session(client: Client, marks: dict[str, Any]) -> None:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(marks)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def _proof(
    behind: PlatformSession | None, *, host: str, strength: Strength = Strength.LINK
) -> dict[str, Any]:
    now = clock.now()
    proof = Proof(
        until=now + timedelta(hours=12),
        idle=timedelta(hours=2),
        sign_in=behind.pk if behind else None,
        strength=strength,
    )
    return proof_as_json(proof, host=host, now=now)
