"""Who is in front of the page, without knowing who it is."""

import secrets
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from booking.commands.hold_creneau import Visitor
from foundation.tenancy import current

MARK = "visitor"
# What one household or office holds: a single machine changes the rest at will.
HOUSEHOLD_BITS = 64


def visitor_of(request: Request) -> Visitor:
    """A new mark for whoever has none yet; it enters the session with the first time held."""
    mark = session_of(request).get(MARK) or secrets.token_urlsafe(24)
    return Visitor(mark=mark, address_hash=address_hash(client_address(request)))


def client_address(request: Request) -> str:
    """As the outermost of our own proxies saw it: what stands before in the header is anyone's word."""
    hops = settings.TRUSTED_PROXIES
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def known_mark(request: Request) -> str:
    """Empty for a visitor who never held a time."""
    return str(session_of(request).get(MARK, ""))


def address_hash(address: str) -> str:
    """Keyed by the service's secret and the administration: worth nothing to whoever reads the table."""
    salt = f"booking.citizens.address.{current().id}"
    return salted_hmac(salt, _household(address), algorithm="sha256").hexdigest()


def session_of(request: Request) -> SessionBase:
    session: SessionBase = request._request.session
    return session


def _household(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, HOUSEHOLD_BITS), strict=False))
    return address
