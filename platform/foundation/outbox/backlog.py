"""What waits, for whoever watches: counts and ages, of all administrations at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from foundation.outbox.models import LIVE, Delivery, DeliveryState


@dataclass(frozen=True, slots=True)
class Backlog:
    """`pending`: not delivered yet, whatever the reason. `late_by`: how long the first that could leave has waited,
    which a relay that works keeps near zero. `dead`: given up, within the month that the outbox remembers.
    """

    pending: int
    oldest: timedelta
    late_by: timedelta
    dead: int


def backlog(now: datetime) -> Backlog:
    found = Delivery.objects.filter(state__in=LIVE).aggregate(
        pending=Count("id"), first=Min("id"), ready=Min("not_before", filter=Q(not_before__lte=now))
    )
    first = Delivery.objects.filter(id=found["first"]).values_list("message__at", flat=True).first()
    return Backlog(
        pending=found["pending"],
        oldest=now - (first or now),
        late_by=now - (found["ready"] or now),
        dead=Delivery.objects.filter(state=DeliveryState.DEAD).count(),
    )
