from __future__ import annotations

from itertools import permutations

from booking.availability.choose import Load, fairest, who_may_receive
from tests.booking.availability.making import moment


def test_fewest_minutes_that_day_come_first() -> None:
    assert fairest([Load(1, 90), Load(2, 30), Load(3, 60)]) == [2, 3, 1]


def test_then_whoever_has_not_received_for_longest() -> None:
    loads = [Load(1, 30, moment("10:00")), Load(2, 30, moment("09:00")), Load(3, 30)]
    assert fairest(loads) == [3, 2, 1]


def test_then_the_smallest_identifier_whatever_the_order() -> None:
    loads = [Load(1, 30), Load(2, 30), Load(3, 30)]
    assert all(fairest(order) == [1, 2, 3] for order in permutations(loads))


def test_without_choice_everyone_may_receive() -> None:
    assert who_may_receive() is None


def test_a_choice_of_agents_binds() -> None:
    assert who_may_receive(chosen=[1, 2]) == frozenset([1, 2])


def test_a_follow_up_is_for_referents_and_for_nobody_when_there_is_none() -> None:
    assert who_may_receive(referents=[3]) == frozenset([3])
    assert who_may_receive(referents=[]) == frozenset()
    assert who_may_receive(chosen=[1, 2], referents=[2, 3]) == frozenset([2])
