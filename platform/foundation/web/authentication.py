"""From a tenant's session to the actor. The session lives in the tenant's schema: another's cookie is unknown."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from foundation.actors import Actor
from foundation.ports import agent_actor

AGENT = "agent"


class SessionActor(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Actor, None] | None:
        """The agent of the session, read again at each request: removal from the team is immediate."""
        mark = _session(request).get(AGENT)
        actor = agent_actor(UUID(mark)) if mark else None
        return (actor, None) if actor else None


def sign_in(request: Request, agent_id: UUID) -> None:
    """Open the session of an agent under a new key, so that a key known before is worth nothing after."""
    session = _session(request)
    session.flush()
    session[AGENT] = str(agent_id)


def sign_out(request: Request) -> None:
    _session(request).flush()


def _session(request: Request) -> SessionBase:
    session: SessionBase = request._request.session
    return session
