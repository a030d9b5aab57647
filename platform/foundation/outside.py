"""HTTP towards addresses that others chose: an administration's webhook, its own SMS gateway.

Such an address must lead outside, over TLS. Its name is resolved once, every address it gives is checked, and the
connection goes to what was checked: a name that changes its answer afterwards changes nothing. Redirects are
refused, proxies of the environment ignored. The demonstration alone may speak to this very machine.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx
from django.conf import settings

from foundation import clock
from foundation.bounded import beginning, certificates, cut_after

LONGEST_URL = 2_000
# Public on paper, yet the inside of a well-known host of virtual machines.
METADATA = frozenset({ip_address("168.63.129.16")})
# An IPv6 address that carries an IPv4 one is judged by what it carries (NAT64), or refused (every other kind).
NAT64 = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")
# `is_global` of Python 3.12 lets this one through.
BENCHMARKS = IPv4Network("198.18.0.0/15")


class ForbiddenAddress(Exception):
    """`code`: url, scheme, credentials, private or redirect. The text never quotes the address."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class UnknownHost(httpx.ConnectError):
    """The name leads nowhere, for now."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a URL leads, checked: `addresses` in the order to try them."""

    url: httpx.URL
    addresses: tuple[str, ...]


def checked_url(url: str) -> Destination:
    """Raises ForbiddenAddress, UnknownHost."""
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        raise ForbiddenAddress("url") from None
    if len(url) > LONGEST_URL or not target.host:
        raise ForbiddenAddress("url")
    if target.userinfo:
        raise ForbiddenAddress("credentials")
    if target.scheme not in {"https", "http"} or (target.scheme == "http" and not settings.DEMO):
        raise ForbiddenAddress("scheme")
    addresses = _resolved(target)
    if settings.DEMO and all(ip_address(address).is_loopback for address in addresses):
        return Destination(target, addresses)
    if target.scheme != "https":
        raise ForbiddenAddress("scheme")
    if not all(is_public(address) for address in addresses):
        raise ForbiddenAddress("private")
    return Destination(target, addresses)


def post(url: str, *, content: bytes, headers: Mapping[str, str], timeout: float) -> httpx.Response:
    """Raises ForbiddenAddress or httpx.TransportError. The answer is read up to 64 KB."""
    return request("POST", url, content=content, headers=headers, timeout=timeout)


def request(
    method: str, url: str, *, content: bytes = b"", headers: Mapping[str, str], timeout: float
) -> httpx.Response:
    destination = checked_url(url)
    for address in destination.addresses[:-1]:
        try:
            return _exchange(method, destination.url, address, content, headers, timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return _exchange(method, destination.url, destination.addresses[-1], content, headers, timeout)


def is_public(address: str) -> bool:
    """Whether anybody on the Internet may be asked to speak there."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip in NAT64:
            return is_public(str(IPv4Address(ip.packed[-4:])))
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.scope_id or ip in COMPATIBLE:
            return False
    elif ip in BENCHMARKS:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in METADATA


def _resolved(target: httpx.URL) -> tuple[str, ...]:
    """As the system reads it: `0x7f.1` and its likes become the address they hide."""
    host = target.raw_host.decode("ascii").strip("[]")
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnknownHost("unknown host") from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _exchange(
    method: str, target: httpx.URL, address: str, content: bytes, headers: Mapping[str, str], timeout: float
) -> httpx.Response:
    deadline = clock.now() + timedelta(seconds=timeout)
    sent = {**headers, "Host": target.netloc.decode("ascii"), "Accept-Encoding": "identity"}
    with (
        cut_after(timeout) as noted,
        httpx.Client(verify=certificates(), trust_env=False, timeout=timeout) as client,
        client.stream(
            method,
            target.copy_with(host=address),
            content=content,
            headers=sent,
            # The certificate is still asked for, and verified against, the name.
            extensions={"sni_hostname": target.raw_host.decode("ascii"), "trace": noted},
        ) as answer,
    ):
        if answer.is_redirect:
            raise ForbiddenAddress("redirect")
        body = beginning(answer.iter_raw(), deadline)
        kept = [(name, value) for name, value in answer.headers.items() if name != "content-encoding"]
        return httpx.Response(answer.status_code, headers=kept, content=body, request=answer.request)
