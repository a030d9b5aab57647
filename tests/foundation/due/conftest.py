from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from django.db import connection

from foundation.due import handlers

KIND = "tests.tea"


@dataclass
class Kettle:
    """Handles what is due by writing it down: (schema, refs), and whether a transaction was open."""

    calls: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    in_transaction: bool = False
    breaks: Callable[[Sequence[str]], bool] = lambda refs: False

    def __call__(self, refs: Sequence[str], now: datetime) -> None:
        self.calls.append((connection.schema_name, tuple(refs)))  # type: ignore[attr-defined]
        self.in_transaction |= connection.in_atomic_block
        if self.breaks(refs):
            raise OSError("jeanne@example.org")


@pytest.fixture
def kettle(monkeypatch: pytest.MonkeyPatch) -> Kettle:
    monkeypatch.setattr(handlers, "_handlers", {})
    kettle = Kettle()
    handlers.handle(KIND, kettle)
    return kettle
