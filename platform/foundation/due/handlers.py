"""Who answers to what is due. Filled once, by `project/wiring`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

type Handler = Callable[[Sequence[str], datetime], None]


@dataclass(frozen=True, slots=True)
class Answer:
    act: Handler
    dropped: Handler | None = None


_handlers: dict[str, Answer] = {}


def handle(kind: str, handler: Handler, *, dropped: Handler | None = None) -> None:
    """`handler(refs, now)` runs inside the administration, outside any transaction, at least once per row.

    `dropped(refs, now)` is told, the same way, of the rows that nobody could take before their `drop_after`.
    """
    answer = Answer(handler, dropped)
    if _handlers.setdefault(kind, answer) != answer:
        raise ValueError(f"two handlers for {kind}")


def find(kind: str) -> Answer:
    """Raises LookupError for a kind nobody answers to."""
    return _handlers[kind]


def kinds() -> Sequence[str]:
    return tuple(_handlers)
