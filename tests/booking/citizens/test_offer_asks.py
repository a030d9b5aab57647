"""A time that is offered is taken with everything that the booking form would have asked."""

from typing import Any

import pytest

from booking.models import CreneauOffer, Participation, Rdv, Usager
from booking.vocabulary import Modalite, OfferState, PapersKind
from tests.booking.citizens.conftest import NOW, Office, Visitor, text, value_of
from tests.booking.citizens.test_invitation import enter, make_invitation
from tests.booking.citizens.test_papers import NUMBER
from tests.booking.citizens.test_questions import ANSWERS, PIECES, QUESTIONS
from tests.booking.citizens.waiting import JOIN, WEEK, answer, free_nine, join
from tests.counterparts.hub.client import Hub

pytestmark = pytest.mark.django_db
HOME = "12 rue des Lilas, 62000 Arras"


@pytest.fixture
def offered(office: Office, browser: Visitor, clock: Any) -> str:
    page = str(join(browser)["Location"])
    free_nine(clock)
    return page


def ask(office: Office, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(office.motif, name, value)
    office.motif.save()


def booked() -> Participation:
    return Participation.objects.select_related("rdv").get(rdv__status="scheduled")


def test_nothing_more_is_asked_for_a_motif_that_asks_nothing(offered: str, browser: Visitor) -> None:
    page = browser.get(offered)
    assert "<label" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert "Ces informations servent" not in text(page)


def test_at_home_the_address_is_asked(offered: str, office: Office, browser: Visitor) -> None:
    ask(office, modalite=Modalite.HOME)
    assert 'name="adresse"' in browser.get(offered).content.decode()
    refused = answer(browser, offered, "prendre")
    assert refused.status_code == 422
    assert text(refused).count("Indiquez l’adresse où l’agent doit se rendre.") == 2
    assert answer(browser, offered, "prendre", adresse=HOME).status_code == 303
    assert booked().rdv.address == HOME


def test_questions_and_the_text_to_accept_are_asked(offered: str, office: Office, browser: Visitor) -> None:
    ask(office, questions=QUESTIONS, pieces=PIECES, acceptance="Venez à l’heure.")
    assert "Venez à l’heure." in text(browser.get(offered))
    assert answer(browser, offered, "prendre", **ANSWERS).status_code == 303
    assert booked().answers == {"objet": "Perte", "titre": "Carte", "mineur": "oui"}
    assert booked().accepted_at is not None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"question_objet": ""}, "Répondez à la question « Objet de la demande »."),
        ({"question_objet": "x" * 100_000}, "500 caractères au plus"),
        ({"question_objet": "a\0b"}, "caractère invisible"),
        ({"accepte": "off"}, "Lisez le texte, puis cochez la case pour l’accepter."),
    ],
)
def test_a_bad_answer_keeps_the_others_and_the_time(
    said: dict[str, str], sentence: str, offered: str, office: Office, browser: Visitor
) -> None:
    ask(office, questions=QUESTIONS, acceptance="Venez à l’heure.")
    refused = answer(browser, offered, "prendre", **ANSWERS | said)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    assert "Un créneau est gardé pour vous" in text(refused)
    assert value_of(refused, "offre") == str(CreneauOffer.objects.get(state=OfferState.LIVE).pk)
    assert 'value="Carte" checked' in refused.content.decode()
    assert len(refused.content) < 60_000
    assert not Rdv.objects.filter(status="scheduled").exists()


def test_no_thank_you_needs_no_answer(offered: str, office: Office, browser: Visitor) -> None:
    ask(office, questions=QUESTIONS)
    assert answer(browser, offered, "refuser")["Location"] == offered
    assert CreneauOffer.objects.get().state == OfferState.DECLINED


@pytest.fixture
def hub(hub: Hub) -> Hub:
    hub.declare(NUMBER, "validated")
    return hub


def test_the_number_of_papers_is_asked_and_checked(
    hub: Hub, offered: str, office: Office, browser: Visitor
) -> None:
    ask(office, papers=PapersKind.BOTH)
    assert "Indiquez le numéro de pré-demande." in text(answer(browser, offered, "prendre"))
    offer = value_of(browser.get(offered), "offre")
    said = {"geste": "prendre", "offre": offer, "numero_1": "ab12-cd34ef"}
    taken = browser.post(offered, said)
    assert taken.status_code == 303
    assert booked().papers == [NUMBER]
    assert browser.post(offered, said)["Location"] == taken["Location"], "sent twice"


def test_whom_an_invitation_names_is_who_waits(office: Office, browser: Visitor) -> None:
    zoe = Usager.objects.create(first_name="Zoé", last_name="Martin", phone="+33612345678", created_at=NOW)
    enter(browser, make_invitation(office, zoe))
    form = browser.get(JOIN)
    assert "Inscription pour Zoé M." in text(form)
    assert "Martin" not in text(form)
    typed = {"telephone": value_of(form, "telephone"), "courriel": ""}
    assert browser.post(JOIN, {**WEEK, **typed, "prenom": "Anna", "nom": "Petit"}).status_code == 303
    assert Usager.objects.get(files_attente__isnull=False) == zoe


def test_bringing_an_rdv_forward_asks_nothing_again(office: Office, browser: Visitor, clock: Any) -> None:
    browser.hold("2026-11-26T08:00:00Z@mairie-centrale")
    own = str(browser.confirm(prenom="Anna", nom="Petit")["Location"])
    page = str(browser.post(f"{own}plus-tot/", WEEK)["Location"])
    place = booked()
    place.answers, place.papers, place.accepted_at = {"objet": "Perte"}, [NUMBER], NOW
    place.save()
    Rdv.objects.filter(pk=place.rdv_id).update(address=HOME)
    free_nine(clock)
    ask(office, questions=QUESTIONS, acceptance="Venez à l’heure.", papers=PapersKind.BOTH)
    assert "Objet de la demande" not in text(browser.get(page))
    assert answer(browser, page, "prendre")["Location"] == own
    moved = booked()
    assert (moved.answers, moved.papers, moved.accepted_at) == ({"objet": "Perte"}, [NUMBER], NOW)
    assert moved.rdv.address == HOME


def test_as_many_papers_as_people_wait_were_fewer_taken_since(
    hub: Hub, office: Office, browser: Visitor, clock: Any
) -> None:
    several = {"unit": "personne", "at_most": 3, "minutes_each": 0}
    ask(office, people=several, papers=PapersKind.BOTH)
    page = str(join(browser, personnes="3")["Location"])
    ask(office, people={}, papers="")
    free_nine(clock)
    ask(office, people=several | {"at_most": 1}, papers=PapersKind.BOTH)
    assert 'name="numero_3"' in browser.get(page).content.decode()
