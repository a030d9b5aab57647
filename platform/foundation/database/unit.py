"""A unit of work: one transaction, taken again when PostgreSQL asks for it (Citus R18)."""

from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, connection, transaction

from foundation.database.errors import DEADLOCK, SERIALIZATION, sqlstate

ATTEMPTS = 3


def unit_of_work[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Run `work` in a transaction; start again after a deadlock or a serialization failure, three times at most.

    Inside a transaction already open it joins it: only the outermost unit may start again.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        attempts = 1 if connection.in_atomic_block else ATTEMPTS
        for attempt in range(1, attempts + 1):
            try:
                with transaction.atomic():
                    return work(*args, **kwargs)
            except OperationalError as error:
                if sqlstate(error) not in {DEADLOCK, SERIALIZATION} or attempt == attempts:
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    return run
