"""When everybody comes at once, who came first goes in first, and nobody who has started is held up."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from redis import Redis
from redis.exceptions import RedisError

from tenants.models import Tenant

ELSEWHERE = "pas-de-calais.rdv.localhost"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(db: None, settings: Any) -> Iterator[time_machine.Traveller]:
    settings.FLOOD_PER_MINUTE = 3
    caches["shared"].clear()
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


ADDRESSES = count(1)


def visitor(host: str = "arras.rdv.localhost", *, address: str = "") -> Client:
    """Each from a network of their own, unless said."""
    return Client(
        headers={"host": host},
        REMOTE_ADDR=address or f"198.18.{next(ADDRESSES) % 250}.{next(ADDRESSES) % 250}",
    )


def come(who: Client, path: str = "/") -> Any:
    return who.get(path, secure=True)


def a_crowd() -> None:
    for _ in range(3):
        assert come(visitor()).status_code == 200


def waits(answer: Any) -> bool:
    return answer.status_code == 503


def test_as_long_as_few_come_nobody_waits_nor_gets_a_cookie() -> None:
    first = come(visitor())
    assert first.status_code == 200
    assert "__Host-affluence" not in first.cookies


def test_the_next_one_waits_and_is_told_how_long() -> None:
    a_crowd()
    answer = come(visitor())
    assert waits(answer)
    page = answer.content.decode()
    assert "Beaucoup de monde" in page
    assert "1 personne" in page
    assert answer["Retry-After"] == answer["Refresh"] == "20"
    assert answer["Cache-Control"] == "private, no-store"


def test_who_came_first_goes_in_first_and_then_comes_and_goes(clock: time_machine.Traveller) -> None:
    a_crowd()
    waiting = [visitor() for _ in range(6)]
    assert all(waits(come(each)) for each in waiting)
    clock.move_to(NOW + timedelta(minutes=1))
    assert [waits(come(each)) for each in waiting] == [False, False, False, True, True, True]
    # Whoever went in looks around freely; a newcomer takes the end of the queue.
    assert not waits(come(waiting[0], "/rdv/passeport/"))
    assert waits(come(visitor()))
    clock.move_to(NOW + timedelta(minutes=2))
    assert not any(waits(come(each)) for each in waiting)


def test_asking_again_keeps_the_same_place(clock: time_machine.Traveller) -> None:
    a_crowd()
    patient, later = visitor(), visitor()
    come(patient)
    come(later)
    for _ in range(5):
        come(patient)
    assert "2 personnes" in come(later).content.decode()


def test_once_the_queue_is_empty_nobody_waits_any_more(clock: time_machine.Traveller) -> None:
    a_crowd()
    come(visitor())
    clock.move_to(NOW + timedelta(minutes=3))
    assert come(visitor()).status_code == 200


def test_nobody_loses_their_turn_to_a_newcomer(clock: time_machine.Traveller) -> None:
    a_crowd()
    waiting = visitor()
    come(waiting)
    # Called since, they have not asked again yet.
    clock.move_to(NOW + timedelta(seconds=41))
    for _ in range(6):
        come(visitor())
    clock.move_to(NOW + timedelta(seconds=45))
    assert not waits(come(waiting))


def test_a_queue_is_kept_as_long_as_somebody_stands_in_it(arras: Tenant, settings: Any) -> None:
    a_crowd()
    waiting = visitor()
    come(waiting)
    for name in ("opened", "tail"):
        assert caches["shared"].touch(f"flood:{arras.pk}:{name}", 1)
    come(waiting)
    with Redis.from_url(settings.CACHES["shared"]["LOCATION"]) as server:
        assert all(
            server.ttl(caches["shared"].make_key(f"flood:{arras.pk}:{name}")) > 1_000
            for name in ("opened", "tail")
        )


def test_one_robot_shuts_nobody_out(clock: time_machine.Traveller) -> None:
    assert not any(waits(come(visitor(address="203.0.113.9"))) for _ in range(20))
    clock.move_to(NOW + timedelta(minutes=1))
    a_crowd()
    robots = [visitor(address="203.0.113.9") for _ in range(20)]
    for each in robots:
        come(each)
    patient = visitor()
    assert waits(come(patient))
    # As for anybody who comes second, the robot aside.
    clock.move_to(NOW + timedelta(seconds=101))
    assert not waits(come(patient))
    # Nor are the others of its network: they stand with the last of the queue.
    assert not waits(come(robots[-1]))


def test_a_wait_is_not_reported_as_an_error(caplog: pytest.LogCaptureFixture) -> None:
    a_crowd()
    assert waits(come(visitor()))
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


@pytest.mark.parametrize(
    "path", ["/rdv/retrouver/", "/r/unknown-link/", "/mes-rdv/", "/aide/", "/agent/agenda/"]
)
def test_who_has_a_link_or_works_there_is_never_held_up(path: str) -> None:
    a_crowd()
    come(visitor())
    assert not waits(come(visitor(), path))


def test_a_made_up_pass_is_worth_nothing() -> None:
    a_crowd()
    forger = visitor()
    forger.cookies["__Host-affluence"] = '{"until": 99999999999}:forged'
    assert waits(come(forger))


def test_the_crowd_of_one_administration_is_not_anothers() -> None:
    a_crowd()
    assert waits(come(visitor()))
    elsewhere = visitor(ELSEWHERE)
    assert come(elsewhere).status_code == 200


def test_a_pass_of_one_administration_opens_no_other(clock: time_machine.Traveller) -> None:
    a_crowd()
    passed = visitor()
    come(passed)
    clock.move_to(NOW + timedelta(seconds=21))
    assert not waits(come(passed))
    elsewhere = [visitor(ELSEWHERE) for _ in range(4)]
    elsewhere[3].cookies = passed.cookies
    assert [waits(come(each)) for each in elsewhere] == [False, False, False, True]


def test_a_cache_that_is_down_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any, **__: Any) -> None:
        raise RedisError("down")

    monkeypatch.setattr(type(caches["shared"]), "get", down)
    for _ in range(6):
        assert come(visitor()).status_code == 200
