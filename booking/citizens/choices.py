"""What a slot button posts: an instant and a lieu, never the number of a row."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """`lieu_slug` is empty for an rdv that happens nowhere (by phone)."""

    start: datetime
    lieu_slug: str

    def __str__(self) -> str:
        return f"{self.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}@{self.lieu_slug}"


def read_choice(text: str) -> Choice:
    """Raises ValueError on anything but what a button writes."""
    instant, separator, lieu_slug = text.partition("@")
    if not separator:
        raise ValueError("a choice is an instant, then a lieu")
    return Choice(datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), lieu_slug)
