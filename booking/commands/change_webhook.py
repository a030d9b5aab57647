"""What an administrator changes of an endpoint: where, what for, whether anything leaves, and its end."""

from datetime import datetime
from uuid import UUID

from booking.commands.membership import lock_team
from booking.commands.open_webhook import Wish, refuse_known, stored
from booking.commands.settle_webhook import stop
from booking.commands.webhook_address import fit_address
from booking.models import WebhookEndpoint
from booking.vocabulary import WebhookStop
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound


def change_webhook(endpoint_id: UUID, wish: Wish, *, by: Actor) -> WebhookEndpoint:
    """What waits leaves for the new address. Raises Forbidden, NotFound, UnfitAddress, WebhookKnown."""
    return _change(endpoint_id, wish, fit_address(wish.url), by=by)


@unit_of_work
def _change(endpoint_id: UUID, wish: Wish, url: str, *, by: Actor) -> WebhookEndpoint:
    endpoint = lock_endpoint(endpoint_id, by=by)
    refuse_known(url, but=endpoint_id)
    endpoint.url, endpoint.description, endpoint.events = url, wish.description, stored(wish.events)
    endpoint.save(update_fields=["url", "description", "events"])
    return endpoint


@unit_of_work
def suspend_webhook(endpoint_id: UUID, *, by: Actor, now: datetime) -> WebhookEndpoint:
    """Nothing leaves any more; what happens is still written, to be sent later on demand."""
    endpoint = lock_endpoint(endpoint_id, by=by)
    if endpoint.is_active:
        stop(endpoint, WebhookStop.ASKED, now)
    return endpoint


@unit_of_work
def resume_webhook(endpoint_id: UUID, *, by: Actor) -> WebhookEndpoint:
    """From now on. What happened meanwhile is sent on demand (`replay_period`)."""
    endpoint = lock_endpoint(endpoint_id, by=by)
    if not endpoint.is_active:
        endpoint.is_active, endpoint.disabled_at, endpoint.stopped_for = True, None, ""
        endpoint.failing_since, endpoint.failures, endpoint.retry_at = None, 0, None
        endpoint.save()
    return endpoint


@unit_of_work
def remove_webhook(endpoint_id: UUID, *, by: Actor) -> None:
    """With its log."""
    lock_endpoint(endpoint_id, by=by).delete()


def lock_endpoint(endpoint_id: UUID, *, by: Actor) -> WebhookEndpoint:
    """Inside a transaction only. Raises Forbidden, NotFound."""
    lock_team(by)
    endpoint = WebhookEndpoint.objects.select_for_update(no_key=True).filter(pk=endpoint_id).first()
    if endpoint is None:
        raise NotFound
    return endpoint
