"""Two beats make one run; what was missed is done at the first asking; monitoring sees how it went."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from celery import current_app
from django.db import connections

from foundation import clock
from foundation.due.heartbeats import ABANDONED, AFTER_FAILURE, take_turn
from foundation.due.jobs import job
from foundation.due.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Sweep:
    """A job of an hour, under a name of its own."""

    def __init__(self) -> None:
        self.name = f"tests.sweep.{uuid4().hex}"
        self.runs: list[datetime] = []
        self.error: Exception | None = None
        self.ask = job(self.name)(self._work)

    def _work(self) -> None:
        self.runs.append(clock.now())
        if self.error:
            raise self.error

    @property
    def beat(self) -> Heartbeat:
        return Heartbeat.objects.get(job=self.name)


@pytest.fixture
def sweep() -> Iterator[Sweep]:
    sweep = Sweep()
    yield sweep
    current_app.tasks.unregister(sweep.name)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NINE, tick=False) as traveller:
        yield traveller


def test_asked_each_minute_it_runs_each_hour(sweep: Sweep, time: time_machine.Traveller) -> None:
    for _ in range(150):
        sweep.ask(every=3_600)
        time.shift(MINUTE)
    assert sweep.runs == [NINE, NINE + HOUR, NINE + 2 * HOUR]


def test_a_night_without_anybody_is_caught_up_at_the_first_asking(
    sweep: Sweep, time: time_machine.Traveller
) -> None:
    sweep.ask(every=3_600)
    time.shift(9 * HOUR + 20 * MINUTE)
    sweep.ask(every=3_600)
    assert sweep.runs == [NINE, NINE + 9 * HOUR + 20 * MINUTE]


def test_without_a_period_it_runs_each_time(sweep: Sweep, time: time_machine.Traveller) -> None:
    sweep.ask()
    sweep.ask()
    assert len(sweep.runs) == 2


def test_a_turn_leaves_its_times(sweep: Sweep, time: time_machine.Traveller) -> None:
    sweep.ask(every=3_600)
    beat = sweep.beat
    assert (beat.started_at, beat.ended_at, beat.succeeded_at, beat.error) == (NINE, NINE, NINE, "")


def test_a_failure_is_noted_without_its_text_and_tried_again_soon(
    sweep: Sweep, time: time_machine.Traveller
) -> None:
    sweep.error = OSError("jeanne@example.org")
    with pytest.raises(OSError, match="jeanne"):
        sweep.ask(every=3_600)
    assert (sweep.beat.succeeded_at, sweep.beat.error) == (None, "OSError")
    sweep.error = None
    time.shift(MINUTE)
    sweep.ask(every=3_600)
    assert len(sweep.runs) == 1
    time.shift(AFTER_FAILURE)
    sweep.ask(every=3_600)
    assert (len(sweep.runs), sweep.beat.error) == (2, "")


def test_a_job_that_lasts_is_not_begun_again_beside_itself() -> None:
    assert take_turn("tests.slow", NINE, 10 * MINUTE)
    assert not take_turn("tests.slow", NINE + 30 * MINUTE, 10 * MINUTE)


def test_the_turn_of_a_process_that_died_is_taken_over() -> None:
    assert take_turn("tests.died", NINE, 10 * MINUTE)
    assert take_turn("tests.died", NINE + ABANDONED, 10 * MINUTE)


def test_of_many_that_ask_together_one_has_the_turn() -> None:
    given: list[bool] = []
    start = Barrier(4)

    def ask() -> None:
        try:
            start.wait(timeout=30)
            given.append(take_turn("tests.together", NINE, HOUR))
        finally:
            connections.close_all()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(given) == [False, False, False, True]
