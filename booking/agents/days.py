"""Days in addresses: ISO dates of a sensible era, so that the day before and the day after exist too."""

from datetime import date

FIRST = date(2000, 1, 1)
LAST = date(2199, 12, 31)


class DayConverter:
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """ValueError is Django's word for "no such page"."""
        day = date.fromisoformat(value)
        if not FIRST <= day <= LAST:
            raise ValueError(f"out of range: {day}")
        return day

    def to_url(self, day: date) -> str:
        return day.isoformat()
