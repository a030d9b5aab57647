"""The jobs of the timetable: public tasks that take their turn and leave a heartbeat."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from celery import shared_task

from foundation import clock
from foundation.due.heartbeats import note_end, take_turn
from foundation.tasks import PublicTask


class Job(PublicTask):
    """The next asking does the work of one that was lost."""

    abstract = True


def job(name: str) -> Callable[[Callable[[], None]], Any]:
    """Asked with `every` (seconds), the job runs only when its turn has come: two beats make one run, and what was
    missed while everything was down is done at the first asking. Without, it runs each time, side by side.
    """

    def dressed(work: Callable[[], None]) -> Any:
        def turn(every: float = 0) -> None:
            started = clock.now()
            if every and not take_turn(name, started, timedelta(seconds=every)):
                return
            try:
                work()
            except Exception as error:
                note_end(name, started, clock.now(), error=type(error).__name__[:100])
                raise
            note_end(name, started, clock.now())

        turn.__doc__ = work.__doc__
        return shared_task(name=name, base=Job)(turn)

    return dressed
