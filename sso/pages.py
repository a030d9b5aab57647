"""Sign in, sign out, on an administration's host."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from foundation.actors import Actor
from foundation.web.authentication import sign_out
from foundation.web.pages import Page
from sso.demo_door import NoSignIn, enter, is_open, who_may_enter
from sso.destinations import safe_path
from sso.inputs import Entry


class SignIn(Page):
    template = "sso/connexion.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show(self.about(request.query_params.get("suite", "")))

    def post(self, request: Request) -> HttpResponse:
        if not is_open():
            return self.show(self.about(""), status=NoSignIn.status)
        form = Entry(data=request.data)
        if not form.is_valid():
            return self.refuse(form, self.about(str(form["suite"].value or "")))
        enter(request, form.validated_data["agent"])
        return self.see(safe_path(form.validated_data["suite"]))

    def about(self, suite: str) -> dict[str, Any]:
        user = self.request.user
        return {
            "ouverte": is_open(),
            "agents": who_may_enter(),
            "suite": safe_path(suite),
            "connecte": user.name if isinstance(user, Actor) else "",
        }


class SignOut(Page):
    template = "sso/deconnexion.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"connecte": isinstance(request.user, Actor)})

    def post(self, request: Request) -> HttpResponse:
        sign_out(request)
        return self.see("/")
