"""Where a citizen chooses a language. Reading the page changes nothing; the answer sets a cookie and goes back."""

from typing import cast

from django.http import HttpResponse, QueryDict
from rest_framework.request import Request

from foundation.web.pages import Page
from foundation.web.refusals import BadRequest
from project.languages import offered_here, remember
from sso.destinations import safe_path


class Language(Page):
    template = "foundation/langue.html"

    def get(self, request: Request) -> HttpResponse:
        return self.show({"langues_proposees": offered_here(), "retour": _back(request.GET.get("retour"))})

    def post(self, request: Request) -> HttpResponse:
        said = cast(QueryDict, request.data)
        code = str(said.get("langue", ""))
        if code not in offered_here():
            raise BadRequest
        response = self.see(_back(said.get("retour")))
        remember(response, code)
        return response


def _back(typed: object) -> str:
    return safe_path(str(typed or ""), default="/")
