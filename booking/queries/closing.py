"""Days on which an organisation does not open: legal holidays, and those it chose."""

from datetime import date

from booking.models import Organisation
from booking.queries.closed_days import closed_days


def own_closed_days(organisation: Organisation) -> frozenset[date]:
    """They close everything."""
    return frozenset(date.fromisoformat(day) for day in organisation.closed_on)


def days_without_opening(
    organisation: Organisation, first: date, last: date, *, on_holidays: bool = False
) -> frozenset[date]:
    """Closed for a plage; with `on_holidays`, for one that is open on legal holidays."""
    own = frozenset(day for day in own_closed_days(organisation) if first <= day <= last)
    return own if on_holidays else own | closed_days(organisation.holiday_set, first, last)
