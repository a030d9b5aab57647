"""One careful request to a provider: no redirect followed, a time limit, a size limit."""

from datetime import timedelta
from functools import cache
from typing import Any

import httpx
from django.conf import settings

from foundation import clock
from sso.providers.refusals import AnswerUntrusted, ProviderUnreachable

LONGEST = 200_000
LOOPBACK = ("127.0.0.1", "localhost")


def fetch(method: str, url: str, **facts: Any) -> httpx.Response:
    """A read answer of status 200. Raises ProviderUnreachable, or AnswerUntrusted when it is too long."""
    seconds = settings.SOCIALACCOUNT_REQUESTS_TIMEOUT
    until = clock.now() + timedelta(seconds=seconds)
    try:
        with _client().stream(method, url, timeout=seconds, **facts) as answer:
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LONGEST:
                    raise AnswerUntrusted("answer-too-long")
                if clock.now() > until:
                    raise ProviderUnreachable("provider-too-slow")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ProviderUnreachable(f"provider-{type(error).__name__.lower()}") from None
    if answer.status_code != httpx.codes.OK:
        raise ProviderUnreachable(f"provider-status-{answer.status_code}")
    return httpx.Response(200, headers=_kind_of(answer), content=bytes(body))


def json_of(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise AnswerUntrusted("answer-not-json")
    return content


def _kind_of(answer: httpx.Response) -> dict[str, str]:
    """The body is decoded by now: of the headers, only its kind still says the truth."""
    return {"Content-Type": answer.headers.get("Content-Type", "")}


@cache
def _client() -> httpx.Client:
    """Kept for its certificates, which are long to load; connections are not kept. No proxy leads to this machine."""
    direct = {f"all://{host}": None for host in LOOPBACK}
    return httpx.Client(
        follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0), mounts=direct
    )
