"""Days closed by law, computed by the library `holidays`, never typed by hand."""

from datetime import date
from functools import lru_cache

import holidays

# Names of sets → (country, subdivision) of the library.
SETS: dict[str, tuple[str, str | None]] = {
    "metropole": ("FR", None),
    "alsace_moselle": ("FR", "6AE"),
    "guadeloupe": ("FR", "971"),
    "martinique": ("FR", "972"),
    "guyane": ("FR", "973"),
    "reunion": ("FR", "974"),
    "saint_pierre_et_miquelon": ("FR", "PM"),
    "mayotte": ("FR", "976"),
    "saint_barthelemy": ("FR", "BL"),
    "saint_martin": ("FR", "MF"),
    "wallis_et_futuna": ("FR", "WF"),
    "polynesie": ("FR", "PF"),
    "nouvelle_caledonie": ("FR", "NC"),
}


def closed_days(name: str, first: date, last: date) -> frozenset[date]:
    """Legal holidays of the set, `first` and `last` included. "none" has none; an unknown name raises KeyError."""
    if name == "none":
        return frozenset()
    years = (_year(name, year) for year in range(first.year, last.year + 1))
    return frozenset(day for days in years for day in days if first <= day <= last)


@lru_cache(maxsize=256)
def _year(name: str, year: int) -> frozenset[date]:
    country, subdivision = SETS[name]
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))
