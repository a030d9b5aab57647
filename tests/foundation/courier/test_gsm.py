import pytest

from foundation.courier.gsm import Size, measure, normalise


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
