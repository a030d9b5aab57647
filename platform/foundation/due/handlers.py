"""Who answers to what is due. Filled once, by `project/wiring.py`."""

from collections.abc import Callable, Sequence
from datetime import datetime

type Handler = Callable[[Sequence[str], datetime], None]

_handlers: dict[str, Handler] = {}


def handle(kind: str, handler: Handler) -> None:
    """`handler(refs, now)` runs inside the administration, outside any transaction, at least once per row."""
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"two handlers for {kind}")


def find(kind: str) -> Handler:
    """Raises LookupError for a kind nobody answers to."""
    return _handlers[kind]


def kinds() -> Sequence[str]:
    return tuple(_handlers)
