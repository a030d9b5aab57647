"""Who may open a page at all. What they may do with a thing is the business of `policies`."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from foundation.actors import Actor
from foundation.errors import AccessToConfirm, Forbidden, IdentityNeeded, SignInNeeded
from foundation.people import Strength
from foundation.web.authentication import UsagerProof


class AgentOnly(BasePermission):
    """An agent whose membership waits for a confirmation reads, and changes nothing."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.user, Actor) or not request.user.is_agent:
            raise SignInNeeded
        if request.method not in SAFE_METHODS and not request.user.may_write:
            raise AccessToConfirm
        return True


class AdminOnly(AgentOnly):
    def has_permission(self, request: Request, view: Any) -> bool:
        super().has_permission(request, view)
        if not isinstance(request.user, Actor) or not request.user.is_admin:
            raise Forbidden
        return True


def usager_at(strength: Strength) -> type[BasePermission]:
    """The permission of a page that needs a citizen known at least that strongly."""

    class UsagerAt(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            proof = request.auth
            if not isinstance(proof, UsagerProof) or proof.strength < strength:
                raise IdentityNeeded
            return True

    return UsagerAt
