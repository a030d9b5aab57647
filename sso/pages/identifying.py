"""What the session remembers of somebody who is proving who they are, and the session that opens when they have."""

import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from foundation import clock
from foundation.people import Certification, CertifiedIdentity, Strength
from foundation.sealing import Unsealable, seal, unseal
from foundation.web.authentication import Proof, UsagerProof, open_usager, session_of

# Of a citizen, by a code or by FranceConnect: whose own session lasts thirty minutes.
USAGER_FOR, USAGER_IDLE = timedelta(hours=2), timedelta(minutes=30)
MY_RDVS = "/mes-rdv/"
ASKED, CIVIL = "code_asked", "civil"
CIVIL_FOR_S = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A code this browser asked for, and the secret that says it is this browser."""

    challenge_id: UUID
    browser: str
    suite: str


@dataclass(frozen=True, slots=True)
class Civil:
    """An identity from FranceConnect that waits for the person: a code first, or a choice."""

    identity: CertifiedIdentity
    sign_in: UUID | None
    suite: str
    outcome: Certification


def browser_of(request: Request) -> str:
    known = asked_of(request)
    return known.browser if known else secrets.token_urlsafe(24)


def remember_asked(request: Request, asked: Asked) -> None:
    session_of(request)[ASKED] = [str(asked.challenge_id), asked.browser, asked.suite]


def asked_of(request: Request) -> Asked | None:
    mark = session_of(request).get(ASKED)
    return Asked(UUID(mark[0]), mark[1], mark[2]) if mark else None


def remember_civil(request: Request, civil: Civil) -> None:
    """Sealed, in the administration's own session, ten minutes."""
    identity = civil.identity
    told = {
        "civil_key": identity.civil_key,
        "given_name": identity.given_name,
        "family_name": identity.family_name,
        "email": identity.email,
        "birth_date": identity.birth_date.isoformat() if identity.birth_date else "",
        "sign_in": str(civil.sign_in or ""),
        "suite": civil.suite,
        "outcome": civil.outcome.value,
    }
    session_of(request)[CIVIL] = seal("sso.civil", json.dumps(told))


def civil_of(request: Request) -> Civil | None:
    """None when there is none, or it has waited too long."""
    with suppress(Unsealable):
        told = json.loads(unseal("sso.civil", session_of(request).get(CIVIL, ""), max_age_s=CIVIL_FOR_S))
        return _civil(told)
    return None


def enter(
    request: Request, usager_ids: tuple[UUID, ...], strength: Strength, *, sign_in: UUID | None = None
) -> None:
    """Under a new key, and with nothing of what this browser had asked for."""
    for mark in (ASKED, CIVIL):
        session_of(request).pop(mark, None)
    until = clock.now() + USAGER_FOR
    open_usager(request, usager_ids, Proof(until=until, idle=USAGER_IDLE, sign_in=sign_in, strength=strength))


def proof_of(request: Request) -> UsagerProof | None:
    return request.auth if isinstance(request.auth, UsagerProof) else None


def with_outcome(civil: Civil, outcome: Certification) -> Civil:
    return replace(civil, outcome=outcome)


def _civil(told: dict[str, Any]) -> Civil:
    born = told["birth_date"]
    identity = CertifiedIdentity(
        civil_key=told["civil_key"],
        given_name=told["given_name"],
        family_name=told["family_name"],
        email=told["email"],
        birth_date=date.fromisoformat(born) if born else None,
    )
    sign_in = UUID(told["sign_in"]) if told["sign_in"] else None
    return Civil(identity, sign_in, told["suite"], Certification(told["outcome"]))
