"""A message is in the language of the rdv, and an SMS in another alphabet still fits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from booking.commands.book_rdv import book_rdv
from booking.commands.details import Details
from booking.models import Motif, Participation
from booking.queries.wording_values import short_day
from booking.vocabulary import MessageKind
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.gsm import measure
from foundation.tenancy import current
from project.translating.compiling import compile_catalogues
from sso.contacts.ask_code import ask_code
from sso.contacts.contact import Contact
from sso.contacts.models import Channel
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, bodies, calendar_in, only, relay_all
from tests.booking.reactions.test_short_text import BY_SMS, FACTS, written
from tests.counterparts.mailbox.client import Mailbox

NAMES = {"ar": {"name": "جواز سفر"}, "en": {"name": "Passport", "to_bring": "A recent photo"}}
MOST_PARTS = 3


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.fixture
def book_in(office: Office) -> Callable[[str], Participation]:
    Motif.objects.filter(pk=office.motif.pk).update(translations=NAMES)
    office.motif.refresh_from_db()

    def book(language: str) -> Participation:
        details = Details(language=language)
        booked = book_rdv(office.wanted(NINE), identity=ZOE, by=VISITOR, now=clock.now(), details=details)
        relay_all()
        return booked

    return book


def test_an_english_letter_and_sms(book_in: Callable[[str], Participation], mailbox: Mailbox) -> None:
    token = book_in("en").link_token
    letters = [each for each in mailbox.messages() if each["kind"] == "email"]
    (email,) = letters
    text, html = bodies(email)
    assert '<html lang="en" dir="ltr"' in html
    for body in (text, html):
        assert "Passport" in body
        assert "A recent photo" in body
        assert current().url(f"/r/{token}/?lang=en") in body
        assert "Rendez-vous" not in body
    assert "Passport" in calendar_in(mailbox, email).to_ical().decode()
    sms = only(mailbox, "sms")["text"]
    assert "passport" in sms
    assert "Tuesday 24/11" in sms
    assert "lang=" not in sms, "its page goes on in the language of the rdv, and characters are paid"
    assert measure(sms).alphabet == "GSM-7"


def test_an_arabic_letter_and_sms(book_in: Callable[[str], Participation], mailbox: Mailbox) -> None:
    book_in("ar")
    text, html = bodies(only(mailbox, "email"))
    assert '<html lang="ar" dir="rtl"' in html
    for body in (text, html):
        assert "جواز سفر" in body
        # What was not translated is told in French.
        assert "Une photo d’identité" in body
        assert "?lang=ar" in body
    sms = only(mailbox, "sms")["text"]
    assert "جواز سفر" in sms
    size = measure(sms)
    assert (size.alphabet, size.parts <= MOST_PARTS) == ("UCS-2", True)


@pytest.mark.parametrize("language", ["ar", "uk"])
@pytest.mark.parametrize("kind", BY_SMS)
def test_another_alphabet_fits_in_three_parts(kind: MessageKind, language: str) -> None:
    names = {
        "motif": Motif(name="م" * 40 if language == "ar" else "п" * 40),
        "place": "Maison départementale " * 3,
    }
    with translation.override(language):
        for facts in (FACTS, replace(FACTS, **names)):
            size = measure(written(kind, facts))
            assert size.alphabet == "UCS-2"
            assert size.parts <= MOST_PARTS


def test_the_day_is_written_as_the_language_writes_it() -> None:
    tuesday = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Paris"))
    said = {}
    for language in ("fr", "en", "es"):
        with translation.override(language):
            said[language] = short_day(tuesday)
    assert said == {"fr": "mardi 24/11", "en": "Tuesday 24/11", "es": "martes 24/11"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "est votre code"), ("en", "is your code"), ("ar", "رمزك")]
)
def test_a_code_leaves_in_the_language_of_the_page(
    office: Office, mailbox: Mailbox, language: str, sentence: str
) -> None:
    contact = Contact(Channel.SMS, "+33612345678")
    with translation.override(language):
        ask_code(contact, purpose="prove", browser="hers", address="192.0.2.7", now=clock.now())
    relay_all()
    sms = only(mailbox, "sms")["text"]
    assert sentence in sms
    assert sms.splitlines()[-1].startswith("@arras.rdv.localhost #")


def test_an_unknown_address_is_told_in_the_language_of_the_page(office: Office, mailbox: Mailbox) -> None:
    with translation.override("en"):
        ask_code(
            Contact(Channel.EMAIL, "nobody@exemple.fr"),
            purpose="identify",
            browser="hers",
            address="192.0.2.7",
            now=clock.now() + timedelta(seconds=1),
        )
    relay_all()
    assert only(mailbox, "email")["subject"] == "No appointment at this address"
