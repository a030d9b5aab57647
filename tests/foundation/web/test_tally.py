"""Counting together, in the cache that all processes share."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as NoServer

from foundation.web.tally import CountersDown, count_again, this_minute

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    caches["shared"].clear()


def test_each_minute_and_each_thing_has_its_own_count() -> None:
    assert [this_minute("door:a", NOW) for _ in range(3)] == [1, 2, 3]
    assert this_minute("door:b", NOW) == 1
    assert this_minute("door:a", NOW + timedelta(minutes=1)) == 1


def test_two_never_read_the_same_number() -> None:
    with ThreadPoolExecutor(8) as crowd:
        counts = list(crowd.map(lambda _: count_again("crowd", 60), range(40)))
    assert sorted(counts) == list(range(1, 41))


def test_a_cache_out_of_reach_is_said_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*args: object) -> int:
        raise NoServer

    monkeypatch.setattr(type(caches["shared"]), "incr", unreachable)
    with pytest.raises(CountersDown):
        this_minute("door:a", NOW)
