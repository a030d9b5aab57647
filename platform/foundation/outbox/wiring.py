"""Who reacts to what. Filled once, by `project/wiring`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.outbox.payload import field_kinds


@dataclass(frozen=True, slots=True)
class Envelope:
    """Around the event. `message_id` makes a reaction idempotent; `attempt` starts at 1."""

    message_id: UUID
    delivery_id: int
    at: datetime
    attempt: int


type Reaction[E] = Callable[[E, Envelope], None]

_reactions: dict[type, dict[str, Reaction[Any]]] = {}
_classes: dict[str, type] = {}


def react[E](event_class: type[E], reaction: Reaction[E], name: str) -> None:
    """`name` is stored with each delivery: stable, dotted, and never reused for another meaning."""
    unwired(event_class)
    known = _reactions[event_class].setdefault(name, reaction)
    if known is not reaction:
        raise ValueError(f"two reactions called {name} on {event_class.__qualname__}")


def unwired(event_class: type) -> None:
    """Say that nobody listens to this event yet, so that publishing it is not an oversight."""
    if not fields(event_class):
        raise TypeError(f"{event_class.__qualname__} says what happened, but not to what")
    field_kinds(event_class)
    name = getattr(event_class, "name", "")
    if _classes.setdefault(name, event_class) is not event_class:
        raise ValueError(f"two events called {name}")
    _reactions.setdefault(event_class, {})


def reactions_to(event_class: type) -> Sequence[str]:
    """Raises LookupError for an event that the wiring does not know."""
    try:
        return tuple(_reactions[event_class])
    except KeyError:
        raise LookupError(f"{event_class.__qualname__} is neither wired nor listed as unwired") from None


def find(event_name: str, reaction_name: str) -> tuple[type, Reaction[Any]]:
    """Raises LookupError when a release removed the event or the reaction."""
    event_class = _classes[event_name]
    return event_class, _reactions[event_class][reaction_name]


def events() -> Sequence[type]:
    return tuple(_reactions)
