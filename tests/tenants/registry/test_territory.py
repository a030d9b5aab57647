from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking.queries.closed_days import SETS, legal_holidays
from tenants.registry import HolidaySet, communes, departements, holiday_set, time_zone


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("62", "Europe/Paris"),
        ("2A", "Europe/Paris"),
        ("971", "America/Guadeloupe"),
        ("972", "America/Martinique"),
        ("973", "America/Cayenne"),
        ("974", "Indian/Reunion"),
        ("975", "America/Miquelon"),
        ("976", "Indian/Mayotte"),
        ("977", "America/St_Barthelemy"),
        ("978", "America/Marigot"),
        ("986", "Pacific/Wallis"),
        ("987", "Pacific/Tahiti"),
        ("988", "Pacific/Noumea"),
        ("97411", "Indian/Reunion"),
        ("62041", "Europe/Paris"),
        ("98735", "Pacific/Tahiti"),
        ("98731", "Pacific/Marquesas"),
        ("98719", "Pacific/Gambier"),
    ],
)
def test_a_place_keeps_its_legal_time(place, zone):
    assert time_zone(place) == zone


@pytest.mark.parametrize("place", ["", "00", "999", "\0", "x" * 100_000])
def test_an_unknown_place_keeps_the_hours_and_days_of_the_mainland(place):
    assert time_zone(place) == "Europe/Paris"
    assert holiday_set(place) is HolidaySet.METROPOLE


def test_the_six_communes_of_the_marquises_and_the_gambier_have_their_own_time():
    apart = {one.name: time_zone(one.insee) for one in communes() if one.departement == "987"}
    marquises = {name for name, zone in apart.items() if zone == "Pacific/Marquesas"}

    assert marquises == {"Fatu-Hiva", "Hiva-Oa", "Nuku-Hiva", "Tahuata", "Ua-Huka", "Ua-Pou"}
    assert apart["Gambier"] == "Pacific/Gambier"
    assert apart["Bora-Bora"] == "Pacific/Tahiti"


def test_every_zone_exists_in_the_tz_database():
    assert all(ZoneInfo(time_zone(one.code)) and ZoneInfo(time_zone(one.chef_lieu)) for one in departements())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("62", HolidaySet.METROPOLE),
        ("57", HolidaySet.ALSACE_MOSELLE),
        ("67", HolidaySet.ALSACE_MOSELLE),
        ("68224", HolidaySet.ALSACE_MOSELLE),
        ("974", HolidaySet.REUNION),
        ("97611", HolidaySet.MAYOTTE),
        ("975", HolidaySet.METROPOLE),
        ("987", HolidaySet.POLYNESIE),
    ],
)
def test_a_place_keeps_its_public_holidays(place, expected):
    assert holiday_set(place) is expected


@pytest.mark.parametrize(
    ("place", "day", "closed"),
    [
        ("62", date(2026, 12, 26), False),
        ("67", date(2026, 12, 26), True),
        ("57", date(2026, 4, 3), True),
        ("974", date(2026, 12, 20), True),
        ("62", date(2026, 12, 20), False),
        ("976", date(2026, 4, 27), True),
        ("988", date(2026, 9, 24), True),
        ("62", date(2026, 7, 14), True),
        ("986", date(2026, 7, 14), True),
    ],
)
def test_the_library_of_holidays_knows_every_set(place, day, closed):
    assert (day in legal_holidays(holiday_set(place), 2026)) is closed


def test_the_office_knows_the_days_of_every_set():
    assert set(HolidaySet) <= set(SETS)
