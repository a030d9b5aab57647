import pytest

from booking.wording.catalogue import CATALOGUE
from booking.wording.problems import cleaned, problems

GOOD = "{administration} : RDV {motif} {jour} à {heure}, {lieu}. Déplacer ou annuler : {lien}"


def codes(text: str, **more: object) -> list[str]:
    return [each.code for each in problems(text, **more)]  # type: ignore[arg-type]


def test_an_ordinary_text_has_no_problem() -> None:
    assert problems(GOOD, needs=CATALOGUE["rappel"].needs, most=400) == []
    assert codes("Écrivez à accueil@arras.fr ou appelez le {telephone}. N. B. : 9h30.") == []
    assert codes("Voir (ou annuler) : {lien}. À bientôt") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour {nom}", "variable-inconnue"),
        ("Bonjour {prenom", "accolade"),
        ("Bonjour {{prenom}}", "accolade"),
        ("{% if jour %}", "accolade"),
        ("<b>Demain</b>", "balise"),
        ("Tom &amp; Jerry", "balise"),
        ("Voir https://mechant.example/x", "adresse-de-site"),
        ("Voir www.arras.fr", "adresse-de-site"),
        ("Voir arras.fr/rdv", "adresse-de-site"),
        ("Merci.Bonjour", "adresse-de-site"),
        ("Voir {lien}ici", "lien-colle"),
        ("Voir/{lien}", "lien-colle"),
    ],
)
def test_what_cannot_leave_is_said(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_sentences_name_what_to_change() -> None:
    (unknown,) = problems("Bonjour {nom}")
    assert unknown.sentence == "« {nom} » n’existe pas. Choisissez une variable de la liste."
    (missing,) = problems("RDV {jour} à {heure}", needs=CATALOGUE["rappel"].needs)
    assert missing.sentence == "Ajoutez {lien} : le lien pour voir, déplacer ou annuler doit être dit."
    (long,) = problems("x" * 12, most=10)
    assert long.sentence == "Ce texte est trop long de 2 caractères (10 au plus)."


def test_a_cancellation_needs_no_link() -> None:
    assert codes("RDV du {jour} à {heure} annulé", needs=CATALOGUE["annulation"].needs) == []


def test_what_is_invisible_is_removed() -> None:
    assert cleaned(" De\u0301ja\u0300\u200b vu\u202e\r\nici\x07\ud800 ") == "Déjà vu\nici"
