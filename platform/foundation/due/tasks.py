"""What is due, every ten seconds, for every administration at once."""

from datetime import timedelta

from foundation import clock
from foundation.due.run import run_due
from foundation.tasks import public_task

BUDGET = timedelta(seconds=20)
DUE = "foundation.due.run"


@public_task(DUE)
def due() -> None:
    end = clock.now() + BUDGET
    while run_due(clock.now()) and clock.now() < end:
        pass
