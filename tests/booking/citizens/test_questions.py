"""What a motif asks of its own: questions, an address, a text to accept."""

from typing import Any

import pytest

from booking.models import Motif, Participation, Rdv
from booking.vocabulary import Modalite
from tests.booking.citizens.conftest import FORM, Office, Visitor, open_mornings, slots, text, value_of
from tests.booking.citizens.test_kept_time import lose_the_time

QUESTIONS: list[dict[str, Any]] = [
    {"id": "objet", "label": "Objet de la demande", "kind": "text", "required": True, "hint": "En un mot."},
    {
        "id": "titre",
        "label": "Titre demandé",
        "kind": "choice",
        "choices": ["Carte", "Passeport"],
        "required": True,
    },
    {"id": "mineur", "label": "Êtes-vous mineur ?", "kind": "yes_no", "required": False},
]
PIECES = [
    {"label": "Justificatif de domicile", "hint": "moins d’un an"},
    {"label": "Livret de famille", "hint": "", "if": {"question": "mineur", "is": ["oui"]}},
]
ANSWERS = {"question_objet": "Perte", "question_titre": "Carte", "question_mineur": "oui", "accepte": "on"}


@pytest.fixture
def asking(office: Office) -> Office:
    motif = office.motif
    motif.questions, motif.pieces, motif.acceptance = QUESTIONS, PIECES, "Venez à l’heure.\n\nPrévenez sinon."
    motif.save()
    return office


def test_answers_are_kept_with_the_rdv(asking: Office, browser: Visitor, clock: Any) -> None:
    browser.hold()
    browser.confirm(**ANSWERS)
    place = Participation.objects.get()
    assert place.answers == {"objet": "Perte", "titre": "Carte", "mineur": "oui"}
    assert place.accepted_at is not None


def test_the_text_is_shown_in_full_and_must_be_accepted(asking: Office, browser: Visitor) -> None:
    browser.hold()
    page = browser.get(FORM)
    assert "Venez à l’heure. Prévenez sinon." in text(page)
    assert "J’ai lu et j’accepte" in text(page)
    refused = browser.confirm(**{**ANSWERS, "accepte": "off"})
    assert refused.status_code == 422
    assert text(refused).count("Lisez le texte, puis cochez la case pour l’accepter.") == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"question_objet": ""}, "Répondez à la question « Objet de la demande »."),
        ({"question_objet": "x" * 100_000}, "500 caractères au plus"),
        ({"question_objet": "a\0b"}, "caractère invisible"),
        ({"question_titre": ""}, "Répondez à la question « Titre demandé »."),
        ({"question_titre": "Permis"}, "Choisissez une des réponses proposées."),
        ({"question_titre": "\0"}, "Choisissez une des réponses proposées."),
        ({"question_mineur": "peut-être"}, "Choisissez une des réponses proposées."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_keeps_the_others(
    asking: Office, browser: Visitor, typed: dict[str, str], sentence: str
) -> None:
    browser.hold()
    refused = browser.confirm(**ANSWERS | typed)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    page = refused.content.decode()
    if "question_objet" not in typed:
        assert ">\nPerte</textarea>" in page
    if "question_titre" not in typed:
        assert 'value="Carte" checked' in page
    assert 'name="accepte" value="on" checked' in page
    assert value_of(refused, "prenom") == "Zoé"
    assert len(page) < 60_000
    assert not Rdv.objects.exists()


def test_several_lines_and_right_to_left_letters_are_an_answer(asking: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm(**ANSWERS | {"question_objet": "تجديد\r\n جواز\tالسفر"})
    assert Participation.objects.get().answers["objet"] == "تجديد جواز السفر"


def test_every_field_is_named_at_once_in_the_order_of_the_page(asking: Office, browser: Visitor) -> None:
    browser.hold()
    page = text(browser.post(FORM, {"prenom": "Zoé"}))
    assert "5 réponses sont à corriger" in page
    assert page.index("votre nom") < page.index("« Objet de la demande »") < page.index("« Titre demandé »")


def test_answers_survive_a_lost_time(asking: Office, browser: Visitor, clock: Any) -> None:
    browser.hold("2026-11-24T09:00:00Z@mairie-centrale")
    lose_the_time(asking, clock)
    lost = browser.confirm(**ANSWERS)
    assert lost.status_code == 409
    hidden = {name: value_of(lost, name) for name in ANSWERS}
    assert hidden == ANSWERS
    browser.hold(slots(lost)[0], **hidden)
    page = browser.get(FORM).content.decode()
    assert ">\nPerte</textarea>" in page
    assert 'value="Carte" checked' in page


def test_answers_survive_ten_minutes_more(asking: Office, browser: Visitor) -> None:
    browser.hold()
    browser.post(f"{FORM}prolonger/", {"question_objet": "Perte"})
    assert ">\nPerte</textarea>" in browser.get(FORM).content.decode()


def test_answers_to_one_motif_are_not_another_s(asking: Office, browser: Visitor) -> None:
    other = Motif.objects.get(slug="mariage")
    other.questions = QUESTIONS
    other.save()
    open_mornings(asking.agent, asking.lieu, other, periods=[["14:00", "16:00"]])
    browser.hold()
    browser.confirm(**ANSWERS | {"nom": ""})
    browser.post("/rdv/mariage/", {"creneau": "2026-11-24T13:00:00Z@mairie-centrale"})
    page = browser.get("/rdv/mariage/coordonnees/")
    assert value_of(page, "prenom") == "Zoé"
    assert "Perte" not in page.content.decode()


def elsewhere(office: Office, modalite: Modalite) -> None:
    office.motif.modalite = modalite
    office.motif.save()
    open_mornings(office.agent, None, office.motif, periods=[["14:00", "16:00"]])


NOWHERE = "2026-11-24T13:00:00Z@"


def test_at_home_an_address_is_needed_and_kept(office: Office, browser: Visitor) -> None:
    elsewhere(office, Modalite.HOME)
    browser.hold(NOWHERE)
    assert 'autocomplete="street-address"' in browser.get(FORM).content.decode()
    refused = browser.confirm(adresse="")
    assert text(refused).count("Indiquez l’adresse où l’agent doit se rendre.") == 2
    assert browser.confirm(adresse="x" * 100_000).status_code == 422
    assert browser.confirm(adresse="1 rue\0").status_code == 422
    page = browser.get(browser.confirm(adresse=" 12 rue  des Lilas, 62000 Arras ")["Location"])
    assert Rdv.objects.get().address == "12 rue des Lilas, 62000 Arras"
    assert "Lilas" not in text(page), "whoever finds the link does not learn where somebody lives"


def test_by_video_the_form_says_where_the_link_will_come(office: Office, browser: Visitor) -> None:
    elsewhere(office, Modalite.VISIO)
    browser.hold(NOWHERE)
    assert "Vous recevez le lien de la visioconférence avec la confirmation." in text(browser.get(FORM))
    assert "webconf.numerique.gouv.fr" in browser.get(browser.confirm()["Location"]).content.decode()


def test_by_phone_the_number_is_needed(office: Office, browser: Visitor) -> None:
    elsewhere(office, Modalite.PHONE)
    browser.hold(NOWHERE)
    refused = browser.confirm(telephone="", courriel="zoe@exemple.fr")
    assert "Donnez un numéro de téléphone" in text(refused)
    assert browser.confirm(telephone="03 21 50 50 50").status_code == 303


def test_nobody_thinks_that_both_contacts_are_needed(office: Office, browser: Visitor) -> None:
    browser.hold()
    page = text(browser.get(FORM))
    assert "Un portable ou une adresse électronique suffit." in page


def test_a_warning_of_the_motif_is_read_before_cancelling(office: Office, browser: Visitor) -> None:
    link = browser.book()
    assert "Votre créneau servira à quelqu’un d’autre." in text(browser.get(f"{link}annuler/"))
    office.motif.cancel_warning = "Vous perdrez votre tour."
    office.motif.save()
    assert "Vous perdrez votre tour." in text(browser.get(f"{link}annuler/"))
