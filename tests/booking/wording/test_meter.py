"""What a text costs, before it is sent to anybody."""

from hypothesis import given
from hypothesis import strategies as st

from booking.wording.meter import changes, dear_characters, estimate, too_long
from booking.wording.short_text import LONGEST
from foundation.courier.gsm import Size, measure

USUAL = {
    "administration": "Mairie d’Arras",
    "motif": "passeport",
    "jour": "mardi 24/11",
    "heure": "9h20",
    "lieu": "Mairie centrale",
    "adresse": "1 place des Héros",
    "prenom": "Zoé",
    "lien": "https://rdv.gouv.fr/r/12-7Kq2Xb9mPdQr5tZa/",
    "telephone": "03 21 50 50 50",
    "pieces": "Une photo",
}
WORST = USUAL | {
    "administration": "Communauté urbaine",
    "motif": "renouvellement d’un titre de séjour pour étudiant",
    "jour": "mercredi 30/12",
    "lieu": "Maison départementale des solidarités de l’Artois",
    **{name: "m" * most for name, most in LONGEST.items()},
}
GOOD = "{administration} : RDV {motif} {jour} à {heure}, {lieu}. Déplacer, annuler : {lien}"


def test_an_ordinary_text_is_one_part_and_its_worst_case_still_is() -> None:
    usual = estimate(GOOD, USUAL)
    assert usual.size == Size("GSM-7", len(usual.text), 1)
    worst = estimate(GOOD, WORST)
    assert worst.size.parts == 1
    assert worst.text.startswith("Communauté urbaine : RDV renouvellemen... mercredi 30/12")
    assert WORST["lien"] in worst.text


def test_more_than_two_parts_are_refused_with_the_number_of_characters_to_remove() -> None:
    text = f"{GOOD} {'x' * 250}"
    problem = too_long(estimate(text, WORST))
    assert problem is not None
    over = int(problem.sentence.split("Retirez ")[1].split()[0])
    assert problem.sentence.startswith("Ce SMS coûterait 3 SMS avec les noms les plus longs. Retirez ")
    assert too_long(estimate(text[:-over], WORST)) is None
    assert too_long(estimate(text[: -over + 1], WORST)) is not None


def test_the_signs_that_double_the_price_are_named() -> None:
    problem = too_long(estimate(f"{GOOD} ☎ Venez à l’heure. 😀 {'x' * 20}", WORST))
    assert problem is not None
    assert problem.sentence.endswith("ou ces signes qui doublent le prix : « ☎ » « 😀 ».")
    assert dear_characters("œuvre « … » ’ ê") == []


def test_what_normalisation_writes_instead_is_told_once() -> None:
    told = [(each.typed, each.written) for each in changes("Nœud, œuf, empêché… é")]
    assert told == [("œ", "oe"), ("ê", "e"), ("…", "...")]


def test_a_first_name_of_another_alphabet_makes_no_sms_dearer() -> None:
    text = "Bonjour {prenom}, RDV {jour}"
    assert estimate(text, USUAL | {"prenom": "Łukasz"}).text == "Bonjour Lukasz, RDV mardi 24/11"
    assert estimate(text, USUAL | {"prenom": "Ольга"}).text == "Bonjour, RDV mardi 24/11"


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200)


@given(motif=names, lieu=names, prenom=names, adresse=names, pieces=names)
def test_whatever_the_names_a_text_that_was_accepted_holds_in_two_parts(**said: str) -> None:
    text = f"{GOOD} {{prenom}} {{adresse}} {'x' * 45}"
    assert too_long(estimate(text, WORST)) is None
    assert measure(estimate(text, USUAL | said).text).parts <= 2
