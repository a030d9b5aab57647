"""FranceConnect, back on the sign-in host: the identity leaves at once for the administration, in a ticket."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from foundation import clock
from foundation.web.pages import Page
from sso.accounts.platform_sessions import open_session
from sso.pages.callback_errors import ProviderReturn, passage_of
from sso.providers.callback import Completed
from sso.providers.contracts import FRANCECONNECT
from sso.providers.verified import Verified
from sso.tickets.issue import issue
from sso.tickets.passage import arrival_url


class FranceConnectReturn(ProviderReturn):
    contract = FRANCECONNECT

    def end(self, request: HttpRequest, completed: Completed) -> HttpResponse:
        """No account, nobody signed in here: nothing of the citizen stays on this host."""
        passage = passage_of(completed.response.headers["Location"])
        now, identity = clock.now(), completed.verified
        with transaction.atomic():
            behind = open_session(
                account=None,
                provider=FRANCECONNECT.id,
                acr=identity.acr,
                amr=identity.amr,
                idp_id="",
                auth_time=identity.auth_time,
                id_token=identity.id_token,
                now=now,
            )
            ticket = issue(
                tenant_id=passage.tenant_id,
                host=passage.host,
                purpose=passage.purpose,
                challenge=passage.challenge,
                now=now,
                platform_session_id=behind.pk,
                claims=_minimal(identity),
            )
        return Page.see(arrival_url(passage, ticket))


def _minimal(identity: Verified) -> dict[str, str]:
    return {
        "sub": identity.sub,
        "given_name": identity.text("given_name"),
        "family_name": identity.text("family_name"),
        "email": identity.email,
        "birthdate": identity.birth_date,
    }
