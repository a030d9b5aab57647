"""What a slot button posts: an instant and a lieu, never the number of a row."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

INSTANT = "%Y-%m-%dT%H:%M:%SZ"
WRITTEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z)@([-a-zA-Z0-9_]{0,80})")


@dataclass(frozen=True, slots=True)
class Choice:
    """`lieu_slug` is empty for an rdv that happens nowhere (by phone)."""

    start: datetime
    lieu_slug: str

    def __str__(self) -> str:
        return f"{self.start.astimezone(UTC):{INSTANT}}@{self.lieu_slug}"


def read_choice(text: str) -> Choice:
    """Raises ValueError on anything but what a button writes."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("a choice is an instant, then a lieu")
    return Choice(datetime.fromisoformat(found[1]).astimezone(UTC), found[2])
