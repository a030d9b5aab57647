"""The one place that speaks to carriers, and that knows what an interrupted conversation means."""

import atexit
from functools import cache

import httpx
from django.conf import settings

from foundation import outside
from foundation.courier.contract import Ask, SmsAccount
from foundation.courier.failures import TemporaryFailure, UnknownOutcome

TIMEOUT_SECONDS = 5.0
# A connection kept longer may be closed by the other side just as we write to it: a doubt for nothing.
KEPT_SECONDS = 2.0
# Nothing was written: another carrier may be asked.
BEFORE_ASKING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


def exchange(ask: Ask, account: SmsAccount) -> httpx.Response:
    """Raises TemporaryFailure, or UnknownOutcome once the carrier may have read the request."""
    try:
        if _is_ours(account):
            return _client().request(ask.method, ask.url, headers=dict(ask.headers), content=ask.content)
        return outside.request(
            ask.method, ask.url, content=ask.content, headers=ask.headers, timeout=TIMEOUT_SECONDS
        )
    except outside.ForbiddenAddress as error:
        raise TemporaryFailure(f"sms-address-{error.code}") from None
    except (*BEFORE_ASKING, httpx.InvalidURL) as error:
        raise TemporaryFailure(_code(error)) from None
    except httpx.HTTPError as error:
        raise UnknownOutcome(_code(error)) from None


def _is_ours(account: SmsAccount) -> bool:
    """The carriers' own addresses, and the platform's gateways: nobody else chose where they lead."""
    url = account.credentials.get("url")
    return url is None or url in settings.SMS_URL.split()


def _code(error: Exception) -> str:
    return f"sms-{type(error).__name__.lower()}"


@cache
def _client() -> httpx.Client:
    """One a process, safe between threads: the certificates are read once."""
    client = httpx.Client(timeout=TIMEOUT_SECONDS, limits=httpx.Limits(keepalive_expiry=KEPT_SECONDS))
    atexit.register(client.close)
    return client
