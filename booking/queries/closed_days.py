"""Days closed by law, computed by the library `holidays`, never typed by hand."""

from datetime import date
from functools import lru_cache

import holidays

# Names of sets → subdivision of France in the library; None is the country itself. Alsace keeps Moselle's days.
SETS: dict[str, str | None] = {
    "metropole": None,
    "alsace_moselle": "57",
    "guadeloupe": "971",
    "martinique": "972",
    "guyane": "973",
    "reunion": "974",
    "mayotte": "976",
    "saint_barthelemy": "BL",
    "saint_martin": "MF",
    "saint_pierre_et_miquelon": "PM",
    "wallis_et_futuna": "WF",
    "polynesie": "PF",
    "nouvelle_caledonie": "NC",
}


def closed_days(name: str, first: date, last: date) -> frozenset[date]:
    """Legal holidays of the set, `first` and `last` included. "none" has none; an unknown name raises KeyError."""
    if name == "none":
        return frozenset()
    years = (legal_holidays(name, year) for year in range(first.year, last.year + 1))
    return frozenset(day for days in years for day in days if first <= day <= last)


@lru_cache(maxsize=256)
def legal_holidays(name: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=SETS[name], years=year))
