"""SMS, through an HTTP gateway."""

from dataclasses import dataclass

import httpx
from django.conf import settings

from foundation.courier.failures import PermanentFailure, TemporaryFailure
from foundation.courier.gsm import normalise

TIMEOUT_SECONDS = 5.0
# Refusals that speak of the moment, or of our own access, not of this message.
FOR_NOW = frozenset({401, 403, 404, 408, 425, 429})


@dataclass(frozen=True, slots=True)
class Sms:
    """`to` in E.164; `sender` has at most 11 letters and digits and starts with a letter."""

    to: str
    text: str
    sender: str


def post_sms(sms: Sms, *, reference: str) -> str:
    """Returns the gateway's id. Raises TemporaryFailure or PermanentFailure. Never inside a transaction.

    `reference` is stable for the message: the gateway sends it once, however often we ask.
    """
    if not settings.SMS_URL:
        raise PermanentFailure("sms-not-configured")
    body = {"to": sms.to, "text": normalise(sms.text), "sender": sms.sender, "reference": reference}
    try:
        answer = httpx.post(
            settings.SMS_URL, json=body, headers={"Idempotency-Key": reference}, timeout=TIMEOUT_SECONDS
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise TemporaryFailure(f"sms-{type(error).__name__.lower()}") from None
    if answer.is_success:
        return _id(answer)
    if answer.is_client_error and answer.status_code not in FOR_NOW:
        raise PermanentFailure(f"sms-{answer.status_code}")
    raise TemporaryFailure(f"sms-{answer.status_code}")


def _id(answer: httpx.Response) -> str:
    """Accepted is accepted, even without a readable id: asking again could send it twice."""
    try:
        return str(answer.json().get("id", ""))
    except (ValueError, AttributeError):
        return ""
