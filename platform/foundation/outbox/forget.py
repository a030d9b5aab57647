"""What has been delivered for a month is forgotten: the outbox is no archive (decision 0005)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from foundation.outbox.models import LIVE, Delivery, Message
from foundation.tenancy import in_public

KEPT = timedelta(days=30)
AT_MOST = 5_000


def forget(now: datetime) -> int:
    """Returns how many messages went, at most 5 000 a pass; one that is still on its way stays."""
    live = Delivery.objects.filter(message=OuterRef("pk"), state__in=LIVE)
    with in_public():
        old = Message.objects.filter(~Exists(live), at__lt=now - KEPT).values_list("pk", flat=True)
        gone = list(old[:AT_MOST])
        Delivery.objects.filter(message__in=gone).delete()
        Message.objects.filter(pk__in=gone).delete()
    return len(gone)
