"""The log of webhooks goes after a month."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from booking.models import WebhookPost
from booking.queries.webhooks import SHOWN
from booking.vocabulary import HORIZON, WebhookState

# The last of an object keeps its numbering: it stays until the rdv, booked a year ahead at most, is long over.
NUMBERING_KEPT = HORIZON + SHOWN


def forget_webhook_posts(*, now: datetime) -> None:
    """What still waits stays."""
    later = WebhookPost.objects.filter(
        endpoint=OuterRef("endpoint"), object_id=OuterRef("object_id"), sequence__gt=OuterRef("sequence")
    )
    old = WebhookPost.objects.filter(created_at__lt=now - SHOWN).exclude(state=WebhookState.PENDING)
    old.filter(Q(Exists(later)) | Q(created_at__lt=now - NUMBERING_KEPT)).delete()
