"""Send again what an endpoint missed, under the same `webhook-id`; or a trial."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import QuerySet

from booking.commands.change_webhook import lock_endpoint
from booking.commands.queue_webhooks import WEBHOOK, Told, queue_for
from booking.models import WebhookEndpoint, WebhookPost
from booking.queries.webhooks import SHOWN
from booking.vocabulary import WebhookEvent, WebhookState
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan, plan_all
from foundation.errors import NotFound, Refusal


class WebhookIsStopped(Refusal):
    code = "webhook-arrete"
    sentence = "Ce webhook est arrêté. Réactivez-le, puis renvoyez."


@unit_of_work
def replay_post(endpoint_id: UUID, post_id: UUID, *, by: Actor, now: datetime) -> WebhookPost:
    """At once, even one that waits for its next try. Raises Forbidden, NotFound, WebhookIsStopped."""
    endpoint = _lock_active(endpoint_id, by)
    post = endpoint.posts.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    _send_again(endpoint.posts.filter(pk=post_id), endpoint, now)
    return post


@unit_of_work
def replay_period(
    endpoint_id: UUID, since: datetime, until: datetime, *, missed_only: bool, by: Actor, now: datetime
) -> int:
    """How many of the log are sent again; `missed_only` leaves aside those it took.

    Raises Forbidden, NotFound, WebhookIsStopped.
    """
    endpoint = _lock_active(endpoint_id, by)
    wanted = [WebhookState.DEAD] if missed_only else [WebhookState.DEAD, WebhookState.DONE]
    first = max(since, now - SHOWN)
    rows = endpoint.posts.filter(created_at__gte=first, created_at__lt=until, state__in=wanted)
    return _send_again(rows.exclude(event=WebhookEvent.TRIAL), endpoint, now)


@unit_of_work
def try_webhook(endpoint_id: UUID, *, by: Actor, now: datetime) -> None:
    """One call, even to an endpoint that is stopped: whether it works again shows before it is resumed."""
    endpoint = lock_endpoint(endpoint_id, by=by)
    waiting = endpoint.posts.filter(event=WebhookEvent.TRIAL, state=WebhookState.PENDING).first()
    if waiting:
        plan(WEBHOOK, waiting.pk, now)
        return
    told = Told(
        event=WebhookEvent.TRIAL, message_id=uuid4(), at=now, kind="webhook", object_id=endpoint.pk, data={}
    )
    queue_for(endpoint, told, now=now)


def _lock_active(endpoint_id: UUID, by: Actor) -> WebhookEndpoint:
    endpoint = lock_endpoint(endpoint_id, by=by)
    if not endpoint.is_active:
        raise WebhookIsStopped
    return endpoint


def _send_again(rows: QuerySet[WebhookPost], endpoint: WebhookEndpoint, now: datetime) -> int:
    """Under the endpoint's lock: the first of each object leaves now, the others in their turn."""
    objects = set(rows.values_list("object_id", flat=True))
    count = rows.update(state=WebhookState.PENDING, attempts=0, queued_at=now)
    if endpoint.retry_at:
        # Somebody has just mended the other end: it is tried at once.
        endpoint.retry_at = None
        endpoint.save(update_fields=["retry_at"])
    pending = endpoint.posts.filter(object_id__in=objects, state=WebhookState.PENDING)
    heads = pending.order_by("object_id", "sequence").distinct("object_id")
    plan_all(WEBHOOK, dict.fromkeys(heads.values_list("pk", flat=True), now))
    return count
