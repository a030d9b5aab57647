"""ProConnect, on the sign-in host."""

from django.http import HttpResponse
from rest_framework.request import Request

from sso.destinations import safe_path
from sso.pages.base import SignInHostPage
from sso.pages.callback_errors import ProviderReturn
from sso.providers.contracts import PROCONNECT
from sso.providers.start import start_proconnect


class ProConnectStart(SignInHostPage):
    """For the pages of the public host itself. From an administration's host, one comes by the passage."""

    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        suite = safe_path(request.query_params.get("suite", ""), default="/")
        return start_proconnect(request, next_url=suite)


class ProConnectReturn(ProviderReturn):
    contract = PROCONNECT
