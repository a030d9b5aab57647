"""Eight browsers present the same ticket at the same instant: one enters, a hundred times out of a hundred."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sso.tickets.redeem import TicketRefused
from tests.sso.tickets.travel import Trip, ready

RIVALS, ROUNDS = 8, 100


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_exactly_one_wins_a_hundred_times_out_of_a_hundred() -> None:
    start = Barrier(RIVALS)

    def rival(trips: list[Trip]) -> list[bool]:
        try:
            return [together(start, trip.redeem) for trip in trips]
        finally:
            connection.close()

    trips = [ready(claims={"round": number}) for number in range(ROUNDS)]
    # The pool has eight connections, one for each rival.
    connection.close()
    with ThreadPoolExecutor(RIVALS) as pool:
        won = list(pool.map(rival, [trips] * RIVALS))
    assert [sum(each) for each in zip(*won, strict=True)] == [1] * ROUNDS


def together(start: Barrier, redeem: Callable[[], object]) -> bool:
    start.wait(timeout=60)
    try:
        redeem()
    except TicketRefused:
        return False
    return True
