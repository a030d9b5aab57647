"""One signed call to an endpoint, as Standard Webhooks says it."""

import json
from dataclasses import dataclass
from datetime import datetime

import httpx
from standardwebhooks import Webhook

from booking.commands.webhook_secrets import live_secrets
from booking.models import WebhookPost
from foundation import outside
from foundation.outside import ForbiddenAddress

TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`told`: an HTTP status, or a code: timeout, unreachable, no-key, or one of ForbiddenAddress."""

    told: str
    taken: bool = False


def call(post: WebhookPost, now: datetime) -> Answer:
    """Every live key signs. The same post keeps its `webhook-id`, so that what comes twice is known."""
    keys = live_secrets(post.endpoint, now)
    if not keys:
        return Answer("no-key")
    body = json.dumps(post.body, ensure_ascii=False)
    signatures = [Webhook(each.text).sign(str(post.pk), now, body) for each in keys]
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "rdv-service-public-webhooks/1",
        "webhook-id": str(post.pk),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    try:
        answer = outside.post(post.endpoint.url, content=body.encode(), headers=headers, timeout=TIMEOUT_S)
    except ForbiddenAddress as refused:
        return Answer(refused.code)
    except httpx.TimeoutException:
        return Answer("timeout")
    except httpx.TransportError:
        return Answer("unreachable")
    return Answer(str(answer.status_code), taken=answer.is_success)
