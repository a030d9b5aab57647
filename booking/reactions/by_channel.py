from collections.abc import Callable, Iterable

from foundation.courier.channels import Channel
from foundation.courier.failures import TemporaryFailure


def by_each(channels: Iterable[Channel], post: Callable[[Channel], object]) -> None:
    """A channel that fails keeps nothing from the next; asked again, what has left stays at that. Raises the last
    TemporaryFailure.
    """
    failure: TemporaryFailure | None = None
    for channel in channels:
        try:
            post(channel)
        except TemporaryFailure as temporary:
            failure = temporary
    if failure:
        raise failure
