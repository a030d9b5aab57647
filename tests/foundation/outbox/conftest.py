from collections.abc import Callable
from typing import Any

import pytest

from foundation.outbox import wiring
from tests.foundation.outbox.trial import Journal, StepTaken


@pytest.fixture
def nothing_wired(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wiring of the test's own; the product's comes back after it."""
    monkeypatch.setattr(wiring, "_reactions", {})
    monkeypatch.setattr(wiring, "_classes", {})


@pytest.fixture
def journal(nothing_wired: None) -> Journal:
    """Listens to every step under the name `tests.journal`."""
    journal = Journal()
    wiring.react(StepTaken, journal, "tests.journal")
    return journal


@pytest.fixture
def another(journal: Journal) -> Callable[..., Journal]:
    """A second listener: `another(breaks=…)`."""

    def listen(**facts: Any) -> Journal:
        second = Journal(**facts)
        wiring.react(StepTaken, second, "tests.another")
        return second

    return listen
