"""What the place of an administration decides: its time zone and its public holidays.

A place is the code of a département or of an overseas collectivity ("62", "2A", "974"), or the INSEE code of
a commune, which alone tells the three zones of Polynésie française apart. The mainland is the answer for any
other text: an administration without a known place still keeps hours.
"""

from enum import StrEnum

MAINLAND_ZONE = "Europe/Paris"

# Legal time: décret n° 2017-292 of 6 March 2017; names from the tz database.
_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",  # Clipperton, UTC−8, has no name of its own
    "98413": "Indian/Reunion",  # Crozet, UTC+4
    "98414": "Antarctica/DumontDUrville",
    "98415": "Indian/Mayotte",  # Îles Éparses
    "98719": "Pacific/Gambier",
    **dict.fromkeys(("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"),
}


class HolidaySet(StrEnum):
    """Names that `Organisation.holiday_set` bears; `booking.queries.closed_days` knows their days."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"
    WALLIS_ET_FUTUNA = "wallis_et_futuna"
    POLYNESIE = "polynesie"
    NOUVELLE_CALEDONIE = "nouvelle_caledonie"


# Saint-Pierre-et-Miquelon, the southern lands and Clipperton keep the days of the mainland.
_HOLIDAY_SETS = {
    **dict.fromkeys(("57", "67", "68"), HolidaySet.ALSACE_MOSELLE),
    "971": HolidaySet.GUADELOUPE,
    "972": HolidaySet.MARTINIQUE,
    "973": HolidaySet.GUYANE,
    "974": HolidaySet.REUNION,
    "976": HolidaySet.MAYOTTE,
    "977": HolidaySet.SAINT_BARTHELEMY,
    "978": HolidaySet.SAINT_MARTIN,
    "986": HolidaySet.WALLIS_ET_FUTUNA,
    "987": HolidaySet.POLYNESIE,
    "988": HolidaySet.NOUVELLE_CALEDONIE,
}


def time_zone(place: str) -> str:
    """An IANA name."""
    return _ZONES.get(place) or _ZONES.get(departement_of(place), MAINLAND_ZONE)


def holiday_set(place: str) -> HolidaySet:
    return _HOLIDAY_SETS.get(departement_of(place), HolidaySet.METROPOLE)


def departement_of(place: str) -> str:
    """Of an INSEE code, the département or overseas collectivity; any other text comes back as it is."""
    if len(place) != 5:
        return place
    return place[:3] if place.startswith(("97", "98")) else place[:2]
