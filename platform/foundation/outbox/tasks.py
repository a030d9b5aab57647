"""The relay's task: kicked after each commit that published, and every two seconds as a safety net."""

from datetime import timedelta

from foundation import clock
from foundation.due.doors import Doors
from foundation.due.jobs import job
from foundation.outbox.events import RELAY
from foundation.outbox.forget import forget
from foundation.outbox.relay import relay_once
from foundation.tasks import kick_taken

# Then the worker is free for something else; the next beat goes on.
BUDGET = timedelta(seconds=20)


@job(RELAY)
def relay() -> None:
    kick_taken(RELAY)
    end, doors = clock.now() + BUDGET, Doors()
    while relay_once(clock.now(), until=end, doors=doors) and clock.now() < end:
        pass


@job("foundation.outbox.forget")
def forget_delivered() -> None:
    forget(clock.now())
