from collections.abc import Callable, Iterable

from foundation.courier.failures import TemporaryFailure


def to_each[Target](targets: Iterable[Target], post: Callable[[Target], object]) -> None:
    """One that fails keeps nothing from the next; asked again, what has left stays at that. Raises the first
    TemporaryFailure.
    """
    failure: TemporaryFailure | None = None
    for target in targets:
        try:
            post(target)
        except TemporaryFailure as temporary:
            failure = failure or temporary
    if failure:
        raise failure
