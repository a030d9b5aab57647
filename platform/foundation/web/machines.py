"""The door of programs: a bearer token (RFC 6750), a scope per endpoint, a quota; never a cookie.

Two questions are asked at each call: whose token is it (the platform knows), and what may this program do here (the
administration decides, and takes back at once).
"""

import logging
import re
from math import ceil
from typing import Any, ClassVar, NoReturn

from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.actors import Actor, ActorKind
from foundation.errors import Refusal
from foundation.machines import MachineIdentity
from foundation.ports import machine_of_token, machine_rights
from foundation.tenancy import current
from foundation.web.endpoints import Endpoint
from foundation.web.quotas import Quota

logger = logging.getLogger(__name__)
_BEARER = re.compile(r"(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *")


class TokenNeeded(Refusal):
    code = "jeton-requis"
    sentence = "Présentez un jeton d’accès dans l’en-tête Authorization."
    status = 401
    # The code of RFC 6750 §3.1; none when nothing was presented.
    error: ClassVar[str] = ""

    @property
    def challenge(self) -> str:
        said = {"realm": "rdv", "error": self.error, "scope": self.context.get("portee", "")}
        return "Bearer " + ", ".join(f'{name}="{value}"' for name, value in said.items() if value)


class TokenInAddress(TokenNeeded):
    """Addresses are kept in logs: this token has leaked already."""

    code = "jeton-dans-l-adresse"
    sentence = "Un jeton ne va jamais dans l’adresse. Demandez-en un autre et placez-le dans l’en-tête Authorization."
    status = 400
    error = "invalid_request"


class TokenRefused(TokenNeeded):
    """Unknown, expired, revoked, for another administration or of a closed program: which one is not told."""

    code = "jeton-refuse"
    sentence = "Ce jeton n’est pas valable ici. Demandez-en un autre pour cette administration."
    error = "invalid_token"


class NotGranted(TokenNeeded):
    code = "programme-non-autorise"
    sentence = "Cette administration n’autorise pas ce programme. Un de ses administrateurs peut le faire."
    status = 403
    error = "insufficient_scope"


class ScopeMissing(TokenNeeded):
    code = "droit-manquant"
    sentence = "Ce programme n’a pas ce droit dans cette administration, ou son jeton ne le porte pas."
    status = 403
    error = "insufficient_scope"


class TooManyCalls(Refusal):
    code = "trop-d-appels"
    sentence = "Ce programme appelle trop souvent. Attendez le nombre de secondes indiqué."
    status = 429


class MethodRefused(Refusal):
    code = "methode-refusee"
    sentence = "Cette adresse ne répond pas à cette méthode : l’en-tête Allow dit lesquelles."
    status = 405


class MachineProof(MachineIdentity):
    """`request.auth` of a program: `scopes` is what it may do here, now."""


class BearerToken(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Actor, MachineProof]:
        if "access_token" in request.query_params:
            raise TokenInAddress
        sent = _BEARER.fullmatch(request.headers.get("Authorization", ""))
        if sent is None:
            raise TokenNeeded
        machine = machine_of_token(sent[1])
        if machine is None:
            raise TokenRefused
        granted = machine_rights(machine.client_id)
        if granted is None:
            logger.warning("program without a grant", extra={"client_id": str(machine.client_id)})
            raise NotGranted
        scopes = machine.scopes & granted
        # The journal of calls: the line also bears the administration, the path and the correlation id.
        said = {"client_id": str(machine.client_id), "scope": " ".join(sorted(scopes))}
        logger.info("program let in", extra=said)
        proof = MachineProof(client_id=machine.client_id, name=machine.name, scopes=scopes)
        return Actor(ActorKind.MACHINE, id=machine.client_id, name=machine.name), proof

    def authenticate_header(self, request: Request) -> str:
        return TokenNeeded().challenge


def needs_scope(scope: str) -> type[BasePermission]:
    """The permission of an endpoint that programs holding `scope` may call."""

    class HasScope(BasePermission):
        def has_permission(self, request: Request, view: Any) -> bool:
            if not isinstance(request.auth, MachineProof):
                raise TokenNeeded
            if scope not in request.auth.scopes:
                raise ScopeMissing(portee=scope)
            return True

    return HasScope


class ByMachine(Quota):
    """Counted apart for each administration: a program that serves a hundred does not starve on the first."""

    scope = "machine"
    rate = "300/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        proof: Any = request.auth
        return f"throttle:machine:{current().id}:{proof.client_id}"


class MachineEndpoint(Endpoint):
    """Subclasses set `permission_classes = [needs_scope(…)]` and the methods they answer."""

    authentication_classes = [BearerToken]
    throttle_classes = [ByMachine]
    http_method_names = ["get", "head"]

    def http_method_not_allowed(self, request: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise MethodRefused

    def throttled(self, request: Request, wait: float) -> NoReturn:
        raise TooManyCalls(secondes=ceil(wait or 1))

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if isinstance(exc, TokenNeeded):
            response["WWW-Authenticate"] = exc.challenge
        if isinstance(exc, TooManyCalls):
            response["Retry-After"] = str(exc.context["secondes"])
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
