"""What is typed of a proche, added or changed: a sentence each time, and what was right stays."""

from unicodedata import normalize

import pytest

from tests.booking.citizens.conftest import Office, text, value_of
from tests.booking.citizens.my_space import known, make_proche, make_usager
from tests.booking.citizens.test_proches import LEO, PAGE

pytestmark = pytest.mark.django_db
WRONG = [
    ({"prenom": ""}, "Indiquez le prénom de ce proche."),
    ({"nom": "12"}, "Écrivez ce nom avec des lettres."),
    ({"nom": "Martin\0"}, "Erreur"),
    ({"nom": "n" * 100_000}, "trop longue"),
    ({"prenom": "n" * 100_000}, "trop longue"),
    ({"naissance": "1" * 100_000}, "Cette date n’existe pas."),
    ({"naissance": "2015-\0"}, "Cette date n’existe pas."),
    ({"naissance": "2030-01-01"}, "dans l’avenir"),
    ({"naissance": "1800-01-01"}, "trop ancienne"),
    ({"naissance": "hier"}, "Cette date n’existe pas."),
]


@pytest.mark.parametrize("change", [False, True])
@pytest.mark.parametrize(("said", "sentence"), WRONG)
def test_what_cannot_be_kept_gets_a_sentence(
    office: Office, change: bool, said: dict[str, str], sentence: str
) -> None:
    zoe = make_usager()
    leo = make_proche(zoe)
    answer = known(zoe).post(f"{PAGE}{leo.pk}/" if change else PAGE, LEO | said)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert len(answer.content) < 60_000
    kept = {name: typed for name, typed in LEO.items() if name not in said}
    assert {name: value_of(answer, name) for name in kept} == kept
    leo.refresh_from_db()
    assert (leo.first_name, leo.birth_date, zoe.proches.count()) == ("Léo", None, 1)


@pytest.mark.parametrize("change", [False, True])
@pytest.mark.parametrize(
    ("first", "last"), [("ليو", "Мартен"), ("Le\u0301o", "Ng"), ("L" + "\u0301" * 60, "Ng")]
)
def test_names_in_any_script_are_names_however_often_sent(
    office: Office, change: bool, first: str, last: str
) -> None:
    zoe = make_usager()
    page = f"{PAGE}{make_proche(zoe, 'Ana').pk}/" if change else PAGE
    browser = known(zoe)
    answers = {browser.post(page, LEO | {"prenom": first, "nom": last})["Location"] for _ in range(2)}
    assert answers == {f"{PAGE}?fait={'change' if change else 'ajoute'}"}
    written = f"{normalize('NFC', first)} {last}"
    assert [str(each) for each in zoe.proches.exclude(first_name="Ana")] == [written]
    back = browser.get(page)
    assert value_of(back, "prenom") == (normalize("NFC", first) if change else "")
    assert written in text(back)
