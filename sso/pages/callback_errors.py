"""Back from a provider: what both returns share, whether somebody is signed in or not."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request

from foundation.errors import Refusal
from sso.pages.base import SignInHostPage
from sso.providers.callback import Completed, complete, led_to
from sso.providers.contracts import Contract
from sso.providers.refused import refused
from sso.tickets.addresses import host_url
from sso.tickets.passage import Passage, PassageRefused, read


class ProviderReturn(SignInHostPage):
    """GET only: the provider sends the browser back, nothing is ever posted here."""

    contract: Contract
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        back = request._request
        next_url = led_to(back)
        try:
            return self.end(back, complete(back, self.contract))
        except Refusal as refusal:
            return refused(back, refusal, self.contract, back_url=way_out(next_url))

    def end(self, request: HttpRequest, completed: Completed) -> HttpResponse:
        return completed.response


def passage_of(next_url: str) -> Passage:
    """The administration that `next_url` leads to. Raises PassageRefused."""
    return read(parse_qs(urlsplit(next_url).query).get("passage", [""])[0])


def way_out(next_url: str) -> str:
    """Home of the administration the person came from; else of the public host."""
    try:
        return host_url(passage_of(next_url).host, "/")
    except PassageRefused:
        return "/"
