"""A ticket ready to be taken, and each fact that it is bound to."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sso.tickets.issue import issue
from sso.tickets.models import Purpose
from sso.tickets.redeem import Redeemed, redeem
from sso.tickets.secrets import challenge_of, new_secret

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ARRAS = "arras.rdv.localhost"


@dataclass(frozen=True, kw_only=True)
class Trip:
    """What is presented with a ticket; `but(host=…)` presents another fact."""

    ticket: str
    verifier: str
    tenant_id: int = 1
    host: str = ARRAS
    purpose: Purpose = Purpose.AGENT
    now: datetime = NOW + timedelta(seconds=5)

    def but(self, **facts: Any) -> "Trip":
        return replace(self, **facts)

    def redeem(self) -> Redeemed:
        return redeem(
            self.ticket,
            tenant_id=self.tenant_id,
            host=self.host,
            purpose=self.purpose,
            verifier=self.verifier,
            now=self.now,
        )


def ready(**facts: Any) -> Trip:
    verifier = new_secret()
    values: dict[str, Any] = {
        "tenant_id": 1,
        "host": ARRAS,
        "purpose": Purpose.AGENT,
        "challenge": challenge_of(verifier),
        "account_id": uuid4(),
        "now": NOW,
    }
    return Trip(ticket=issue(**values | facts), verifier=verifier)
