"""After ProConnect: does the administration know this person? A ticket, or a page that says how to enter."""

from collections.abc import Callable

from django.http import HttpResponse
from rest_framework.request import Request

from foundation import clock
from foundation.people import Admission, Entry, ProfessionalIdentity
from foundation.ports import admit, request_access
from foundation.tenancy import in_tenant
from foundation.web.quotas import ByAddress
from sso.accounts.identity import professional_identity
from sso.accounts.models import Account, PlatformSession
from sso.accounts.programme import check_factor
from sso.pages.base import SignInHostPage
from sso.pages.standing import sign_in_here
from sso.tickets.addresses import host_url
from sso.tickets.issue import issue
from sso.tickets.models import Purpose
from sso.tickets.passage import Passage, PassageRefused, arrival_url, read, tenant_of

TEMPLATES = {
    Entry.UNKNOWN: "sso/acces_inconnu.html",
    Entry.REQUESTED: "sso/acces_demande.html",
    Entry.REMOVED: "sso/acces_retire.html",
}

type Question = Callable[[ProfessionalIdentity], Admission]


class RequestsByAddress(ByAddress):
    """Each request writes to the administrators of an administration."""

    scope = "request-access"
    rate = "20/hour"


class Continue(SignInHostPage):
    http_method_names = ["get", "post"]
    throttle_classes = [RequestsByAddress]

    def get(self, request: Request) -> HttpResponse:
        if not request.query_params.get("passage"):
            return self.see(self.door)
        passage, account, behind = self._read(request)
        admission = self._ask(admit, passage, account, behind)
        if admission.agent_id is None:
            return self._explain(admission.entry, passage, account)
        ticket = issue(
            tenant_id=passage.tenant_id,
            host=passage.host,
            purpose=passage.purpose,
            challenge=passage.challenge,
            account_id=account.pk,
            platform_session_id=behind.pk,
            now=clock.now(),
        )
        return self.see(arrival_url(passage, ticket))

    def post(self, request: Request) -> HttpResponse:
        """A request for access. Whoever turns out to be admitted gets a link: a redirect that follows a form may not
        leave this host (`form-action`).
        """
        passage, account, behind = self._read(request)
        admission = self._ask(request_access, passage, account, behind)
        if admission.agent_id is None:
            return self._explain(admission.entry, passage, account)
        return self._explain(Entry.REQUESTED, passage, account, entree=request.get_full_path())

    def _read(self, request: Request) -> tuple[Passage, Account, PlatformSession]:
        """The form has no field of its own: it is sent to the address that showed it."""
        passage = read(request.query_params.get("passage", ""))
        self.door = host_url(passage.host, "/connexion/")
        here = sign_in_here(request, now=clock.now())
        if here is None or passage.purpose is not Purpose.AGENT:
            raise PassageRefused
        if here[0].is_programme:
            check_factor(request._request, here[0], now=clock.now())
        return passage, *here

    def _ask(
        self, question: Question, passage: Passage, account: Account, behind: PlatformSession
    ) -> Admission:
        identity = professional_identity(account, behind)
        with in_tenant(tenant_of(passage)):
            return question(identity)

    def _explain(self, entry: Entry, passage: Passage, account: Account, **more: str) -> HttpResponse:
        tenant = tenant_of(passage)
        context = {
            "administration": tenant.name,
            "telephone": tenant.phone,
            "accueil": host_url(passage.host, "/"),
            "compte": account,
            **more,
        }
        answer = self.show(context, template=TEMPLATES[entry])
        # A form sent under "no-referrer" carries `Origin: null`, which the CSRF check refuses.
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer
