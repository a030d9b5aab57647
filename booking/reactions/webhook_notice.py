"""Administrators are told that an endpoint was stopped without their asking."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.template.loader import render_to_string

from booking.events import WebhookStopped
from booking.models import Agent, WebhookEndpoint
from booking.queries.agents import administrators
from booking.queries.webhooks import webhook_endpoint
from booking.reactions.write_to_each import write_to_each
from foundation.courier.mail import Email
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current
from foundation.web.skins.accent import AccentTokens
from foundation.web.skins.letters import INLINER, letter_accent

FOLDER = "booking/letters/webhook_stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookFacts:
    """`lettre` in the templates. Of the endpoint, the host alone: the rest of an address may hold a key."""

    program: str
    reason: str
    administration: str
    host: str
    phone: str
    link: str
    accent: AccentTokens


def email_webhook_stopped(event: WebhookStopped, envelope: Envelope) -> None:
    """One that works again meanwhile, or is gone, is not told."""
    endpoint = webhook_endpoint(event.endpoint_id)
    if endpoint is not None and not endpoint.is_active:
        facts = _facts(endpoint)
        write_to_each(administrators(), lambda reader: _email(facts, reader), envelope)


def _facts(endpoint: WebhookEndpoint) -> WebhookFacts:
    tenant = current()
    host = str(urlsplit(tenant.url("/")).hostname)
    return WebhookFacts(
        program=endpoint.description or str(urlsplit(endpoint.url).hostname),
        reason=endpoint.stopped_for,
        administration=tenant.name,
        host=host,
        # The agents of an administration know where to ask: its number is the citizens'.
        phone="",
        link=tenant.url(f"/agent/parametres/webhooks/{endpoint.pk}/"),
        accent=letter_accent(tenant, host),
    )


def _email(facts: WebhookFacts, reader: Agent) -> Email:
    return Email(
        to=reader.email,
        subject=_rendered("subject.txt", facts),
        text=_rendered("body.txt", facts) + "\n",
        html=INLINER.inline(_rendered("body.html", facts)),
        sender_name=facts.administration,
    )


def _rendered(name: str, facts: WebhookFacts) -> str:
    return render_to_string(f"{FOLDER}/{name}", {"lettre": facts}).strip()
