"""From a tenant's session to the actor. The session lives in the tenant's schema: another's cookie is unknown there.

A session says who, and what proves it: the host where it was opened (an administration may have several), how long
it lasts, and the sign-in behind it, which may be revoked from elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.people import Strength
from foundation.ports import actor_of_account, sign_in_stands

# The account, never the agent: what another account has taken over, an old session does not keep.
AGENT = "agent"
USAGERS = "usagers"
PROOF = "proof"
# "Seen" is written at most this often: a page read does not write a session.
SEEN_EVERY = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why a session is believed. `sign_in` is the platform session's id; None for a code sent to a contact."""

    until: datetime
    idle: timedelta
    sign_in: UUID | None = None
    acr: str = ""
    auth_time: datetime | None = None
    strength: Strength = Strength.LINK


@dataclass(frozen=True, slots=True)
class UsagerProof:
    """`request.auth` of a citizen: whose files the proof opens, and how strong it is."""

    usager_ids: tuple[UUID, ...]
    strength: Strength


class SessionActor(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Actor, UsagerProof | None] | None:
        """Read again at each request: a removal from the team is seen at once, a revoked sign-in within 60 s."""
        session = session_of(request)
        if not session.get(PROOF) or not _stands(request, session):
            return None
        if mark := session.get(AGENT):
            actor = actor_of_account(UUID(mark))
            return (actor, None) if actor else None
        ids = tuple(UUID(each) for each in session.get(USAGERS, ()))
        if not ids:
            return None
        proof = UsagerProof(ids, Strength(session[PROOF]["strength"]))
        return Actor(ActorKind.USAGER, id=ids[0], name="Usager", people=ids), proof


def open_agent(request: Request, account_id: UUID, proof: Proof) -> None:
    """A new session under a new key: a key known before is worth nothing after."""
    _open(request, proof, {AGENT: str(account_id)})


def open_usager(request: Request, usager_ids: tuple[UUID, ...], proof: Proof) -> None:
    """As `open_agent`, save that a visitor who was nobody, or one of the same people (a code first, FranceConnect
    next), keeps the times held and what was typed. An agent's and a citizen's identities never share a session.
    """
    session, ids = session_of(request), [str(each) for each in usager_ids]
    same = not session.get(PROOF) or not set(ids).isdisjoint(session.get(USAGERS, ()))
    _open(request, proof, {**(dict(session.items()) if same else {}), USAGERS: ids})


def close(request: Request) -> None:
    session_of(request).flush()


def sign_in_of(request: Request) -> UUID | None:
    """The platform session behind this one."""
    mark = (session_of(request).get(PROOF) or {}).get("sign_in")
    return UUID(mark) if mark else None


def session_of(request: Request) -> SessionBase:
    session: SessionBase = request._request.session
    return session


def _open(request: Request, proof: Proof, marks: dict[str, Any]) -> None:
    session, now = session_of(request), clock.now()
    session.flush()
    session.update(marks)
    session[PROOF] = proof_as_json(proof, host=request.get_host(), now=now)


def proof_as_json(proof: Proof, *, host: str, now: datetime) -> dict[str, Any]:
    return {
        "host": host,
        "until": proof.until.isoformat(),
        "idle_s": proof.idle.total_seconds(),
        "seen": now.isoformat(),
        "sign_in": str(proof.sign_in) if proof.sign_in else None,
        "acr": proof.acr,
        "auth_time": proof.auth_time.isoformat() if proof.auth_time else None,
        "strength": proof.strength,
    }


def _stands(request: Request, session: SessionBase) -> bool:
    """False also ends the session: what it opened is over, here and on the way back."""
    proof, now = session[PROOF], clock.now()
    seen = datetime.fromisoformat(proof["seen"])
    over = (
        proof["host"] != request.get_host()
        or now >= datetime.fromisoformat(proof["until"])
        or now - seen >= timedelta(seconds=proof["idle_s"])
        or (proof["sign_in"] and not sign_in_stands(UUID(proof["sign_in"])))
    )
    if over:
        session.flush()
        return False
    if now - seen >= SEEN_EVERY:
        session[PROOF] = {**proof, "seen": now.isoformat()}
    return True
