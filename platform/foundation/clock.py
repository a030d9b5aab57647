"""The only reader of the system clock. Domain code receives `now=` from its door."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """The present civil date in `zone`."""
    return now().astimezone(zone).date()
