"""The turns of the timetable's jobs: who takes one, how it ended, and what monitoring reads."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from foundation.due.models import Heartbeat

# A turn that has not ended after this long belongs to a process that died.
ABANDONED = timedelta(hours=1)
# A turn that failed is not left until tomorrow.
AFTER_FAILURE = timedelta(minutes=5)


def take_turn(job: str, now: datetime, period: timedelta) -> bool:
    """False when the job began less than `period` ago, or is running elsewhere. Asked twice, given once."""
    ended = Q(ended_at__gte=F("started_at")) | Q(started_at__lte=now - max(period, ABANDONED))
    long_ago = Q(error="", started_at__lte=now - period)
    failed = ~Q(error="") & Q(started_at__lte=now - min(period, AFTER_FAILURE))
    if Heartbeat.objects.filter(ended, long_ago | failed, job=job).update(started_at=now):
        return True
    return Heartbeat.objects.get_or_create(job=job, defaults={"started_at": now})[1]


def note_end(job: str, started_at: datetime, now: datetime, *, error: str = "") -> None:
    """Also for a job without turns: several processes may run it at once, the last to end is noted."""
    beat = Heartbeat(job=job, started_at=started_at, ended_at=now, error=error)
    noted = ["started_at", "ended_at", "error"]
    if not error:
        beat.succeeded_at = now
        noted.append("succeeded_at")
    Heartbeat.objects.bulk_create([beat], update_conflicts=True, unique_fields=["job"], update_fields=noted)
