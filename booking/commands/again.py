"""What told a command which agendas to lock may no longer be true under the lock: then it begins again."""

from collections.abc import Callable
from functools import wraps

from booking.commands.refusals import CreneauTaken

ATTEMPTS = 6


class Meanwhile(Exception):
    """Somebody was faster. Raised inside a unit of work, never seen by a caller."""


def begin_again[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Round a unit of work. Raises CreneauTaken when others are always faster."""

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(ATTEMPTS):
            try:
                return work(*args, **kwargs)
            except Meanwhile:
                continue
        raise CreneauTaken

    return run
