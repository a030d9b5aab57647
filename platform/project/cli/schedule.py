"""`rdv schedule`: the timetable, when each job last ran, and what waits."""

import json
from datetime import datetime

from foundation import clock
from foundation.console import Arguments
from foundation.courier.platform_credit import AccountState
from project.heartbeats import JobState, Watch, watch
from project.watching import as_json


def main(argv: list[str]) -> int:
    parser = Arguments(
        "schedule",
        "Montre les tâches périodiques, leur dernier passage et ce qui attend. Exemple : rdv schedule --json",
    )
    parser.add_argument("--json", action="store_true", help="pour un programme")
    options = parser.parse_args(argv)
    now = clock.now()
    found = watch(now)
    print(json.dumps(as_json(found), ensure_ascii=False, indent=2) if options.json else _told(found, now))
    return 0 if found.well else 1


def _told(found: Watch, now: datetime) -> str:
    lines = [_line(job, now) for job in found.jobs]
    events, due = found.events, found.due
    lines += [
        f"événements  {events.pending} en attente (retard {_seconds(events.late_by.total_seconds())}), "
        f"{events.dead} abandonnés",
        f"échéances   {due.rows} en attente (retard {_seconds(due.late_by.total_seconds())}), "
        f"{due.dropped} passées trop tard depuis hier",
        *(_account(each) for each in found.accounts),
    ]
    return "\n".join(lines)


def _line(job: JobState, now: datetime) -> str:
    mark = "RETARD" if job.late else "ok    "
    well = job.beat.succeeded_at if job.beat else None
    last = f"réussie il y a {_seconds((now - well).total_seconds())}" if well else "jamais réussie"
    error = f", dernière erreur : {job.beat.error}" if job.beat and job.beat.error else ""
    return f"{mark} {job.task:26} toutes les {_seconds(job.period.total_seconds())}, {last}{error}"


def _account(account: AccountState) -> str:
    left = f"crédit restant : {account.credit.shown}" if account.credit else "crédit inconnu"
    marks = [word for word, told in (("CRÉDIT BAS", account.is_low), ("EN PANNE", account.is_down)) if told]
    return ", ".join([f"compte SMS  {account.carrier}", left, *marks])


def _seconds(number: float) -> str:
    hours, minutes = number // 3600, number % 3600 // 60
    if hours:
        return f"{hours:.0f} h {minutes:02.0f}"
    return f"{minutes:.0f} min {number % 60:02.0f} s" if minutes else f"{number:.0f} s"
