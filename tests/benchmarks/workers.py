"""The workers of a deployment (`rdv up worker`), asked as the beat asks them.

Asked by ourselves, so that a measure begins when it says: a beat that has just started first waits ten seconds.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from celery import current_app
from django.conf import settings

from foundation.due.models import Heartbeat
from project.launcher.children import Child
from project.launcher.programs import rdv
from project.launcher.state import HOUSE
from project.schedule import TIMETABLE

PROCESSES = 2
ASKED = ("what is due", "events to their reactions")
SECONDS_TO_START, SECONDS_TO_END = 120, 280
A_WINK, A_SECOND = 0.1, 1.0


@contextmanager
def running_workers(sms_url: str) -> Iterator[Child]:
    environ = os.environ | {"SMS_URL": sms_url, "WORKER_CONCURRENCY": str(PROCESSES)}
    log = HOUSE / ".state" / "bench" / "logs" / "workers.log"
    workers = Child("workers", rdv("up", "worker"), log=log, env=environ, cwd=HOUSE)
    try:
        _wait_for(workers)
        yield workers
    finally:
        workers.ask()
        workers.ended_within(10)
        workers.kill_group()


def until_nothing_is_left(workers: Child, is_left: Callable[[], bool]) -> float:
    """Seconds from the first asking to the last reaction."""
    began, asked = time.perf_counter(), dict.fromkeys(ASKED, 0.0)
    while is_left():
        spent = time.perf_counter() - began
        if not workers.alive or spent > SECONDS_TO_END:
            raise workers.failure()
        for title, moment in asked.items():
            if spent >= moment:
                _ask(title)
                asked[title] = spent + TIMETABLE[title]["schedule"]
        time.sleep(A_WINK)
    return time.perf_counter() - began


def _wait_for(workers: Child) -> None:
    """Until they have done something: started, connected, warm. Asked again: what waits too long is dropped."""
    Heartbeat.objects.all().delete()
    deadline = time.monotonic() + SECONDS_TO_START
    while Heartbeat.objects.count() < len(ASKED):
        if not workers.alive or time.monotonic() > deadline:
            raise workers.failure()
        for title in ASKED * PROCESSES:
            _ask(title)
        time.sleep(A_SECOND)


def _ask(title: str) -> None:
    line = TIMETABLE[title]
    current_app.send_task(line["task"], queue=settings.CELERY["task_default_queue"], **line["options"])
