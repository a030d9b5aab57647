import threading
from collections.abc import Callable
from functools import cache, wraps


def once[T](load: Callable[[], T]) -> Callable[[], T]:
    """Keep the result for the life of the process; callers who arrive during the first run wait for it.

    `functools.cache` alone would let two threads read the same file side by side.
    """
    lock = threading.Lock()
    kept = cache(load)

    @wraps(load)
    def result() -> T:
        with lock:
            return kept()

    return result
