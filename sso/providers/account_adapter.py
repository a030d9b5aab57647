"""allauth's ACCOUNT_ADAPTER: nobody enters but through ProConnect, and each entry opens a platform session."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse

from foundation import clock
from foundation.sealing import seal, unseal
from sso.accounts.authentication import remember
from sso.accounts.models import Account
from sso.accounts.platform_sessions import ID_TOKEN, open_session
from sso.providers.contracts import PROCONNECT
from sso.providers.refusals import AccountClosed, OtherWay
from sso.providers.verified import Verified

# Kept in the session between ProConnect and the second factor.
PENDING = "upstream"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse | None:
        """Belt and braces with the addresses that are not mounted: no password, no code, no e-mail link."""
        if not user.is_active:
            raise AccountClosed
        sociallogin = (facts.get("signal_kwargs") or {}).get("sociallogin")
        identity: Verified | None = getattr(sociallogin, "verified", None)
        if identity is None or not any(map(_by_proconnect, get_authentication_records(request, user))):
            raise OtherWay
        request.session[PENDING] = {
            "acr": identity.acr,
            "amr": list(identity.amr),
            "idp_id": identity.text("idp_id"),
            "auth_time": identity.auth_time.isoformat(),
            "id_token": seal(ID_TOKEN, identity.id_token),
        }
        return None

    def post_login(self, request: HttpRequest, user: Account, **facts: Any) -> HttpResponse:
        """After the second factor too, where there is one."""
        pending = request.session.pop(PENDING, None)
        if pending is None:
            raise OtherWay
        now = clock.now()
        opened = open_session(
            account=user,
            provider=PROCONNECT.id,
            acr=pending["acr"],
            amr=pending["amr"],
            idp_id=pending["idp_id"],
            auth_time=datetime.fromisoformat(pending["auth_time"]),
            id_token=unseal(ID_TOKEN, pending["id_token"]),
            now=now,
        )
        remember(request.session, opened, now=now)
        response: HttpResponse = super().post_login(request, user, **facts)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        raise AccountClosed


def _by_proconnect(record: dict[str, Any]) -> bool:
    return record.get("method") == "socialaccount" and record.get("provider") == PROCONNECT.id
