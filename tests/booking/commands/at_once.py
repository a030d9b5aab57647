"""Several gestures at the same instant, or one that waits for another: real threads, real PostgreSQL."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from django.db import connection, transaction

from foundation.errors import Refusal
from foundation.tenancy import in_tenant
from tenants.models import Tenant

# Somebody waits for the end of this very transaction.
WAITING = """
SELECT count(*) FROM pg_locks AS waiting
JOIN pg_locks AS held ON held.transactionid = waiting.transactionid AND held.pid = pg_backend_pid()
WHERE NOT waiting.granted
"""

type Gesture = Callable[[], object]


def at_once(tenant: Tenant, *gestures: Gesture) -> list[object]:
    """What each got: its answer, or the class of its refusal."""
    start = Barrier(len(gestures))

    def one(gesture: Gesture) -> object:
        return _answer(tenant, gesture, before=partial(start.wait, timeout=60))

    with ThreadPoolExecutor(len(gestures)) as people:
        return list(people.map(one, gestures))


def counted(got: Iterable[object]) -> Counter[str]:
    """How many were answered ("done"), and how many refused, by code."""
    return Counter(getattr(each, "code", "done") if isinstance(each, type) else "done" for each in got)


def after_waiting(tenant: Tenant, first: Gesture, second: Gesture) -> object:
    """What `second` got, which began while the transaction of `first` still held what it needs."""
    with ThreadPoolExecutor(1) as thread, in_tenant(tenant):
        with transaction.atomic():
            first()
            answer = thread.submit(_answer, tenant, second)
            _wait_until_somebody_waits()
        return answer.result()


def _answer(tenant: Tenant, gesture: Gesture, *, before: Gesture = lambda: None) -> object:
    try:
        with in_tenant(tenant):
            before()
            return gesture()
    except Refusal as refusal:
        return type(refusal)
    finally:
        connection.close()


def _wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(f"SELECT pg_sleep(0.01), ({WAITING})")
            if cursor.fetchone()[1]:
                return
    raise AssertionError("the second gesture should have waited for the first")
