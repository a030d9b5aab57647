"""Write what each endpoint is to be told, in order: its place in the log is given under a lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from booking.models import WebhookEndpoint, WebhookPost
from booking.vocabulary import WebhookEvent, WebhookState
from foundation.database.unit import unit_of_work
from foundation.due.rows import plan

WEBHOOK = "booking.webhook"
# Why a post of an endpoint that is stopped was not even tried.
STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened, to one object; `data` is what a program reads of it now."""

    event: WebhookEvent
    message_id: UUID
    at: datetime
    kind: str
    object_id: UUID
    data: Mapping[str, Any]


@unit_of_work
def queue_webhooks(told: Told, *, now: datetime) -> None:
    """For every endpoint that wants it; again for the same message, nothing. What a stopped one misses is kept."""
    endpoints = WebhookEndpoint.objects.select_for_update(no_key=True).order_by("pk")
    for endpoint in endpoints:
        if not endpoint.events or told.event in endpoint.events:
            queue_for(endpoint, told, now=now)


def queue_for(endpoint: WebhookEndpoint, told: Told, *, now: datetime) -> WebhookPost | None:
    """Under the endpoint's lock. None when it is written already."""
    if endpoint.posts.filter(message_id=told.message_id).exists():
        return None
    same = endpoint.posts.filter(object_id=told.object_id)
    sequence = (same.aggregate(last=Max("sequence"))["last"] or 0) + 1
    stopped = not endpoint.is_active and told.event is not WebhookEvent.TRIAL
    post = WebhookPost.objects.create(
        id=uuid4(),
        endpoint=endpoint,
        message_id=told.message_id,
        event=told.event,
        object_id=told.object_id,
        sequence=sequence,
        body=_body(told, sequence),
        state=WebhookState.DEAD if stopped else WebhookState.PENDING,
        last_status=STOPPED if stopped else "",
        queued_at=now,
        created_at=now,
    )
    # A later one is planned when the one before it is settled.
    if not stopped and not same.filter(state=WebhookState.PENDING, sequence__lt=sequence).exists():
        plan(WEBHOOK, post.pk, now)
    return post


def _body(told: Told, sequence: int) -> dict[str, Any]:
    """As Standard Webhooks writes it."""
    data = {**told.data, "object": told.kind, "id": str(told.object_id), "sequence": sequence}
    return {"type": told.event, "timestamp": told.at.isoformat(), "data": data}
