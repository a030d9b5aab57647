"""The turn that a reaction is taking, for who is far below it: a message that leaves late, or for the last time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """`at`: when it happened. `is_last`: after this one, the delivery is given up."""

    at: datetime
    is_last: bool


_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current_turn() -> Turn | None:
    """None outside a reaction."""
    return _turn.get()


def is_last_turn() -> bool:
    turn = _turn.get()
    return turn is not None and turn.is_last


@contextmanager
def taking(turn: Turn) -> Iterator[None]:
    token = _turn.set(turn)
    try:
        yield
    finally:
        _turn.reset(token)
