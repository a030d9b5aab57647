"""A door without password, for the demonstration only: the process refuses to start it on a real database."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from rest_framework.request import Request

from foundation.errors import NotFound, Refusal
from foundation.ports import Member, agent_actor, members
from foundation.web.authentication import sign_in


class NoSignIn(Refusal):
    code = "connexion-non-configuree"
    sentence = "La connexion des agents n’est pas encore configurée sur cette instance."
    status = 403


def is_open() -> bool:
    return settings.DEMO is True


def who_may_enter() -> Sequence[Member]:
    return members() if is_open() else ()


def enter(request: Request, agent_id: UUID) -> None:
    """Raises NoSignIn outside a demonstration, NotFound for whoever is not an agent of this administration."""
    if not is_open():
        raise NoSignIn
    if agent_actor(agent_id) is None:
        raise NotFound
    sign_in(request, agent_id)
