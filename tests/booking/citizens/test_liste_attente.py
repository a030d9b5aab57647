"""Entering the waiting list, and answering an offer, as a visitor does."""

from datetime import timedelta
from typing import Any

import pytest

from booking.models import CreneauOffer, FileAttente, Rdv
from booking.vocabulary import AttenteState, OfferState
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, SLOTS, Office, Visitor, text, value_of
from tests.booking.citizens.waiting import ANNA, JOIN, TEN_MINUTES, WEEK, answer, free_nine, join
from tests.booking.commands.conftest import NINE
from tests.booking.commands.waiting import run_until
from tests.makers.office import make_lieu, make_plage


@pytest.fixture
def offered(office: Office, browser: Visitor, clock: Any) -> str:
    """Anna's page, while nine o'clock on Tuesday is kept for her."""
    page = str(join(browser)["Location"])
    free_nine(clock)
    return page


def test_the_slots_page_leads_to_the_list(office: Office, browser: Visitor) -> None:
    assert f'href="{JOIN}"' in browser.get(SLOTS).content.decode()
    assert "/rdv/mariage/liste-attente/" in browser.get("/rdv/mariage/").content.decode()


def test_everything_is_ticked_and_joining_leads_to_ones_own_page(office: Office, browser: Visitor) -> None:
    form = browser.get(JOIN)
    assert form.content.decode().count(" checked") == 12
    assert value_of(form, "jusqu_au") == "2027-02-21"
    page = browser.get(join(browser)["Location"])
    assert "Vous êtes sur la liste d’attente" in text(page)
    assert "Personne n’est inscrit avant vous." in text(page)
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "same-origin")
    place = FileAttente.objects.get()
    assert (place.half_days, place.lieux, place.usager.phone) == ([], [], "+33698765432")


def test_wishes_are_kept(office: Office, browser: Visitor) -> None:
    other = make_lieu(office.organisation, name="Annexe Sud")
    make_plage(office.agent.agenda, other, office.motif)
    page = browser.get(join(browser, matin=["2"], apres_midi=["2", "4"], lieux=[str(other.pk)])["Location"])
    assert "Mardi, jeudi après-midi" in text(page)
    assert "Annexe Sud" in text(page)
    assert FileAttente.objects.get().lieux == [other.pk]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"matin": [], "apres_midi": []}, "Cochez au moins une demi-journée."),
        ({"telephone": "03 21 50 50 50"}, "Donnez un téléphone portable ou une adresse électronique"),
        ({"telephone": ""}, "Donnez un téléphone portable ou une adresse électronique"),
        ({"prenom": ""}, "Indiquez votre prénom."),
        ({"nom": "x" * 100_000}, "trop long"),
        ({"jusqu_au": "2026-11-01"}, "Cette date est passée."),
        ({"jusqu_au": "demain"}, "Écrivez une date"),
        ({"matin": ["9"]}, "Mardi"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(
    said: dict[str, Any], sentence: str, office: Office, browser: Visitor
) -> None:
    refused = join(browser, **said)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert value_of(refused, "courriel") == ""
    assert "Petit" in refused.content.decode() or "nom" in said
    assert FileAttente.objects.count() == 0


def test_a_form_sent_twice_is_one_place_and_the_same_answer(office: Office, browser: Visitor) -> None:
    assert join(browser)["Location"] == join(browser)["Location"]
    assert FileAttente.objects.count() == 1


def test_nothing_of_somebody_elses_place_is_shown(office: Office, browser: Visitor) -> None:
    join(browser)
    stranger = join(Visitor())
    assert stranger.status_code == 409
    assert FileAttente.objects.get().token not in stranger.content.decode()


def test_an_offer_is_shown_and_a_get_takes_nothing(offered: str, browser: Visitor) -> None:
    page = text(browser.get(offered))
    assert "Un créneau est gardé pour vous" in page
    assert "Répondez avant 8 h 40" in page
    assert "mardi 24 novembre" in page.lower()
    assert CreneauOffer.objects.get().state == OfferState.LIVE


def test_taking_it_leads_to_the_rdv_and_taking_it_twice_to_the_same(offered: str, browser: Visitor) -> None:
    offer = value_of(browser.get(offered), "offre")
    said = {"geste": "prendre", "offre": offer}
    taken = browser.post(offered, said)
    assert taken.status_code == 303
    assert browser.post(offered, said)["Location"] == taken["Location"]
    assert Rdv.objects.get(status="scheduled").starts_at == NINE
    assert "Rendez-vous confirmé" in text(browser.get(taken["Location"]))
    assert "Vous avez pris rendez-vous" in text(browser.get(offered))


def test_no_thank_you_keeps_the_place(offered: str, browser: Visitor) -> None:
    answer(browser, offered, "refuser")
    assert "Vous êtes sur la liste d’attente" in text(browser.get(offered))


def test_who_leaves_is_asked_nothing_more(offered: str, browser: Visitor) -> None:
    answer(browser, offered, "retirer")
    assert "Vous n’êtes plus sur la liste d’attente" in text(browser.get(offered))
    assert FileAttente.objects.get().state == AttenteState.LEFT


def test_an_answer_that_comes_too_late_is_told(offered: str, browser: Visitor, clock: Any) -> None:
    said = {"geste": "prendre", "offre": value_of(browser.get(offered), "offre")}
    late = NOW + timedelta(hours=1)
    clock.move_to(late)
    run_until(late)
    refused = browser.post(offered, said)
    assert refused.status_code == 409
    assert "n’est plus gardé pour vous" in text(refused)
    assert "Vous êtes sur la liste d’attente" in text(refused)


@pytest.mark.parametrize("said", [{}, {"geste": "danser"}, {"geste": "prendre", "offre": "7"}])
def test_a_forged_answer_changes_nothing(said: dict[str, str], offered: str, browser: Visitor) -> None:
    assert browser.post(offered, said)["Location"] == offered
    assert CreneauOffer.objects.get().state == OfferState.LIVE


def test_another_administration_knows_nothing_of_the_link(
    pas_de_calais: Tenant, offered: str, browser: Visitor
) -> None:
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    assert elsewhere.get(offered).status_code == 404
    assert elsewhere.post(offered, {"geste": "retirer"}).status_code == 404
    assert browser.get("/attente/nulle-part/").status_code == 404


def test_who_has_an_rdv_waits_for_an_earlier_one_and_swaps(
    office: Office, browser: Visitor, clock: Any
) -> None:
    browser.hold("2026-11-26T08:00:00Z@mairie-centrale")
    own = str(browser.confirm()["Location"])
    assert f'href="{own}plus-tot/"' in browser.get(own).content.decode()
    earlier = browser.get(f"{own}plus-tot/")
    assert "Vous gardez votre rendez-vous" in text(earlier)
    page = str(browser.post(f"{own}plus-tot/", WEEK)["Location"])
    assert browser.post(f"{own}plus-tot/", WEEK)["Location"] == page
    other = Visitor()
    other.hold()
    link = str(other.confirm(**ANNA)["Location"])
    other.post(f"{link}annuler/")
    clock.move_to(NOW + TEN_MINUTES)
    run_until(NOW + TEN_MINUTES)
    assert "Ce créneau remplace votre rendez-vous du" in text(browser.get(page))
    assert answer(browser, page, "prendre")["Location"] == own
    assert Rdv.objects.get(status="scheduled").starts_at == NINE
