"""Where programs get a token and give it back: on the sign-in host, by their own secret, whatever the cookies."""

import json
import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from oauthlib.oauth2 import OAuth2Error
from rest_framework.request import Request

from foundation.errors import NotFound
from foundation.web.endpoints import Endpoint
from sso.machines.token_server import SERVER
from sso.tickets.addresses import bare_host

logger = logging.getLogger(__name__)
FORM = "application/x-www-form-urlencoded"


class ProgramEndpoint(Endpoint):
    authentication_classes = []
    http_method_names = ["post"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if bare_host(request) != settings.SIGN_IN_HOST:
            raise NotFound

    def post(self, request: Request) -> HttpResponse:
        asked = request._request
        is_form = (asked.content_type or "").lower() == FORM
        body = asked.body.decode("ascii", "replace") if is_form else ""
        said = {"Authorization": asked.headers.get("Authorization", "")}
        try:
            with transaction.atomic():
                headers, answer, status = self.ask(asked.get_full_path(), body, said)
        except OAuth2Error as error:
            headers, answer, status = error.headers, error.json, error.status_code
        if status != 200:
            logger.warning("program refused", extra={"error": json.loads(answer)["error"]})
        headers = {"Content-Type": "application/json", "Cache-Control": "no-store", **headers}
        return HttpResponse(answer, status=status, headers=headers)

    def ask(self, uri: str, body: str, headers: dict[str, str]) -> tuple[dict[str, str], str, int]:
        raise NotImplementedError


class Tokens(ProgramEndpoint):
    def ask(self, uri: str, body: str, headers: dict[str, str]) -> tuple[dict[str, str], str, int]:
        answer: tuple[dict[str, str], str, int] = SERVER.create_token_response(uri, "POST", body, headers)
        return answer


class Revocation(ProgramEndpoint):
    def ask(self, uri: str, body: str, headers: dict[str, str]) -> tuple[dict[str, str], str, int]:
        answer: tuple[dict[str, str], str, int] = SERVER.create_revocation_response(
            uri, "POST", body, headers
        )
        return answer
