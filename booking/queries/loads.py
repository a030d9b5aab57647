"""What agendas already carry: who receives is decided by it (never at random)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast

from psycopg.types.range import TimestamptzRange

from booking.availability.choose import Load
from booking.availability.interval import Interval
from booking.models import Occupation

# "Longest unserved" looks back so far: beyond, everybody is equal.
LOOK_BACK = timedelta(days=30)


def loads(agenda_ids: Collection[int], day: Interval) -> list[Load]:
    """Minutes taken on `day` and the last occupation before it, per agenda. One query."""
    minutes = dict.fromkeys(agenda_ids, 0)
    served: dict[int, datetime] = {}
    window = TimestamptzRange(day.start - LOOK_BACK, day.end)
    rows = Occupation.objects.filter(agenda__in=agenda_ids, during__overlap=window)
    for agenda_id, during in rows.values_list("agenda_id", "during"):
        start, end = cast(datetime, during.lower), cast(datetime, during.upper)
        if start >= day.start:
            minutes[agenda_id] += int((end - start).total_seconds() // 60)
        else:
            served[agenda_id] = max(end, served.get(agenda_id, end))
    return [Load(agenda_id, minutes[agenda_id], served.get(agenda_id)) for agenda_id in agenda_ids]
