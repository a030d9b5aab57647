"""A refused sign-in: one line in the log, one page with the way out and the reference to give."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.correlation import current_correlation_id
from foundation.errors import Refusal
from sso.providers.contracts import Contract
from sso.providers.refusals import AccountKnown, SignInRefused

logger = logging.getLogger(__name__)


def refused(
    request: HttpRequest, refusal: Refusal, contract: Contract, *, back_url: str = "/"
) -> HttpResponse:
    reason = refusal.reason if isinstance(refusal, SignInRefused) else refusal.code
    logger.warning("sign-in refused", extra={"provider": contract.id, "code": refusal.code, "reason": reason})
    template = "sso/conflit.html" if isinstance(refusal, AccountKnown) else "sso/refus_connexion.html"
    context = {
        "titre": getattr(refusal, "title", SignInRefused.title),
        "sentence": refusal.message,
        "conseil": getattr(refusal, "advice", SignInRefused.advice),
        "code": refusal.code,
        "reference": current_correlation_id(),
        "fournisseur": contract.name,
        "retour": back_url,
    }
    response = render(request, template, context, status=refusal.status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
