from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import caches

from foundation.courier.breaker import Breaker, Passage

BREAKER = Breaker("compte-1")


def trip(breaker: Breaker = BREAKER) -> None:
    for _ in range(5):
        breaker.failed(breaker.passage())


def let_the_minute_pass() -> None:
    """What the cache forgets by itself after sixty seconds."""
    shared: Any = caches["shared"]
    assert 0 < shared._cache.get_client().ttl(shared.make_key("courier:compte-1:open")) <= 60
    shared.delete("courier:compte-1:open")


def test_four_failures_change_nothing_the_fifth_opens() -> None:
    for _ in range(4):
        BREAKER.failed(Passage.CLOSED)
    assert BREAKER.passage() is Passage.CLOSED
    BREAKER.failed(Passage.CLOSED)
    assert BREAKER.passage() is Passage.REFUSED


def test_another_account_is_not_concerned() -> None:
    trip()
    assert Breaker("compte-2").passage() is Passage.CLOSED


def test_failures_spread_over_more_than_a_minute_do_not_open() -> None:
    for _ in range(4):
        BREAKER.failed(Passage.CLOSED)
    caches["shared"].delete("courier:compte-1:failures")
    BREAKER.failed(Passage.CLOSED)
    assert BREAKER.passage() is Passage.CLOSED


def test_after_a_minute_one_message_tries_and_its_success_closes() -> None:
    trip()
    let_the_minute_pass()
    assert [BREAKER.passage() for _ in range(3)] == [Passage.TRIAL, Passage.REFUSED, Passage.REFUSED]
    BREAKER.succeeded(Passage.TRIAL)
    assert BREAKER.passage() is Passage.CLOSED


def test_a_failed_trial_opens_for_another_minute() -> None:
    trip()
    let_the_minute_pass()
    BREAKER.failed(BREAKER.passage())
    assert BREAKER.passage() is Passage.REFUSED
    let_the_minute_pass()
    assert BREAKER.passage() is Passage.TRIAL


def test_a_success_begun_before_it_opened_does_not_close_it() -> None:
    early = BREAKER.passage()
    trip()
    BREAKER.succeeded(early)
    assert BREAKER.passage() is Passage.REFUSED


@pytest.mark.parametrize("round_", range(5))
def test_of_many_that_come_together_one_tries(round_: int) -> None:
    trip()
    let_the_minute_pass()
    with ThreadPoolExecutor(16) as workers:
        passages = Counter(workers.map(lambda _: BREAKER.passage(), range(64)))
    assert passages == {Passage.TRIAL: 1, Passage.REFUSED: 63}


@pytest.mark.parametrize("round_", range(5))
def test_failures_that_come_together_are_all_counted(round_: int) -> None:
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: BREAKER.failed(Passage.CLOSED), range(4)))
    assert BREAKER.passage() is Passage.CLOSED
    with ThreadPoolExecutor(16) as workers:
        list(workers.map(lambda _: BREAKER.failed(Passage.CLOSED), range(16)))
    assert BREAKER.passage() is Passage.REFUSED
