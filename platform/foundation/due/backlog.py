"""What is due and waits, for whoever watches: of all administrations at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Sum

from foundation.due.models import Dropped, DueRow


@dataclass(frozen=True, slots=True)
class Overdue:
    """`late_by`: how long the first of them has waited. `dropped`: yesterday and today."""

    rows: int
    late_by: timedelta
    dropped: int


def overdue(now: datetime) -> Overdue:
    found = DueRow.objects.filter(due_at__lte=now).aggregate(rows=Count("id"), first=Min("due_at"))
    yesterday = (now - timedelta(days=1)).date()
    dropped = Dropped.objects.filter(day__gte=yesterday).aggregate(rows=Sum("rows"))["rows"]
    return Overdue(rows=found["rows"], late_by=now - (found["first"] or now), dropped=dropped or 0)
