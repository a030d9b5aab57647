"""`authorize`, and the form that follows it: who signs in, then back to the client with a code."""

import secrets
import time
from collections.abc import Mapping

from tests.counterparts.identity import demand as demands
from tests.counterparts.identity import pages
from tests.counterparts.identity.demand import Demand, Malformed, SentBack
from tests.counterparts.identity.messages import Reply, Request, page, redirect
from tests.counterparts.identity.profiles import HOUR
from tests.counterparts.identity.provider import Provider
from tests.counterparts.identity.store import Grant, Session

# Asking one of these never reuses a session: it is how a client forces a new authentication.
ALWAYS_ANEW = frozenset({"eidas2", "eidas3"})
TIME_TO_CHOOSE = HOUR


def authorize(provider: Provider, request: Request) -> Reply:
    try:
        demand = demands.read(request, provider.profile, provider.store.registration)
    except Malformed as refusal:
        return page(pages.refused(*refusal.args), 400)
    try:
        demands.check(demand, request.parameters, provider.profile)
        session = _live_session(provider, request, demand)
        if session is None and "none" in demand.prompts:
            raise SentBack("login_required", "End-User authentication is required")
    except SentBack as refusal:
        return _sent_back(provider, demand, *refusal.args)
    if session:
        return _with_code(provider, demand, session)
    number = provider.store.demands.put(demand, TIME_TO_CHOOSE)
    action = f"{provider.root}/interaction/{number}"
    return page(pages.choose(provider.profile, demand, list(provider.persons.values()), action))


def interaction(provider: Provider, request: Request) -> Reply:
    number = request.path.rpartition("/")[2]
    person = provider.persons.get(request.parameters.get("person", ""))
    declined = "decline" in request.parameters
    if request.method != "POST" or not (person or declined):
        return page(pages.refused("not_found", "Cette page n’existe pas."), 404)
    demand = provider.store.demands.take(number)
    if demand is None:
        return page(pages.refused("session_expired", "Cette demande a expiré ou a déjà servi."), 400)
    if person is None:
        return _sent_back(provider, demand, "access_denied", "End-User aborted interaction")
    session = Session(person, int(time.time()), secrets.token_hex(16))
    number = provider.store.sessions.put(session, provider.profile.session)
    return _with_code(provider, demand, session, _cookie(provider, number))


def _live_session(provider: Provider, request: Request, demand: Demand) -> Session | None:
    """A session too weak for an essential acr is not reused."""
    number = request.cookies.get(provider.cookie, "")
    session = provider.store.sessions.get(number)
    wanted = demand.essential_acr
    if session is None or (wanted and (session.person.acr not in wanted or wanted <= ALWAYS_ANEW)):
        return None
    if provider.profile.session_slides:
        provider.store.sessions.put(session, provider.profile.session, key=number)
    return session


def _cookie(provider: Provider, number: str) -> str:
    return f"{provider.cookie}={number}; Path=/; HttpOnly; SameSite=Lax"


def _with_code(provider: Provider, demand: Demand, session: Session, cookie: str = "") -> Reply:
    code = secrets.token_urlsafe(32)
    seconds = provider.bend("code_seconds", float(provider.profile.code))
    provider.store.codes.put(Grant(demand, session, code), seconds, key=code)
    return _callback(provider, demand, {"code": code}, cookie)


def _sent_back(provider: Provider, demand: Demand, error: str, explanation: str) -> Reply:
    return _callback(provider, demand, {"error": error, "error_description": explanation})


def _callback(provider: Provider, demand: Demand, told: Mapping[str, str], cookie: str = "") -> Reply:
    # `iss`: RFC 9207, which the engine of both services always adds.
    parameters = {**told, "state": demand.state, "iss": provider.issuer}
    return redirect(demand.redirect_uri, provider.bend("callback", parameters), cookie)
