"""A month is its first day, where the administration is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from foundation.tenancy import current


def month_of(moment: datetime) -> date:
    """Of the current administration."""
    return moment.astimezone(ZoneInfo(current().time_zone)).date().replace(day=1)


def months_back(month: date, count: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, index + 1, 1)
