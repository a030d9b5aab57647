"""What a made up form does to the waiting list: a sentence, and nothing typed is lost."""

from typing import Any
from uuid import uuid4

import pytest

from booking.models import CreneauOffer, FileAttente, Usager
from booking.vocabulary import OfferState
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, Office, Visitor, text, value_of
from tests.booking.citizens.waiting import ANNA, JOIN, answer, free_nine, join
from tests.makers.office import make_lieu, make_motif, make_organisation, make_plage

pytestmark = pytest.mark.django_db
LONG = "x" * 100_000


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"prenom": LONG}, "80 caractères au plus"),
        ({"prenom": "An\0na"}, "caractère invisible"),
        ({"telephone": "0" * 100_000}, "Ce numéro de téléphone n’existe pas"),
        ({"telephone": "06\0"}, "caractère invisible"),
        ({"courriel": LONG + "@exemple.fr"}, "Cette adresse électronique est trop longue"),
        ({"courriel": "a\0@exemple.fr"}, "caractère invisible"),
        ({"jusqu_au": LONG}, "Écrivez une date"),
        ({"jusqu_au": "\0"}, "Écrivez une date"),
        ({"jusqu_au": "9999-12-32"}, "Écrivez une date"),
        ({"personnes": LONG}, "Choisissez un nombre de la liste."),
        ({"personnes": "\0"}, "Choisissez un nombre de la liste."),
        ({"personnes": "-1"}, "Choisissez un nombre de la liste."),
        ({"personnes": "٣"}, "Choisissez un nombre de la liste."),
    ],
)
def test_a_bad_field_gets_a_sentence_and_the_others_stay(
    said: dict[str, str], sentence: str, office: Office, browser: Visitor
) -> None:
    office.motif.people = {"unit": "person", "at_most": 3, "minutes_each": 20}
    office.motif.save()
    typed = {"matin": ["2", "3"], "apres_midi": ["4"], "jusqu_au": "2026-12-24", "personnes": "2"}
    refused = join(browser, **typed | said)
    assert refused.status_code == 422
    assert text(refused).count(sentence) == 2
    page = refused.content.decode()
    assert page.count(" checked") == 3
    kept = {name: value for name, value in ANNA.items() if name not in said}
    assert {name: value_of(refused, name) for name in kept} == kept
    if "jusqu_au" not in said:
        assert value_of(refused, "jusqu_au") == "2026-12-24"
    if "personnes" not in said:
        assert 'value="2" selected' in page
    assert "\0" not in page
    assert len(page) < 60_000
    assert not FileAttente.objects.exists()


@pytest.mark.parametrize(("prenom", "nom"), [("محمد", "بن علي"), ("Zoe\u0301", "Nguye\u0302\u0303n")])
def test_names_of_every_script_may_wait(office: Office, browser: Visitor, prenom: str, nom: str) -> None:
    assert join(browser, prenom=prenom, nom=nom).status_code == 303
    assert Usager.objects.get().last_name


@pytest.mark.parametrize("made_up", ["0", "999999", "-1", "\0", LONG, "neighbour"])
def test_a_lieu_that_was_not_offered_is_refused(made_up: str, office: Office, browser: Visitor) -> None:
    annexe = make_lieu(office.organisation, name="Annexe Sud", slug="annexe-sud")
    make_plage(office.agent.agenda, annexe, office.motif)
    if made_up == "neighbour":
        made_up = str(make_lieu(make_organisation(), slug="ailleurs").pk)
    refused = join(browser, lieux=[str(annexe.pk), made_up])
    assert refused.status_code == 422
    assert "Lieux qui vous conviennent" in text(refused)
    assert 'id="id_lieux-erreur"' in refused.content.decode()
    assert f'value="{annexe.pk}" checked' in refused.content.decode()
    assert not FileAttente.objects.exists()


def test_back_then_sent_again_leads_to_the_place_entered(office: Office, browser: Visitor) -> None:
    first = join(browser)["Location"]
    assert browser.get(JOIN).status_code == 200
    assert join(browser, matin=["2"])["Location"] == first
    place = FileAttente.objects.get()
    assert place.half_days == [], "to change one's wishes, one leaves and enters again"


def test_a_name_known_under_another_spelling_is_sent_twice_all_the_same(
    office: Office, browser: Visitor
) -> None:
    Usager.objects.create(first_name="Anna", last_name="PETIT", phone="+33698765432", created_at=NOW)
    assert join(browser)["Location"] == join(browser)["Location"]


@pytest.fixture
def offered(office: Office, browser: Visitor, clock: Any) -> str:
    page = str(join(browser)["Location"])
    free_nine(clock)
    return page


@pytest.mark.parametrize("gesture", ["", LONG, "prendre\0", "\0"])
@pytest.mark.parametrize("offer", [LONG, "\0", ""])
def test_a_forged_answer_changes_nothing(gesture: str, offer: str, offered: str, browser: Visitor) -> None:
    told = browser.post(offered, {"geste": gesture, "offre": offer})
    assert told["Location"] == offered
    assert CreneauOffer.objects.get().state == OfferState.LIVE


@pytest.mark.parametrize("gesture", ["prendre", "refuser"])
def test_somebody_elses_offer_is_not_answered(
    gesture: str, offered: str, office: Office, browser: Visitor
) -> None:
    """Neither by its id on one's own page, nor by an id of nowhere."""
    mine = str(join(Visitor(), prenom="Bob", telephone="06 11 22 33 44")["Location"])
    offer = value_of(browser.get(offered), "offre")
    for each in (offer, str(uuid4())):
        told = browser.post(mine, {"geste": gesture, "offre": each})
        assert told.status_code == (409 if gesture == "prendre" else 303)
    assert CreneauOffer.objects.get().state == OfferState.LIVE


def test_an_offer_of_another_administration_is_not_answered(
    pas_de_calais: Tenant, offered: str, browser: Visitor
) -> None:
    with in_tenant(pas_de_calais):
        far = Usager.objects.create(first_name="Bob", last_name="Far", phone="+33611223344", created_at=NOW)
        place = FileAttente.objects.create(
            usager=far, motif=make_motif(make_organisation()), last_day=NOW.date(), created_at=NOW
        )
        theirs = CreneauOffer.objects.create(
            file_attente=place, hold_id=uuid4(), starts_at=NOW, made_at=NOW, until=NOW
        )
    for gesture in ("prendre", "refuser"):
        browser.post(offered, {"geste": gesture, "offre": str(theirs.pk)})
    with in_tenant(pas_de_calais):
        assert CreneauOffer.objects.get().state == OfferState.LIVE
    assert CreneauOffer.objects.get().state == OfferState.LIVE


def test_back_after_the_answer_tells_what_was_answered(offered: str, browser: Visitor) -> None:
    offer = value_of(browser.get(offered), "offre")
    taken = answer(browser, offered, "prendre")["Location"]
    for gesture in ("prendre", "refuser"):
        again = browser.post(offered, {"geste": gesture, "offre": offer})
        assert again["Location"] in {taken, offered}
    assert "Vous avez pris rendez-vous" in text(browser.get(offered))
