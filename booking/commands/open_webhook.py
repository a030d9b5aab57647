"""Declare where another program is to be told of the rdvs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.commands.membership import lock_team
from booking.commands.webhook_address import fit_address
from booking.commands.webhook_secrets import new_secret, sealed
from booking.models import WebhookEndpoint
from booking.vocabulary import OFFERED_EVENTS, WebhookEvent
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Refusal

AT_MOST = 10


class WebhookKnown(Refusal):
    """The context's `endpoint_id` says whose page helps."""

    code = "webhook-deja-declare"
    sentence = "Cette adresse est déjà déclarée. Ouvrez sa page pour la régler."


class TooManyWebhooks(Refusal):
    code = "trop-de-webhooks"
    sentence = f"Une administration a {AT_MOST} webhooks au plus. Supprimez-en un qui ne sert plus."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """No event is every event, those to come included."""

    url: str
    description: str = ""
    events: Collection[WebhookEvent] = ()


def open_webhook(wish: Wish, *, by: Actor, now: datetime) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its secret, shown this once. Raises Forbidden, UnfitAddress, WebhookKnown, TooManyWebhooks."""
    return _open(wish, fit_address(wish.url), by=by, now=now)


@unit_of_work
def _open(wish: Wish, url: str, *, by: Actor, now: datetime) -> tuple[WebhookEndpoint, str]:
    lock_team(by)
    refuse_known(url)
    if WebhookEndpoint.objects.count() >= AT_MOST:
        raise TooManyWebhooks
    secret = new_secret(now)
    endpoint = WebhookEndpoint(
        url=url, description=wish.description, events=stored(wish.events), created_at=now
    )
    endpoint.secrets = sealed(endpoint.pk, [secret])
    endpoint.save(force_insert=True)
    return endpoint, secret.text


def refuse_known(url: str, *, but: UUID | None = None) -> None:
    """Under `lock_team`: two declarations follow one another. Raises WebhookKnown."""
    known = WebhookEndpoint.objects.filter(url=url).first()
    if known and known.pk != but:
        raise WebhookKnown(endpoint_id=known.pk)


def stored(events: Collection[WebhookEvent]) -> list[str]:
    """In the order of the vocabulary; all of them is none in particular."""
    chosen = [str(each) for each in OFFERED_EVENTS if each in events]
    return [] if len(chosen) == len(OFFERED_EVENTS) else chosen
