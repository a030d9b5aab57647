"""Who may open a page at all. What they may do with a thing is the business of `policies`."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from foundation.actors import Actor
from foundation.errors import SignInNeeded


class AgentOnly(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.user, Actor) or not request.user.is_agent:
            raise SignInNeeded
        return True
