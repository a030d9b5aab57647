"""The sign-in behind the sessions of several hosts: opened once, revoked once."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q
from redis.exceptions import RedisError

from foundation import clock
from foundation.sealing import seal
from foundation.tenancy import in_public
from sso.accounts.models import Account, PlatformSession

# A revocation is seen everywhere within this time.
REMEMBERED_S = 60
# ProConnect's own session, counted from the proof of identity; the programme's and a citizen's from the sign-in.
AGENT = timedelta(hours=12)
PROGRAMME = timedelta(hours=4)
USAGER = timedelta(hours=2)
# Purpose of the seal on the ID token.
ID_TOKEN = "sso.id-token"  # noqa: S105 (a purpose, not a secret)


def open_session(
    *,
    account: Account | None,
    provider: str,
    acr: str,
    amr: Sequence[str],
    idp_id: str,
    auth_time: datetime,
    id_token: str,
    now: datetime,
) -> PlatformSession:
    """`account` is None for a citizen. `id_token` comes in clear and is kept sealed."""
    with in_public():
        return PlatformSession.objects.create(
            account=account,
            provider=provider,
            acr=acr,
            amr=list(amr),
            idp_id=idp_id,
            auth_time=auth_time,
            id_token=seal(ID_TOKEN, id_token),
            started_at=now,
            expires_at=_end(account, auth_time, now),
        )


def stands(session_id: UUID) -> bool:
    """Neither revoked, nor expired, nor of a closed account. Remembered for a minute, for every administration; a
    cache that is down puts nobody out.
    """
    key = _key(session_id)
    with suppress(RedisError):
        known: bool | None = caches["shared"].get(key)
        if known is not None:
            return known
    found = _stands_now(session_id, clock.now())
    with suppress(RedisError):
        caches["shared"].set(key, found, REMEMBERED_S)
    return found


def revoke(session_id: UUID, *, now: datetime) -> None:
    with in_public():
        PlatformSession.objects.filter(pk=session_id, revoked_at=None).update(revoked_at=now, id_token="")
    _forget([session_id])


def revoke_account(account_id: UUID, *, now: datetime) -> None:
    """Everywhere this person is signed in."""
    with in_public():
        open_ones = PlatformSession.objects.filter(account_id=account_id, revoked_at=None)
        ids = list(open_ones.values_list("pk", flat=True))
        open_ones.filter(pk__in=ids).update(revoked_at=now, id_token="")
    _forget(ids)


def _end(account: Account | None, auth_time: datetime, now: datetime) -> datetime:
    if account is None:
        return now + USAGER
    return min(auth_time + AGENT, now + PROGRAMME) if account.is_programme else auth_time + AGENT


def _stands_now(session_id: UUID, now: datetime) -> bool:
    open_account = Q(account=None) | Q(account__is_active=True)
    with in_public():
        return PlatformSession.objects.filter(
            open_account, pk=session_id, revoked_at=None, expires_at__gt=now
        ).exists()


def _forget(session_ids: Sequence[UUID]) -> None:
    """When the cache is down, what it remembers is over within the minute all the same."""
    with suppress(RedisError):
        caches["shared"].delete_many([_key(each) for each in session_ids])


def _key(session_id: UUID) -> str:
    return f"sign-in:{session_id}"
