"""Sign in, on an administration's host: a link to the sign-in host, and nothing to type here."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from foundation.actors import Actor
from foundation.web.pages import Page
from sso.destinations import safe_path


class SignIn(Page):
    template = "sso/connexion.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(self.about(safe_path(request.query_params.get("suite", ""))))

    def about(self, suite: str) -> dict[str, Any]:
        user = self.request.user
        return {
            "depart": f"{reverse('sso-depart')}?{urlencode({'suite': suite})}",
            "suite": suite,
            "connecte": user.name if isinstance(user, Actor) and user.is_agent else "",
        }
