"""The id that follows one request through logs, tasks and error reports."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Hexadecimal only (UUID, nginx, Envoy…): a free string could carry a name or a phone number into the logs.
WELL_FORMED = re.compile(r"[0-9A-Fa-f][0-9A-Fa-f-]{14,62}[0-9A-Fa-f]")

_CURRENT: ContextVar[str] = ContextVar("correlation_id", default="")


def current_correlation_id() -> str:
    """The id of the work in progress; empty outside any."""
    return _CURRENT.get()


def accepted_correlation_id(proposed: str | None) -> str:
    """`proposed` when it is well formed (16 to 64 hexadecimal digits and dashes), else a new id."""
    if proposed and WELL_FORMED.fullmatch(proposed):
        return proposed
    return secrets.token_hex(16)


@contextmanager
def use_correlation_id(value: str | None) -> Iterator[str]:
    """Work under `value`, or under a new id when it is missing or malformed."""
    taken = accepted_correlation_id(value)
    token = _CURRENT.set(taken)
    try:
        yield taken
    finally:
        _CURRENT.reset(token)
