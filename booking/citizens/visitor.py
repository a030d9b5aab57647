"""Who is in front of the page, without knowing who it is."""

import secrets
from typing import cast

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from booking.commands.hold_creneau import Visitor
from foundation.actors import VISITOR, Actor
from foundation.people import Strength
from foundation.tenancy import current
from foundation.web.authentication import UsagerProof
from foundation.web.visitors import client_address, household

MARK = "visitor"


def visitor_of(request: Request) -> Visitor:
    """A new mark for whoever has none yet; it enters the session with the first time held."""
    mark = session_of(request).get(MARK) or secrets.token_urlsafe(24)
    return Visitor(mark=mark, address_hash=address_hash(client_address(request)))


def known_mark(request: Request) -> str:
    """Empty for a visitor who never held a time."""
    return str(session_of(request).get(MARK, ""))


def who_books(request: Request) -> Actor:
    """Nobody in particular, unless a code or more proved a contact."""
    proof = request.auth
    if isinstance(proof, UsagerProof) and proof.strength >= Strength.CODE:
        return cast(Actor, request.user)
    return VISITOR


def address_hash(address: str) -> str:
    """Keyed by the service's secret and the administration: worth nothing to whoever reads the table."""
    salt = f"booking.citizens.address.{current().id}"
    return salted_hmac(salt, household(address), algorithm="sha256").hexdigest()


def session_of(request: Request) -> SessionBase:
    session: SessionBase = request._request.session
    return session
