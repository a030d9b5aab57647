"""Twelve people do everything at once to one small office: real threads, real PostgreSQL.

Whatever the order, nobody is booked twice by accident, no deadlock reaches anyone, and the index ends up true.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from django.db import connection

from booking.models import Agenda, Hold, Occupation, Rdv
from booking.vocabulary import RdvStatus
from foundation.errors import Refusal
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.commands.bustle import Bustle
from tests.booking.commands.busy_office import make_busy_office
from tests.booking.commands.conftest import NOW
from tests.booking.commands.proof import index_lies

PEOPLE = 12
GESTURES = 25
LONG_GESTURES = 250


def everything_at_once(gestures: int, seed: int, rooms: int = 0) -> Counter[str]:
    """Counts what each gesture got: "hold", "hold: creneau-pris"… Anything but a refusal fails the test."""
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_busy_office(rooms=rooms)
    start = Barrier(PEOPLE)

    def one(number: int) -> Counter[str]:
        person, got = Bustle(office, Random(seed * 1_000 + number), number), Counter[str]()
        try:
            start.wait(timeout=60)
            for _ in range(gestures):
                name, gesture = person.next_gesture()
                with in_tenant(arras):
                    try:
                        gesture()
                        got[name] += 1
                    except Refusal as refusal:
                        got[f"{name}: {refusal.code}"] += 1
                    finally:
                        # Each gesture is a request: there are more people than connections.
                        connection.close()
        finally:
            connection.close()
        return got

    with ThreadPoolExecutor(PEOPLE) as people:
        return sum(people.map(one, range(PEOPLE)), Counter())


def assert_all_is_well(got: Counter[str], each: int = 1) -> None:
    """`each`: how many agendas an rdv takes."""
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        assert index_lies() == []
        assert double_bookings() == []
        live = Rdv.objects.filter(status=RdvStatus.SCHEDULED)
        assert set(live.values_list("pk", flat=True)) == set(
            Occupation.objects.filter(rdv__isnull=False).values_list("rdv", flat=True)
        )
        assert Occupation.objects.filter(hold=None).count() == each * live.count()
        held = Occupation.objects.filter(rdv=None).count()
        # Of a hold that is over, part may be given away already; or all of it, by two people at once: its due row
        # then ends what is left.
        running = Hold.objects.filter(expires_at__gt=NOW).count()
        assert each * running <= held <= each * Hold.objects.count()
        assert live.count() + Hold.objects.count() > 0
    for name in ("hold", "book", "confirm", "move", "cancel", "absence", "plage"):
        assert got[name], got


def double_bookings() -> list[tuple[object, object]]:
    """Two occupations of one lane that share time, unless an agent meant it and is named."""
    rows = list(Occupation.objects.order_by("agenda", "lane", "during"))
    return [
        (one, other)
        for position, one in enumerate(rows)
        for other in rows[position + 1 :]
        if (one.agenda_id, one.lane) == (other.agenda_id, other.lane)
        and one.during.lower < other.during.upper
        and other.during.lower < one.during.upper
        # Overlaps on purpose, and those that a counter taken away left on the ones that remain.
        and one.exclusive
        and other.exclusive
    ]


@pytest.mark.django_db(transaction=True)
def test_everything_at_once_leaves_one_time_for_one_rdv_and_a_true_index() -> None:
    assert_all_is_well(everything_at_once(GESTURES, seed=1))


@pytest.mark.django_db(transaction=True)
def test_everything_at_once_with_two_rooms_for_three_agents() -> None:
    assert_all_is_well(everything_at_once(GESTURES, seed=5, rooms=2), each=2)


@pytest.mark.long
@pytest.mark.timeout(1_200)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_everything_at_once_for_a_long_time(seed: int) -> None:
    assert_all_is_well(everything_at_once(LONG_GESTURES, seed))


@pytest.mark.django_db(transaction=True)
def test_agendas_locked_in_opposite_orders_never_wait_for_each_other() -> None:
    """The trap of moving: from A to B and from B to A at the same moment."""
    arras = Tenant.objects.get(slug="arras")
    with in_tenant(arras):
        office = make_busy_office()
        swaps = [Bustle(office, Random(number), number) for number in range(PEOPLE)]
        for swap in swaps:
            swap.book_at(timedelta(hours=swap.number % 3))
    start = Barrier(PEOPLE)

    def one(swap: Bustle) -> None:
        try:
            start.wait(timeout=60)
            with in_tenant(arras):
                for _ in range(6):
                    swap.swap_agenda()
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as people:
        list(people.map(one, swaps))
    with in_tenant(arras):
        assert index_lies() == []
        assert Agenda.objects.count() == len(office.agendas)
