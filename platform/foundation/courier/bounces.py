"""E-mails that did not arrive, or that annoyed: what providers tell by webhook.

The parsers are anymail's; its views, its signals and its secrets are not used: who may post is decided by the
door that receives it.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView

# Neither view is served: the secret only silences the warning that none is set.
UNSERVED = "-"
PARSERS: dict[str, Callable[[dict[str, Any]], AnymailTrackingEvent]] = {
    "brevo": BrevoTrackingWebhookView(webhook_secret=UNSERVED).esp_to_anymail_event,
    "mailjet": MailjetTrackingWebhookView(webhook_secret=UNSERVED).esp_to_anymail_event,
}
# Brevo says it by a word (of which « blocked » is its own list of refused addresses), Mailjet by a flag.
FOR_GOOD = frozenset({"hard_bounce", "invalid_email", "blocked"})

logger = logging.getLogger(__name__)


class BounceKind(StrEnum):
    """`hard`: never write there again; `soft`: not this time; `complaint`: they do not want it."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Bounce:
    """`reference` is the one given to `post_email`, or empty."""

    reference: str
    kind: BounceKind
    address: str


def bounces(provider: str, body: bytes) -> list[Bounce]:
    """Empty for what is none (delivered, opened…) and for what is not understood: never an exception."""
    try:
        read = json.loads(body)
        events = [PARSERS[provider](told) for told in (read if isinstance(read, list) else [read])]
        return [bounce for event in events if (bounce := _bounce(event))]
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        facts = {"provider": provider[:20], "error": type(error).__name__}
        logger.warning("provider told something not understood", extra=facts)
        return []


def _bounce(event: AnymailTrackingEvent) -> Bounce | None:
    kind = _kind(event)
    if kind is None or not event.recipient:
        return None
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    return Bounce(str(metadata.get("reference") or _from_message_id(event)), kind, str(event.recipient))


def _kind(event: AnymailTrackingEvent) -> BounceKind | None:
    if event.event_type == EventType.COMPLAINED or event.reject_reason == RejectReason.SPAM:
        return BounceKind.COMPLAINT
    if event.event_type not in {EventType.BOUNCED, EventType.REJECTED}:
        return None
    for_good = event.esp_event.get("hard_bounce", event.esp_event.get("event") in FOR_GOOD)
    return BounceKind.HARD if for_good is True else BounceKind.SOFT


def _from_message_id(event: AnymailTrackingEvent) -> str:
    """Ours is `<reference@domain>`, when the provider kept it."""
    return str(event.message_id or "").strip("<>").partition("@")[0]
