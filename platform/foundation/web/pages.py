"""`Page`: a DRF view that answers HTML. Parsing, permissions and refusals are the same as an Endpoint's."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from foundation.actors import Actor


class HtmlRenderer(BaseRenderer):
    media_type = "text/html"
    format = "html"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else str(data).encode()


class AlwaysHtml(BaseContentNegotiation):
    """A page is a page whatever the Accept header says."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        content_type = (request.content_type or "").split(";")[0]
        return next((parser for parser in parsers if parser.media_type == content_type), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Page(APIView):
    """Subclasses set `template` and write `get` and `post`; a page method parses, makes one call and renders.

    Django's CSRF check applies to everyone, signed in or not: DRF alone would exempt visitors.
    """

    template: str = ""
    # Bytes at most of the one file that its form may carry (`foundation.web.uploads`).
    takes_file: int = 0
    renderer_classes = [HtmlRenderer]
    parser_classes = [FormParser, MultiPartParser]
    content_negotiation_class = AlwaysHtml
    http_method_names = ["get", "post", "head"]
    request: Request

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        view = super().as_view(**initkwargs)
        view.csrf_exempt = False
        return view

    @property
    def actor(self) -> Actor:
        """Who acts. Only where a permission has made sure that somebody is signed in."""
        actor = self.request.user
        if not isinstance(actor, Actor):
            raise TypeError("no actor on this request: the page lacks a permission class")
        return actor

    def show(
        self, context: Mapping[str, Any] | None = None, *, status: int = 200, template: str = ""
    ) -> HttpResponse:
        response = render(
            self.request._request, template or self.template, dict(context or {}), status=status
        )
        # A page may hold a name or a link: no shared cache keeps it.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def refuse(self, form: "Serializer[Any]", context: Mapping[str, Any] | None = None) -> HttpResponse:
        """The same page with what was typed, a summary and a sentence per field: 422."""
        return self.show({**(context or {}), "form": form, "erreurs": form.errors}, status=422)

    @staticmethod
    def see(url: str) -> HttpResponseRedirect:
        """303-like: after a POST, go and look at `url`."""
        response = HttpResponseRedirect(url)
        response.status_code = 303
        return response
