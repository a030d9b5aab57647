"""Who is signed in on the public host: an account, behind which a platform session still stands."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.web.authentication import SEEN_EVERY
from sso.accounts.models import Account, PlatformSession
from sso.accounts.platform_sessions import stands

PLATFORM_SESSION = "platform_session"
SEEN = "platform_seen"
IDLE = {ActorKind.PROGRAMME: timedelta(minutes=20), ActorKind.PROFESSIONAL: timedelta(hours=2)}


class AccountActor(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Actor, None] | None:
        account = signed_in(request)
        return (actor_of(account), None) if account else None


def actor_of(account: Account) -> Actor:
    kind = ActorKind.PROGRAMME if account.is_programme else ActorKind.PROFESSIONAL
    return Actor(kind, id=account.pk, name=account.get_full_name())


def signed_in(request: Request) -> Account | None:
    """None also closes a session that is over: idle for too long, or revoked from elsewhere."""
    account, session = request._request.user, request._request.session
    if not isinstance(account, Account):
        return None
    now, mark = clock.now(), session.get(PLATFORM_SESSION)
    idle = IDLE[actor_of(account).kind]
    seen = datetime.fromisoformat(session[SEEN]) if SEEN in session else None
    if not mark or seen is None or now - seen >= idle or not stands(UUID(mark)):
        session.flush()
        return None
    if now - seen >= SEEN_EVERY:
        session[SEEN] = now.isoformat()
    return account


def remember(session: SessionBase, opened: PlatformSession, *, now: datetime) -> None:
    """The platform session behind this host's own session."""
    session[PLATFORM_SESSION] = str(opened.pk)
    session[SEEN] = now.isoformat()
