"""The end of a sign-in, back from the provider."""

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse

from sso.providers.contracts import Contract
from sso.providers.provider import StrictAdapter, StrictProvider
from sso.providers.refusals import AnswerUntrusted, NotConfigured
from sso.providers.verified import Verified


@dataclass(frozen=True, slots=True)
class Completed:
    """`response` redirects to where the sign-in was to lead, or to the second factor."""

    response: HttpResponse
    verified: Verified


class StrictCallback(OAuth2CallbackView):
    adapter: StrictAdapter

    def _get_state(self, request: HttpRequest, provider: StrictProvider) -> Any:
        state, response = super()._get_state(request, provider)
        # RFC 9207: an answer of one provider is never taken for the other's.
        if request.GET.get("iss", provider.contract.setting.issuer) != provider.contract.setting.issuer:
            raise AnswerUntrusted("callback-iss")
        self.adapter.state = state
        return state, response


def complete(request: HttpRequest, contract: Contract) -> Completed:
    """Raises SignInRefused: then nobody is signed in and nothing is written."""
    adapter = StrictAdapter(request, contract.id)
    try:
        response = StrictCallback.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise NotConfigured from None
    return Completed(response, adapter.verified)


def led_to(request: HttpRequest) -> str:
    """Where the sign-in of this callback was to lead, as long as it is pending; empty otherwise."""
    pending = statekit.get_states(request).get(request.GET.get("state", ""))
    return str(pending[0].get("next", "")) if pending else ""
