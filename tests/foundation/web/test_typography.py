from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from foundation.web.components.typography import (
    date_courte,
    date_heure,
    date_longue,
    duree,
    heure,
    insecables,
    jour,
    pluriel,
    telephone,
)
from tests.foundation.web.rendering import render

NB = "\u00a0"
PARIS = ZoneInfo("Europe/Paris")
MOMENT = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)


def test_a_date_is_written_in_full() -> None:
    assert date_longue(date(2026, 11, 24)) == "mardi 24 novembre 2026"
    assert jour(date(2026, 11, 24)) == "mardi 24 novembre"
    assert date_courte(date(2026, 11, 24)) == f"mar.{NB}24{NB}nov."


def test_the_first_of_the_month_is_an_ordinal() -> None:
    assert date_longue(date(2026, 7, 1)) == "mercredi 1er juillet 2026"


def test_a_time_holds_together_and_hides_its_zero_minutes() -> None:
    assert heure(datetime(2026, 11, 24, 9, 20, tzinfo=PARIS)) == f"9{NB}h{NB}20"
    assert heure(datetime(2026, 11, 24, 14, 0, tzinfo=PARIS)) == f"14{NB}h"
    assert heure(datetime(2026, 11, 24, 0, 5, tzinfo=PARIS)) == f"0{NB}h{NB}05"


@pytest.mark.parametrize("zone", [PARIS, "Europe/Paris"])
def test_a_moment_is_told_in_the_zone_of_the_place(zone: ZoneInfo | str) -> None:
    assert date_heure(MOMENT, zone) == f"mardi 24 novembre 2026 à 9{NB}h{NB}20"


def test_the_day_is_the_day_of_the_place_not_of_the_server() -> None:
    assert (
        date_longue(datetime(2026, 11, 24, 22, 0, tzinfo=UTC), "Indian/Reunion")
        == "mercredi 25 novembre 2026"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, f"1{NB}minute"), (20, f"20{NB}minutes"), (60, f"1{NB}h"), (timedelta(minutes=90), f"1{NB}h{NB}30")],
)
def test_a_duration_is_minutes_then_hours(value: int | timedelta, said: str) -> None:
    assert duree(value) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("0321505050", "03 21 50 50 50"),
        ("+262262301234", "0262 30 12 34"),
        ("+32470123456", "+32 470 12 34 56"),
        ("pas un numéro", "pas un numéro"),
    ],
)
def test_a_telephone_number_is_written_as_people_read_it(given: str, said: str) -> None:
    assert telephone(given).replace(NB, " ") == said


def test_high_punctuation_is_held_to_its_word() -> None:
    assert insecables("Besoin d’aide ? Appelez : « la mairie » ; merci") == (
        f"Besoin d’aide\u202f? Appelez{NB}: «{NB}la mairie{NB}»\u202f; merci"
    )


def test_missing_spaces_are_added_but_addresses_and_entities_are_left_alone() -> None:
    assert (
        insecables("Attention: voir https://exemple.fr/?a=1")
        == f"Attention{NB}: voir https://exemple.fr/?a=1"
    )
    assert render("{{ texte|insecables }}", texte="Pain & <eau> ?") == "Pain &amp; &lt;eau&gt;\u202f?"


def test_french_says_zero_in_the_singular() -> None:
    forms = "créneau libre,créneaux libres"
    assert [pluriel(number, forms).replace(NB, " ") for number in (0, 1, 2)] == [
        "0 créneau libre",
        "1 créneau libre",
        "2 créneaux libres",
    ]


def test_templates_have_the_same_words() -> None:
    assert render("{{ moment|date_heure:'Europe/Paris' }}", moment=MOMENT) == date_heure(MOMENT, PARIS)
