from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.courier.gsm import BASIC, EXTENSION, Size, measure, normalise, parts

GSM = st.text(alphabet=sorted(BASIC | EXTENSION), max_size=500)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("à 9\u202fh\u202f20, n’oubliez pas…", "à 9 h 20, n'oubliez pas..."),
        ("«\u00a0Pièces\u00a0»", '"Pièces"'),
        ("Empêché, ça, Noël, œuvre, ÉTÉ À CÔTÉ", "Empeché, ca, Noel, oeuvre, ÉTÉ A COTÉ"),
        ("rue Étienne–Dolet", "rue Étienne-Dolet"),
        ("50 € {x} ~", "50 € {x} ~"),
        ("e\u0301te\u0301", "été"),
        ("ligne\nsuivante\t!", "ligne\nsuivante !"),
        ("Łódź", "Łodz"),
        ("Здравствуйте", "Здравствуйте"),
    ],
)
def test_signs_are_straightened_and_only_foreign_accents_removed(typed: str, sent: str) -> None:
    assert normalise(typed) == sent


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", Size("GSM-7", 0, 1)),
        ("a" * 160, Size("GSM-7", 160, 1)),
        ("a" * 161, Size("GSM-7", 161, 2)),
        ("a" * 306, Size("GSM-7", 306, 2)),
        ("a" * 307, Size("GSM-7", 307, 3)),
        ("€" * 80, Size("GSM-7", 160, 1)),
        ("é" * 159 + "€", Size("GSM-7", 161, 2)),
        ("ê" * 70, Size("UCS-2", 70, 1)),
        ("ê" * 71, Size("UCS-2", 71, 2)),
        ("ê" * 135, Size("UCS-2", 135, 3)),
        ("🙂" * 35, Size("UCS-2", 70, 1)),
    ],
)
def test_parts_are_counted_as_operators_do(text: str, size: Size) -> None:
    assert measure(text) == size


def test_one_curly_apostrophe_no_longer_costs_a_part() -> None:
    text = "Mairie d’Arras : " + "a" * 156
    assert (measure(text).parts, measure(normalise(text)).parts) == (3, 2)


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("«\u00a0L’œuvre\u00a0» – à Noël… 50\u202f€")
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # 306 places, but the euro sign does not fit the last one of the first part.
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 151 + "€" + "a" * 153, 2),
        ("ê" * 66 + "🙂" + "ê" * 66, 3),
        ("ê" * 65 + "🙂" + "ê" * 67, 2),
    ],
)
def test_a_character_of_two_halves_is_never_cut(text: str, count: int) -> None:
    assert parts(text) == count


@given(GSM)
def test_parts_are_those_of_a_carrier_that_cuts_by_hand(text: str) -> None:
    septets = "".join(f"\x1b{character}" if character in EXTENSION else character for character in text)
    if len(septets) <= 160:
        assert parts(text) == 1
        return
    cuts = 0
    while septets:
        # The escape never ends a part.
        end = 153 - (septets[152:153] == "\x1b")
        septets, cuts = septets[end:], cuts + 1
    assert parts(text) == cuts


@given(st.text(max_size=400))
def test_a_longer_text_never_costs_less(text: str) -> None:
    counts = [parts(text[:length]) for length in range(0, len(text) + 1, 40)]
    assert all(shorter <= longer for shorter, longer in pairwise(counts))


@given(st.text(max_size=400))
def test_normalising_is_done_once_and_never_enlarges_the_alphabet(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    if measure(text).alphabet == "GSM-7":
        assert measure(once).alphabet == "GSM-7"
