"""An account asked back by its owner, whom ProConnect now calls otherwise. See `RELINK` for where it begins."""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from foundation import clock
from foundation.correlation import current_correlation_id
from foundation.courier.addresses import masked_email
from foundation.ports import review_memberships
from foundation.web.authentication import session_of
from foundation.web.visitors import client_address
from sso.accounts.models import Account, RelinkCode
from sso.accounts.relink import relink
from sso.accounts.relink_codes import Newcomer, account_to_relink, ask_relink, live
from sso.accounts.relink_refusals import (
    RelinkCodeOver,
    RelinkRefused,
    RelinkStale,
    TriesSpent,
    WrongRelinkCode,
)
from sso.contacts.codes import read_code
from sso.contacts.contact import Contact
from sso.contacts.limits import may_ask, note_failed
from sso.contacts.models import Channel
from sso.contacts.refusals import CodeRefused, CodesDown, TooManyFromHere, TooSoon
from sso.pages.base import SignInHostPage
from sso.providers.social_adapter import RELINK

logger = logging.getLogger(__name__)

# In the session: the code asked and the secret that says it is this browser; then, that all is done.
ASKED, DONE = "relink_asked", "relink_done"
FRESH = timedelta(minutes=10)
NOT_A_CODE = "Le code a six chiffres. Vérifiez le dernier message reçu."
# The other sentences speak to citizens.
TOLD_AS_IS = (TooSoon, TooManyFromHere, CodesDown)
TOO_MANY = "Trop de codes ont été demandés ou essayés pour ce compte. Réessayez demain."


class _RelinkPage(SignInHostPage):
    http_method_names = ["get", "post"]

    def show(self, context: Any = None, *, status: int = 200, template: str = "") -> HttpResponse:
        answer = super().show(context, status=status, template=template)
        # A form sent under "no-referrer" carries `Origin: null`, which the CSRF check refuses.
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    def handle_exception(self, exc: Exception) -> Any:
        return self._refused(exc) if isinstance(exc, RelinkRefused) else super().handle_exception(exc)

    def _refused(self, refusal: RelinkRefused) -> HttpResponse:
        logger.warning("relink refused", extra={"code": refusal.code, "reason": refusal.reason})
        context = {
            "sentence": refusal.message,
            "conseil": refusal.advice,
            "reference": current_correlation_id(),
            "recommencer": isinstance(refusal, RelinkStale),
        }
        return self.show(context, status=refusal.status, template="sso/rattachement_refuse.html")


class Relinking(_RelinkPage):
    """What a re-link does, before a code leaves."""

    template = "sso/rattachement.html"

    def get(self, request: Request) -> HttpResponse:
        if RELINK not in session_of(request):
            return self.see(self.door)
        account = account_to_relink(_newcomer(request, clock.now()))
        return self.show({"adresse": masked_email(account.email)})

    def post(self, request: Request) -> HttpResponse:
        now = clock.now()
        newcomer = _newcomer(request, now)
        account = account_to_relink(newcomer)
        try:
            # The same quotas as every code; no SMS, so no administration's budget.
            may_ask(_mailbox(account), address=client_address(request), tenant_id=0)
        except CodeRefused as refusal:
            sentence = refusal.message if isinstance(refusal, TOLD_AS_IS) else TOO_MANY
            context = {"adresse": masked_email(account.email), "refus": sentence, "code": _asked(request)}
            return self.show(context, status=refusal.status)
        browser = secrets.token_urlsafe(24)
        code_id = ask_relink(account, newcomer, browser=browser, now=now)
        session = session_of(request)
        session.pop(DONE, None)
        session[ASKED] = [str(code_id), browser]
        return self.see(reverse("sso-rattachement-code"))


class RelinkingCode(_RelinkPage):
    template = "sso/rattachement_code.html"

    def get(self, request: Request) -> HttpResponse:
        known = session_of(request)
        return self.ask(request) if ASKED in known or DONE in known else self.see(self.door)

    def post(self, request: Request) -> HttpResponse:
        asked = _asked(request)
        if asked is None:
            return self.ask(request)
        said: Any = request.data
        typed = read_code(str(said.get("code", "")))
        if not typed:
            return self.ask(request, wrong=NOT_A_CODE, status=422)
        pending = live(asked[0], now=clock.now())
        try:
            account_id, at = relink(asked[0], typed, browser=asked[1], now=clock.now())
        except WrongRelinkCode as refusal:
            return self.ask(request, wrong=refusal.message, status=refusal.status)
        except RelinkCodeOver as refusal:
            if isinstance(refusal, TriesSpent) and pending:
                note_failed(_mailbox(pending.account).hash)
            return self.ask(request, status=refusal.status)
        review_memberships(account_id, at)
        session = session_of(request)
        # The session stays the same one: of a form sent twice, the second answer is the one that is read.
        del session[ASKED]
        session.pop(RELINK, None)
        session[DONE] = True
        return self.see(reverse("sso-rattachement-fait"))

    def ask(self, request: Request, *, wrong: str = "", status: int = 200) -> HttpResponse:
        if session_of(request).get(DONE):
            # The form sent twice.
            return self.see(reverse("sso-rattachement-fait"))
        asked = _asked(request)
        if asked is None:
            raise RelinkStale
        pending: RelinkCode | None = live(asked[0], now=clock.now())
        context = {
            "perime": pending is None,
            "adresse": masked_email(pending.account.email) if pending else "",
            "erreurs": {"code": [wrong]} if wrong and pending else None,
        }
        return self.show(context, status=status)


class Relinked(_RelinkPage):
    template = "sso/rattachement_fait.html"
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        if DONE not in session_of(request):
            return self.see(self.door)
        return self.show({"depart": "/sso/proconnect/?suite=/mes-administrations/"})


def _newcomer(request: Request, now: datetime) -> Newcomer:
    """Whom ProConnect has just vouched for, in this browser. Raises RelinkStale."""
    said = session_of(request).get(RELINK)
    if not said or now - datetime.fromisoformat(said["at"]) >= FRESH:
        raise RelinkStale
    return Newcomer(sub=said["sub"], email=said["email"], siret=said["siret"])


def _asked(request: Request) -> tuple[UUID, str] | None:
    mark = session_of(request).get(ASKED)
    return (UUID(mark[0]), mark[1]) if mark else None


def _mailbox(account: Account) -> Contact:
    return Contact(Channel.EMAIL, account.email)
