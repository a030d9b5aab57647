from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from booking.availability.interval import Interval, merge
from booking.availability.keys import Key
from booking.availability.requirements import Requirement, assign, joint_time, shared_time
from tests.booking.availability.making import span, spans
from tests.booking.availability.strategies import interval_lists, intervals

ROOMS = Requirement("salle", {"a": spans("09:00-10:30"), "b": spans("10:00-12:00")})
KITS = Requirement("mallette", {"kit": spans("09:30-11:30")})

pools = st.dictionaries(st.sampled_from("abcd"), interval_lists.map(merge), max_size=4)


def test_agent_room_and_kit_are_free_together() -> None:
    together = joint_time(spans("09:00-12:00"), [ROOMS, KITS], receiver="agent")
    assert together == spans("09:30-10:30 10:00-11:30")


def test_without_requirement_the_time_of_the_receiver_is_enough() -> None:
    assert joint_time(spans("09:00-12:00"), [], receiver="agent") == spans("09:00-12:00")


def test_an_empty_pool_leaves_nothing() -> None:
    assert joint_time(spans("09:00-12:00"), [Requirement("salle", {}), KITS], receiver="agent") == []


def test_two_of_three_rooms() -> None:
    pool = [spans("09:00-10:00"), spans("09:30-11:00"), spans("09:45-10:30")]
    assert shared_time(pool, 2) == spans("09:30-10:00 09:45-10:30")


def test_the_best_ranked_is_assigned() -> None:
    assert assign(span("10:00-10:30"), [ROOMS, KITS], receiver="agent") == [["a"], ["kit"]]
    last_first = assign(
        span("10:00-10:30"), [ROOMS], receiver="agent", rank=lambda keys: sorted(keys, key=str, reverse=True)
    )
    assert last_first == [["b"]]


def test_the_best_ranked_gives_way_when_another_requirement_has_only_it() -> None:
    any_room = Requirement("salle", {"a": spans("09:00-12:00"), "b": spans("09:00-12:00")})
    room_with_a_lift = Requirement("salle accessible", {"a": spans("09:00-12:00")})
    assert assign(span("10:00-11:00"), [any_room, room_with_a_lift], receiver="agent") == [["b"], ["a"]]


def test_the_receiver_does_not_serve_twice() -> None:
    agents = Requirement("second agent", {1: spans("09:00-12:00"), 2: spans("09:00-10:00")})
    assert assign(span("09:00-10:00"), [agents], receiver=1) == [[2]]
    assert assign(span("10:00-11:00"), [agents], receiver=1) is None


def test_several_of_one_pool_are_distinct() -> None:
    rooms = Requirement("salle", {"a": spans("09:00-12:00"), "b": spans("09:00-12:00")}, count=2)
    assert assign(span("09:00-10:00"), [rooms], receiver="agent") == [["a", "b"]]
    assert assign(span("09:00-10:00"), [rooms], receiver="a") is None


def free_for(pool: dict[Key, list[Interval]], wanted: Interval) -> list[Key]:
    return [key for key, free in pool.items() if any(each.contains(wanted) for each in free)]


@given(interval_lists.map(merge), pools, pools, intervals(), st.integers(1, 2))
def test_joint_time_holds_a_span_exactly_when_each_requirement_can_be_served(
    mine: list[Interval],
    rooms: dict[Key, list[Interval]],
    kits: dict[Key, list[Interval]],
    wanted: Interval,
    count: int,
) -> None:
    """Pools without a common agenda, as rooms and equipment are."""
    apart: dict[Key, list[Interval]] = {(str(key), 1): free for key, free in kits.items()}
    requirements = [Requirement("salle", rooms, count), Requirement("mallette", apart)]
    together = joint_time(mine, requirements, receiver="agent")
    served = (
        any(each.contains(wanted) for each in mine)
        and len(free_for(rooms, wanted)) >= count
        and bool(free_for(apart, wanted))
    )
    assert any(each.contains(wanted) for each in together) == served
    if served:
        assert (
            assign(wanted, requirements, receiver="agent", rank=lambda keys: sorted(keys, key=str))
            is not None
        )


@given(pools, pools, pools, intervals())
def test_an_assignment_is_found_whenever_there_is_one(
    first: dict[Key, list[Interval]],
    second: dict[Key, list[Interval]],
    third: dict[Key, list[Interval]],
    wanted: Interval,
) -> None:
    requirements = [Requirement(str(number), pool) for number, pool in enumerate([first, second, third])]
    ways = [
        way
        for way in product(*(free_for(pool, wanted) for pool in (first, second, third)))
        if len(set(way)) == 3
    ]
    found = assign(wanted, requirements, receiver="agent")
    assert (found is not None) == bool(ways)
    if found:
        assert tuple(key for (key,) in found) in ways
