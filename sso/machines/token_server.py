"""`client_credentials` and nothing else (RFC 6749 §4.4), with a compulsory resource (RFC 8707), on allauth's tables.

oauthlib's own server is enough. allauth's token view is not used: its validator is wired inside, one secret per
client, tokens without a resource, and a revocation that takes any client's token away.
"""

import base64
import logging
import re
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.idp.oidc.models import Client, Token
from oauthlib.common import Request
from oauthlib.oauth2 import BackendApplicationServer, OAuth2Error, RequestValidator

from foundation import clock
from foundation.errors import NotFound
from foundation.ports import tenant_of_host
from foundation.tenancy import CurrentTenant
from sso.machines.clients import client_by_id
from sso.machines.program_secrets import check_secret
from sso.machines.quota import TokensByProgram

logger = logging.getLogger(__name__)
LIFETIME = timedelta(hours=1)
_RESOURCE = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?/")


class InvalidTarget(OAuth2Error):
    error = "invalid_target"
    description = "Give one resource: the exact address of an open administration, with its final slash."


class TooManyTokens(OAuth2Error):
    error = "temporarily_unavailable"
    description = "Too many tokens: keep the one you have until it expires."
    status_code = 429


class Programs(RequestValidator):
    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        client_id, secret = _credentials(request)
        try:
            client = client_by_id(UUID(client_id))
        except (ValueError, NotFound):
            return False
        if client_id != client.pk or not check_secret(client.pk, secret, now=clock.now()):
            logger.warning("wrong secret of a program", extra={"client_id": client.pk})
            return False
        client.client_id = client.pk
        request.client = client
        return True

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Client, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        return grant_type in client.get_grant_types()

    def get_default_scopes(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> list[str]:
        return request.client.get_scopes()

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Client, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        return bool(scopes) and set(scopes) <= set(client.get_scopes())

    def save_bearer_token(self, token: dict[str, Any], request: Request, *args: Any, **kwargs: Any) -> None:
        now = clock.now()
        mine = Token.objects.filter(client=request.client)
        # What is over goes when something new comes: the table stays as small as the day's work.
        mine.filter(expires_at__lte=now).delete()
        row = Token(
            type=Token.Type.ACCESS_TOKEN, client=request.client, created_at=now, expires_at=now + LIFETIME
        )
        row.set_value(token["access_token"])
        row.set_scopes(sorted(set(request.scopes)))
        row.set_resources([request.resource])
        row.save(force_insert=True)
        said = {"client_id": request.client.pk, "tenant": request.tenant.slug, "scope": token["scope"]}
        logger.info("access token issued", extra=said)

    def revoke_token(
        self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any
    ) -> None:
        """Its own only (RFC 7009 §2.1); whoever asks is not told whether it existed."""
        Token.objects.by_value(token).filter(client=request.client).delete()
        logger.info("access token revoked", extra={"client_id": request.client.pk})


def _credentials(request: Request) -> tuple[str, str]:
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.client_id or "", request.client_secret or ""
    try:
        client_id, _, secret = base64.b64decode(sent.strip(), validate=True).decode("ascii").partition(":")
    except ValueError:
        return "", ""
    return client_id, secret


def _aimed(request: Request) -> None:
    """Last of the checks, so that nobody tries hosts without being a program."""
    if not TokensByProgram().allow_request(request, None):
        raise TooManyTokens(request=request)
    tenant = None if "resource" in request.duplicate_params else _tenant_at(request.resource or "")
    if tenant is None:
        raise InvalidTarget(request=request)
    request.tenant = tenant


def _tenant_at(resource: str) -> CurrentTenant | None:
    if not _RESOURCE.fullmatch(resource):
        return None
    tenant = tenant_of_host(urlsplit(resource).hostname or "")
    return tenant if tenant and tenant.url("/") == resource else None


def _new_token(request: Request) -> str:
    return secrets.token_urlsafe(32)


SERVER = BackendApplicationServer(
    Programs(), token_generator=_new_token, token_expires_in=int(LIFETIME.total_seconds())
)
SERVER.credentials_grant.custom_validators.post_token.append(_aimed)
