"""The four facts that an administration's host gives to the sign-in host, signed while the provider works."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.core import signing

from foundation.errors import Refusal
from foundation.ports import tenant_of_host
from foundation.tenancy import CurrentTenant
from sso.tickets.addresses import host_url
from sso.tickets.models import Purpose
from sso.tickets.secrets import is_secret

ARRIVAL = "/sso/arrivee/"
LIFE_S = 600
ENTRIES = frozenset({Purpose.AGENT, Purpose.USAGER, Purpose.LINK})
_SALT = "sso.passage"
_HOST = re.compile(r"[a-z0-9.-]{1,253}", re.ASCII)


class PassageRefused(Refusal):
    code = "passage-refuse"
    sentence = "Cette demande de connexion n’est pas complète, ou elle est trop ancienne."
    status = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """From `host`, a door of the administration `tenant_id`, and back to it."""

    tenant_id: int
    host: str
    state: str
    challenge: str
    purpose: Purpose


def asked(query: Mapping[str, str]) -> Passage:
    """From an address that anyone may write. Raises PassageRefused."""
    host, purpose = query.get("hote", ""), query.get("but", "")
    state, challenge = query.get("etat", ""), query.get("defi", "")
    if purpose not in ENTRIES or not is_secret(state) or not is_secret(challenge):
        raise PassageRefused
    tenant = _open_at(host)
    return Passage(tenant.id, host, state, challenge, Purpose(purpose))


def sign(passage: Passage) -> str:
    return signing.dumps({**asdict(passage), "purpose": passage.purpose.value}, salt=_SALT, compress=True)


def read(signed: str) -> Passage:
    """Raises PassageRefused: not ours, older than ten minutes, or its door has closed meanwhile."""
    try:
        facts = signing.loads(signed, salt=_SALT, max_age=LIFE_S)
    except signing.BadSignature as error:
        raise PassageRefused from error
    passage = Passage(**{**facts, "purpose": Purpose(facts["purpose"])})
    tenant_of(passage)
    return passage


def tenant_of(passage: Passage) -> CurrentTenant:
    """Read now. Raises PassageRefused when the host no longer leads to this administration."""
    tenant = _open_at(passage.host)
    if tenant.id != passage.tenant_id:
        raise PassageRefused
    return tenant


def arrival_url(passage: Passage, ticket: str) -> str:
    return host_url(passage.host, ARRIVAL, billet=ticket, etat=passage.state)


def tenant_at(host: str) -> CurrentTenant | None:
    """Exactly this host: no port, no capital, no final dot, nothing that only looks like it. Read now."""
    return tenant_of_host(host) if _HOST.fullmatch(host) else None


def _open_at(host: str) -> CurrentTenant:
    tenant = tenant_at(host)
    if tenant is None:
        raise PassageRefused
    return tenant
