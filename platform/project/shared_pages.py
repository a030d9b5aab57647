"""Pages of no room: the style sheet of an administration's colour, and the page that shows every component."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.request import Request

from foundation.errors import NotFound
from foundation.tenancy import current
from foundation.web.pages import Page
from foundation.web.permissions import AgentOnly
from foundation.web.skins.accent import accent_css, accent_version

A_YEAR = "public, max-age=31536000, immutable"


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody anticipated, in the face of the host: Django's own page knows none."""
    return render(request, "500.html", status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What never reached a page: too many fields, an unreadable host."""
    return render(request, "400.html", status=400)


class Accent(Page):
    def get(self, request: Request, version: str) -> HttpResponse:
        accent = current().accent
        if not accent or version != accent_version(accent):
            raise NotFound
        return HttpResponse(accent_css(accent), content_type="text/css", headers={"Cache-Control": A_YEAR})


class Interface(Page):
    """For whoever writes pages: every component, in the skin of the host."""

    template = "foundation/interface.html"
    permission_classes = [AgentOnly]

    def get(self, request: Request) -> HttpResponse:
        return self.show()
