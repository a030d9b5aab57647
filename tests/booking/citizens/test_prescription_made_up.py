"""What a prescriber types or forges: a sentence each time, what was right stays, nothing is half written."""

from typing import Any

import pytest

from booking.commands.expire_holds import expire_holds
from booking.models import Hold, Participation, Rdv, Usager
from booking.vocabulary import Modalite
from foundation import clock as clock_of_the_house
from tests.booking.citizens.conftest import ZOE, Office, Visitor, text, value_of
from tests.booking.citizens.prescribing import LEA, MOTIFS, PERSON, TIMES, hold, introduce, prove
from tests.booking.citizens.sessions import make_session, make_workshop

pytestmark = pytest.mark.django_db
ABOUT_ME = "/prescription/vous/"
LONG = "x" * 100_000
COMBINING = "Zoe\u0301" + "\u0301" * 5
QUESTIONS = [
    {"id": "q1", "label": "Combien d’enfants ?", "kind": "text", "required": True},
    {"id": "q2", "label": "Déjà venu ?", "kind": "yes_no", "required": False},
]


@pytest.fixture
def holding(reserved: Office, browser: Visitor) -> Visitor:
    introduce(browser)
    hold(browser)
    return browser


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"structure": ""}, "Indiquez le nom de votre structure."),
        ({"structure": LONG}, "150 caractères au plus"),
        ({"prenom": ""}, "Indiquez votre prénom."),
        ({"prenom": LONG}, "80 caractères au plus"),
        ({"nom": LONG}, "80 caractères au plus"),
        ({"nom": "Pe\0tit"}, "caractère invisible"),
        ({"telephone": "12"}, "Ce numéro de téléphone n’existe pas"),
        ({"telephone": LONG}, "Ce numéro de téléphone n’existe pas"),
        ({"telephone": ""}, "Indiquez un téléphone"),
    ],
)
def test_who_one_is_gets_a_sentence_and_the_rest_stays(
    reserved: Office, browser: Visitor, typed: dict[str, str], sentence: str
) -> None:
    prove(browser)
    refused = browser.post(ABOUT_ME, LEA | typed)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert len(refused.content) < 60_000
    kept = {name: said for name, said in LEA.items() if name not in typed}
    assert {name: value_of(refused, name) for name in kept} == kept


@pytest.mark.parametrize("name", ["ليلى", "Le\u0301a", COMBINING])
def test_who_one_is_in_any_script_twice_and_by_the_back_button(
    reserved: Office, browser: Visitor, name: str
) -> None:
    prove(browser)
    assert {browser.post(ABOUT_ME, LEA | {"prenom": name})["Location"] for _ in range(2)} == {MOTIFS}
    assert value_of(browser.get(ABOUT_ME), "structure") == LEA["structure"]
    hold(browser)
    browser.post(PERSON, ZOE)
    assert Participation.objects.get().prescriber["last_name"] == LEA["nom"]


@pytest.mark.parametrize(
    ("creneau", "status"),
    [
        ("2026-11-24T03:00:00Z@mairie-centrale", 409),
        ("2027-11-24T08:00:00Z@mairie-centrale", 409),
        ("2026-11-20T08:00:00Z@mairie-centrale", 409),
        ("2026-11-24T08:07:00Z@mairie-centrale", 409),
        ("2026-11-24T08:00:00Z@nulle-part", 409),
        ("2026-11-24T08:00:00Z", 422),
        ("demain", 422),
        ("", 422),
        ("\0", 422),
        (LONG, 422),
    ],
)
def test_a_time_that_is_not_offered_is_kept_for_nobody(
    reserved: Office, browser: Visitor, creneau: str, status: int
) -> None:
    introduce(browser)
    refused = browser.post(TIMES, {"creneau": creneau} | ZOE)
    assert refused.status_code == status
    assert ("vient d’être pris" if status == 409 else "Choisissez un créneau dans la liste.") in text(refused)
    assert len(refused.content) < 90_000
    assert not Hold.objects.exists()


def test_a_time_taken_meanwhile_is_told(reserved: Office, holding: Visitor) -> None:
    taken = {"creneau": "2026-11-24T08:00:00Z@mairie-centrale"}
    colleague = Visitor()
    prove(colleague, "paul@ccas.example")
    colleague.post(ABOUT_ME, LEA)
    assert colleague.post(TIMES, taken).status_code == 409
    assert Hold.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"prenom": LONG}, "80 caractères au plus"),
        ({"nom": ""}, "Indiquez le nom de la personne."),
        ({"nom": "Mar\0tin"}, "caractère invisible"),
        ({"telephone": LONG}, "Ce numéro de téléphone n’existe pas"),
        ({"courriel": LONG}, "trop longue"),
        ({"courriel": "zoe\0@exemple.fr"}, "Erreur"),
        ({"question_q1": ""}, "Répondez à la question « Combien d’enfants ? »."),
        ({"question_q1": LONG}, "500 caractères au plus"),
        ({"question_q1": "de\0ux"}, "caractère invisible"),
        ({"question_q2": "peut-être"}, "Choisissez une des réponses proposées."),
        ({"numero_1": ""}, "Indiquez le numéro de pré-demande."),
        ({"numero_1": LONG}, "Ce numéro n’est pas complet"),
        ({"numero_1": "123"}, "Ce numéro n’est pas complet"),
        ({"adresse": ""}, "Indiquez l’adresse où l’agent doit se rendre."),
        ({"adresse": LONG}, "250 caractères au plus"),
        ({"accepte": ""}, "cochez la case pour l’accepter"),
    ],
)
def test_the_person_gets_a_sentence_and_the_rest_stays(
    reserved: Office, holding: Visitor, typed: dict[str, str], sentence: str
) -> None:
    motif = reserved.motif
    motif.questions, motif.papers, motif.acceptance = QUESTIONS, "CNI", "Je viens à l’heure."
    motif.modalite = Modalite.HOME
    motif.save()
    right = ZOE | {
        "question_q1": "deux",
        "numero_1": "ABCDEFGH12",
        "adresse": "1 rue des Lilas",
        "accepte": "on",
    }
    said = {name: each for name, each in (right | typed).items() if name != "accepte" or each}
    refused = holding.post(PERSON, said)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert len(refused.content) < 60_000
    kept = [name for name in ("prenom", "nom", "telephone", "numero_1", "adresse") if name not in typed]
    assert {name: value_of(refused, name) for name in kept} == {name: right[name] for name in kept}
    assert ("question_q1" in typed) or "deux" in text(refused)
    assert not Usager.objects.exists()


@pytest.mark.parametrize(("first", "last"), [("محمد", "بن علي"), ("Zoe\u0301", "Martin"), (COMBINING, "Ng")])
def test_names_of_every_script_are_accepted(
    reserved: Office, holding: Visitor, first: str, last: str
) -> None:
    holding.post(PERSON, ZOE | {"prenom": first, "nom": last})
    assert Usager.objects.get().last_name == last


@pytest.mark.parametrize("made_up", ["", "faux", "\0", LONG])
def test_a_reservation_that_cannot_be_read_is_the_time_kept_last(holding: Visitor, made_up: str) -> None:
    assert holding.post(PERSON, ZOE | {"reservation": made_up}).status_code == 303
    assert Rdv.objects.get().pk == Participation.objects.get().rdv_id


def test_the_time_that_somebody_else_keeps_is_confirmed_by_nobody_else(
    reserved: Office, holding: Visitor
) -> None:
    theirs = Hold.objects.get()
    thief = Visitor()
    prove(thief, "paul@ccas.example")
    thief.post(ABOUT_ME, LEA)
    assert thief.post(PERSON, ZOE | {"reservation": str(theirs.pk)}).status_code == 409
    hold(thief)
    assert thief.post(PERSON, ZOE | {"reservation": str(theirs.pk)}).status_code == 409
    assert not Rdv.objects.exists()


def test_a_time_over_but_free_is_confirmed_all_the_same(holding: Visitor, clock: Any) -> None:
    kept = Hold.objects.get()
    clock.shift(11 * 60)
    assert "Les dix minutes sont écoulées" in text(holding.get(PERSON))
    expire_holds([kept.pk], now=clock_of_the_house.now())
    pages = {text(holding.get(holding.post(PERSON, ZOE)["Location"])) for _ in range(2)}
    assert len(pages) == 1
    assert Rdv.objects.count() == 1


def test_the_key_of_a_seat_made_up_takes_one_seat(reserved: Office, browser: Visitor) -> None:
    session = make_session(reserved, make_workshop(reserved))
    introduce(browser)
    page = f"/prescription/motifs/atelier-cv/seances/{session.pk}/"
    refused = browser.post(page, ZOE | {"inscription": LONG, "nom": LONG})
    assert refused.status_code == 422
    assert value_of(refused, "prenom") == "Zoé"
    assert browser.post(page, ZOE | {"inscription": "\0"}).status_code == 303
    again = browser.post(page, ZOE | {"inscription": "\0"})
    assert again.status_code == 409
    assert "déjà inscrite à cette séance" in text(again)
    assert value_of(again, "nom") == "Martin"
    assert Participation.objects.count() == 1
