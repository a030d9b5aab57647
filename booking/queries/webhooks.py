"""Endpoints, and the log of what they were told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from booking.models import WebhookEndpoint, WebhookPost
from booking.vocabulary import WebhookEvent, WebhookState

# How far back the log goes, and what may be sent again.
SHOWN = timedelta(days=30)


def any_webhook() -> bool:
    return WebhookEndpoint.objects.exists()


def webhook_endpoints(now: datetime) -> Sequence[WebhookEndpoint]:
    """Oldest first, each with `waiting` and `missed` posts of the log: one query."""
    counted = {
        "waiting": _of(WebhookState.PENDING, now),
        "missed": _of(WebhookState.DEAD, now),
    }
    return list(WebhookEndpoint.objects.annotate(**counted).order_by("created_at", "pk"))


def webhook_endpoint(endpoint_id: UUID) -> WebhookEndpoint | None:
    return WebhookEndpoint.objects.filter(pk=endpoint_id).first()


def webhook_log(
    endpoint_id: UUID, now: datetime, *, state: str = "", object_id: UUID | None = None
) -> QuerySet[WebhookPost]:
    """Most recent first."""
    rows = WebhookPost.objects.filter(endpoint=endpoint_id, created_at__gte=now - SHOWN)
    if state:
        rows = rows.filter(state=state)
    if object_id:
        rows = rows.filter(object_id=object_id)
    # Written in one transaction, those of one object follow their numbers.
    return rows.order_by("-created_at", "-sequence", "pk")


def webhook_post(endpoint_id: UUID, post_id: UUID, now: datetime) -> WebhookPost | None:
    rows = WebhookPost.objects.filter(endpoint=endpoint_id, created_at__gte=now - SHOWN)
    return rows.select_related("endpoint").filter(pk=post_id).first()


def post_to_send(post_id: UUID) -> WebhookPost | None:
    """None when it is settled, or when an earlier one of the same object goes first."""
    post = (
        WebhookPost.objects.select_related("endpoint").filter(pk=post_id, state=WebhookState.PENDING).first()
    )
    if post is None:
        return None
    earlier = WebhookPost.objects.filter(
        endpoint=post.endpoint_id,
        object_id=post.object_id,
        state=WebhookState.PENDING,
        sequence__lt=post.sequence,
    )
    return None if earlier.exists() else post


def _of(state: WebhookState, now: datetime) -> Count:
    told = Q(posts__state=state, posts__created_at__gte=now - SHOWN)
    return Count("posts", filter=told & ~Q(posts__event=WebhookEvent.TRIAL))
