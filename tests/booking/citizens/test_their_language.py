"""Pages in the language that was chosen: whole, in its direction, the motif as the administration translated it."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches

from booking.models import FileAttente, Motif, Participation, SiteSettings
from booking.vocabulary import Modalite
from project.translating.compiling import compile_catalogues
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, open_mornings
from tests.booking.citizens.sessions import make_session, make_workshop
from tests.booking.citizens.waiting import join
from tests.makers.office import make_agent, make_lieu

PASSPORT_AR = "جواز سفر"
TRANSLATED = {
    "ar": {"name": PASSPORT_AR, "to_bring": "الوثيقة القديمة\nصورة حديثة"},
    "en": {"name": "Passport", "instructions": "Come five minutes early."},
}


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.fixture
def translated(office: Office) -> Office:
    Motif.objects.filter(pk=office.motif.pk).update(translations=TRANSLATED, instructions="Venez en avance.")
    return office


def reading(language: str) -> Visitor:
    browser = Visitor()
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return browser


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_arabic_goes_from_right_to_left(translated: Office) -> None:
    page = shown(reading("ar").get(SLOTS))
    assert '<html lang="ar" dir="rtl"' in page
    assert f'<bdi lang="ar">{PASSPORT_AR}</bdi>' in page
    assert '<bdi lang="ar">صورة حديثة</bdi>' in page
    # What nobody translated is French, and says so.
    assert '<bdi lang="fr" dir="ltr">Mairie centrale</bdi>' in page
    assert '<div lang="fr" dir="ltr"><p>Venez en avance.</p></div>' in page


def test_a_place_in_the_link_of_a_session_keeps_its_language(office: Office) -> None:
    motif = make_workshop(office)
    make_session(office, motif)
    annexe = make_lieu(office.organisation, name="Annexe <Nord>", slug="annexe")
    make_session(office, motif, lieu_id=annexe.pk, agenda_ids=[make_agent(office.organisation).agenda.pk])
    page = shown(reading("ar").get("/ateliers/"))
    assert ', <bdi lang="fr" dir="ltr">Annexe &lt;Nord&gt;</bdi></bdi></a>' in page


def test_english_has_its_own_texts_and_french_is_untouched(translated: Office) -> None:
    page = shown(reading("en").get(SLOTS))
    assert '<bdi lang="en">Passport</bdi>' in page
    assert '<div lang="en"><p>Come five minutes early.</p></div>' in page
    french = shown(reading("fr").get(SLOTS))
    assert '<bdi lang="fr">Passeport</bdi>' in french
    assert PASSPORT_AR not in french


def test_the_rdv_goes_on_in_the_language_it_was_booked_in(translated: Office) -> None:
    link = reading("ar").book()
    booked = Participation.objects.select_related("rdv__motif").get()
    assert (booked.language, booked.rdv.motif.name) == ("ar", "Passeport"), "a translation is never saved"
    fresh = Visitor()
    page = fresh.get(link)
    assert '<html lang="ar" dir="rtl"' in shown(page)
    assert page["Content-Language"] == "ar"
    assert f'<bdi lang="ar">{PASSPORT_AR}</bdi>' in shown(page)
    assert not page.cookies, "reading a link chooses nothing"
    assert PASSPORT_AR in fresh.get(f"{link}agenda.ics").content.decode().replace("\r\n ", "")
    # Whoever has chosen another is answered in it.
    assert '<html lang="en" dir="ltr"' in shown(reading("en").get(link))


def test_who_waits_goes_on_waiting_in_their_language(translated: Office) -> None:
    page = join(reading("ar"))["Location"]
    assert FileAttente.objects.get().language == "ar"
    assert '<html lang="ar" dir="rtl"' in shown(Visitor().get(page))


def test_an_administration_offers_only_the_languages_it_keeps(office: Office) -> None:
    SiteSettings.objects.create(id=1, languages=["en"])
    caches["default"].clear()
    choice = shown(Visitor().get("/langue/"))
    assert 'value="en"' in choice
    assert 'value="ar"' not in choice
    assert '<html lang="fr"' in shown(reading("ar").get(SLOTS))
    assert '<html lang="fr"' in shown(Visitor().get(f"{SLOTS}?lang=ar"))
    assert Visitor().post("/langue/", {"langue": "ar", "retour": "/"}).status_code == 400
    assert "lang=ar" not in shown(Visitor(HTTP_ACCEPT_LANGUAGE="ar").get(SLOTS))


def test_an_administration_in_french_alone_shows_no_choice(office: Office) -> None:
    SiteSettings.objects.create(id=1, languages=["fr"])
    caches["default"].clear()
    assert "/langue/" not in shown(Visitor().get(SLOTS))


def test_every_text_typed_in_french_says_so_on_an_arabic_page(office: Office) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(
        acceptance="Venez à l’heure.",
        cancel_warning="Prévenez votre référente.",
        obligations="Vous devez venir.",
        questions=[
            {"id": "cas", "label": "Objet", "kind": "choice", "choices": ["Perte"], "hint": "Un mot."},
        ],
        pieces=[{"label": "Ordonnance", "if": {"question": "cas", "is": ["Perte"]}}],
    )
    reader, french = reading("ar"), 'lang="fr" dir="ltr"'
    reader.hold()
    form = shown(reader.get(FORM))
    for said in ("Objet", "Perte", "Ordonnance"):
        assert f"<bdi {french}>{said}</bdi>" in form
    assert f"{french}>Un mot.</p>" in form
    assert f"<div {french}><p>Venez à l’heure.</p></div>" in form
    link = reader.confirm(question_cas="Perte", accepte="on")["Location"]
    page = shown(reader.get(link))
    for said in ("Ordonnance", "Entrée de plain-pied"):
        assert f"<bdi {french}>{said}</bdi>" in page
    assert f"<div {french}><p>Vous devez venir.</p></div>" in page
    assert f"<div {french}><p>Prévenez votre référente.</p></div>" in shown(reader.get(f"{link}annuler/"))


def test_the_words_of_the_service_are_never_said_to_be_french(office: Office) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(modalite=Modalite.VISIO)
    open_mornings(office.agent, None, office.motif, periods=[["14:00", "17:00"]])
    reader = reading("en")
    page = shown(reader.get(SLOTS))
    remote = "By video call"
    assert f'<bdi lang="en">{remote}</bdi>' in page
    assert f'<bdi lang="fr">{remote}' not in page
