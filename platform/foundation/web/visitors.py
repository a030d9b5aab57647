"""Where a visitor calls from, without knowing who it is."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

# What one household or office holds: a single machine changes the rest at will.
HOUSEHOLD_BITS = 64


def client_address(request: HttpRequest | Request) -> str:
    """As the outermost of our own proxies saw it: what stands before in the header is anyone's word."""
    hops = settings.TRUSTED_PROXIES
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def household(address: str) -> str:
    """What is counted: an IPv4 address, or the network of an IPv6 one."""
    try:
        known = ip_address(_bare(address))
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, HOUSEHOLD_BITS), strict=False))
    return str(known)


def _bare(address: str) -> str:
    """Some proxies write the port too, another one at each connection: `[2001:db8::1]:443`, `192.0.2.1:443`."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
