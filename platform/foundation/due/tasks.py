"""What is due, every ten seconds, for every administration at once."""

from datetime import timedelta

from foundation import clock
from foundation.due.doors import Doors
from foundation.due.jobs import job
from foundation.due.run import run_due

BUDGET = timedelta(seconds=20)
DUE = "foundation.due.run"


@job(DUE)
def due() -> None:
    end, doors = clock.now() + BUDGET, Doors()
    while run_due(clock.now(), until=end, doors=doors) and clock.now() < end:
        pass
