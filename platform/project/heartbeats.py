"""Is the timetable kept, is anything waiting, can SMS leave? What monitoring reads at `/sante/suivi/`, and
`rdv schedule` prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.courier.platform_credit import AccountState, account_states
from foundation.due.backlog import Overdue, overdue
from foundation.due.models import Heartbeat
from foundation.outbox.backlog import Backlog, backlog
from foundation.tenancy import in_public
from project.schedule import TIMETABLE

# A turn may last as long as its budget, or wait for a worker that has one to end.
PATIENCE = timedelta(minutes=2)
# Beyond, a message or a due row waits for more than a busy minute.
LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class JobState:
    title: str
    task: str
    period: timedelta
    beat: Heartbeat | None
    late: bool


@dataclass(frozen=True, slots=True)
class Watch:
    jobs: tuple[JobState, ...]
    events: Backlog
    due: Overdue
    accounts: tuple[AccountState, ...]

    @property
    def late(self) -> list[str]:
        """Stable names of what is late; empty when all is well."""
        names = [job.task for job in self.jobs if job.late]
        names += ["evenements"] if self.events.late_by > LATE else []
        return names + (["echeances"] if self.due.late_by > LATE else [])

    @property
    def short(self) -> list[str]:
        """The platform's SMS carriers that fail, or soon will for want of credit: others may still take over."""
        return [each.carrier for each in self.accounts if each.is_low or each.is_down]

    @property
    def well(self) -> bool:
        return not (self.late or self.short)


def watch(now: datetime) -> Watch:
    """Six queries, whatever the number of administrations."""
    with in_public():
        beats = Heartbeat.objects.in_bulk()
        jobs = tuple(_job(title, line, beats, now) for title, line in TIMETABLE.items())
        return Watch(jobs, backlog(now), overdue(now), account_states())


def _job(title: str, line: Mapping[str, Any], beats: Mapping[str, Heartbeat], now: datetime) -> JobState:
    task, period = line["task"], timedelta(seconds=line.get("kwargs", {}).get("every", line["schedule"]))
    beat = beats.get(task)
    well = beat.succeeded_at if beat else None
    late = well is None or now - well > max(3 * period, period + PATIENCE)
    return JobState(title, task, period, beat, late)
