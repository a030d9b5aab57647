from datetime import date, datetime, timedelta

from booking.vocabulary import HORIZON


def horizon(now: datetime) -> tuple[date, date]:
    """The days that the free-time index covers, both included; from yesterday, as overseas days end later than ours."""
    return now.date() - timedelta(days=1), (now + HORIZON).date()
