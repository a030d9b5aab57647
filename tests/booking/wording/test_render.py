"""Places in braces, and nothing else: what people typed is never a program."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.wording.assign import variant_of
from booking.wording.render import VARIABLES, render


def test_known_places_are_filled_and_others_stay_as_written() -> None:
    facts = {"jour": "mardi 24/11", "heure": "9h20"}
    assert render("RDV {jour} à {heure} {inconnu} {0}", facts) == "RDV mardi 24/11 à 9h20 {inconnu} {0}"


def test_what_a_value_contains_is_never_a_place() -> None:
    facts = {"motif": "{lien} {{ settings.SECRET_KEY }} {% now %}", "lien": "https://x.example"}
    assert render("{motif}", facts) == "{lien} {{ settings.SECRET_KEY }} {% now %}"


@pytest.mark.parametrize("trick", ["{jour.__class__}", "{jour!r}", "{{ jour }}", "{% if 1 %}", "%(jour)s"])
def test_no_language_is_understood(trick: str) -> None:
    assert "mardi" not in render(trick, {"jour": "mardi"}) or trick == "{{ jour }}"


def test_a_missing_value_leaves_no_hole() -> None:
    assert render("Bonjour {prenom}, à {heure} .", {"heure": "9h"}) == "Bonjour, à 9h."
    assert render("Bonjour {prenom} à vous", {}) == "Bonjour à vous"


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(sorted(VARIABLES)), st.text(max_size=20)))
def test_any_text_is_rendered(template: str, facts: dict[str, str]) -> None:
    render(template, facts)


def test_half_of_the_rdvs_get_the_second_text_and_keep_it() -> None:
    rdvs = [UUID(int=number) for number in range(4_000)]
    found = Counter(variant_of(each, "rdv_reminder") for each in rdvs)
    assert 1_880 <= found["b"] <= 2_120
    again = uuid4()
    assert variant_of(again, "rdv_reminder") == variant_of(again, "rdv_reminder")


def test_two_comparisons_at_once_do_not_sort_people_alike() -> None:
    rdvs = [UUID(int=number) for number in range(4_000)]
    alike = sum(variant_of(each, "rdv_reminder") == variant_of(each, "rdv_booked") for each in rdvs)
    assert 1_880 <= alike <= 2_120
