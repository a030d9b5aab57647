"""Who is signed in on the sign-in host, and by which sign-in."""

from datetime import datetime
from uuid import UUID

from rest_framework.request import Request

from foundation.tenancy import in_public
from foundation.web.authentication import session_of
from sso.accounts.authentication import PLATFORM_SESSION, signed_in
from sso.accounts.models import Account, PlatformSession


def sign_in_here(request: Request, *, now: datetime) -> tuple[Account, PlatformSession] | None:
    """Django's own login, which comes after a second factor, and the provider's: both must say the same."""
    account = signed_in(request)
    if account is None:
        return None
    behind = standing(UUID(session_of(request)[PLATFORM_SESSION]), now=now)
    return (account, behind) if behind and behind.account_id == account.pk else None


def standing(session_id: UUID, *, now: datetime) -> PlatformSession | None:
    """Read now; `platform_sessions.stands` may be a minute old."""
    with in_public():
        return (
            PlatformSession.objects.filter(pk=session_id, revoked_at=None, expires_at__gt=now)
            .exclude(account__is_active=False)
            .first()
        )
