"""Who is offered a time is told once, on each channel, as long as it is theirs to take."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import time_machine

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.decline_offer import decline_offer
from booking.commands.details import Details
from booking.commands.join_file_attente import Wish, join_file_attente, wait_for_earlier
from booking.commands.usagers import Identity
from booking.models import CreneauOffer, FileAttente, Motif, Participation, Receipt
from booking.queries.short_links import short_place
from booking.vocabulary import AttenteState, MessageKind, OfferState, ReceiptState
from foundation.actors import VISITOR
from foundation.tenancy import current
from project.translating.compiling import compile_catalogues
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.waiting import FAR, run_until
from tests.booking.reactions.letterbox import ZOE, bodies, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

ANNA = Identity(first_name="Anna", last_name="Petit", phone="+33698765432", email="anna@exemple.fr")
PASSPORT_AR = "جواز سفر"
OFFERED = NOW + timedelta(minutes=10)


def wait(office: Office, identity: Identity = ANNA, language: str = "fr") -> FileAttente:
    wish, details = Wish(last_day=FAR), Details(language=language)
    return join_file_attente(office.motif, wish, identity=identity, by=VISITOR, now=NOW, details=details)


def unsubscribe(mailbox: Mailbox) -> str:
    """Where mail readers lead who wants no more of these letters."""
    headers: dict[str, str] = only(mailbox, "email")["headers"]
    assert "List-Unsubscribe-Post" not in headers
    return headers["List-Unsubscribe"]


def test_who_enters_the_list_gets_the_link_of_their_place(
    office: Office, mailbox: Mailbox, monday: Any
) -> None:
    place = wait(office)
    relay_all()
    assert kinds(mailbox) == ["email"]
    for body in bodies(only(mailbox, "email")):
        assert "Passeport" in body
        assert current().url(f"/attente/{place.token}/") in body
        assert "lundi 1er février 2027" in body.replace("\u00a0", " ")
    assert unsubscribe(mailbox) == f"<{current().url(f'/attente/{place.token}/')}>"
    mailbox.empty()
    by_phone = replace(ANNA, email="", last_name="Grand")
    wait(office, by_phone)
    relay_all()
    assert kinds(mailbox) == ["sms"]
    own = FileAttente.objects.get(usager__last_name="Grand")
    assert "liste d'attente" in only(mailbox, "sms")["text"]
    assert only(mailbox, "sms")["text"].endswith(f"://rdv.localhost/a/{current().id}-{own.token}/")


def offer_nine(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: time_machine.Traveller
) -> CreneauOffer:
    """Zoé cancels, and is told; ten minutes later the time is offered. Nothing of the offer has left yet."""
    cancel_by_usager(book(ZOE), by=VISITOR, now=NOW)
    relay_all()
    mailbox.empty()
    monday.move_to(OFFERED)
    run_until(OFFERED, told=False)
    return CreneauOffer.objects.get()


def test_an_email_and_an_sms_say_what_when_where_and_until_when(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    place = wait(office)
    offer_nine(office, book, mailbox, monday)
    relay_all()
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    link = current().url(f"/attente/{place.token}/")
    letter, sms = only(mailbox, "email"), only(mailbox, "sms")
    assert unsubscribe(mailbox) == f"<{link}>"
    assert letter["to"] == ["anna@exemple.fr"] or letter["to"] == "anna@exemple.fr"
    for body in bodies(letter):
        plain = body.replace("\u202f", " ").replace("\u00a0", " ")
        for words in ("Passeport", "Hôtel de ville", "8 h 40", "mardi 24 novembre", link):
            assert words.lower() in plain.lower()
        assert "remplace" not in plain
        assert "/r/" not in plain
    assert "8h40" in sms["text"].replace(" ", "")
    assert short_place(place) in sms["text"]
    receipts = Receipt.objects.filter(kind=MessageKind.CRENEAU_OFFERED)
    assert set(receipts.values_list("state", "rdv", "usager")) == {(ReceiptState.SENT, None, place.usager_id)}


def test_it_is_told_in_the_language_of_who_waits(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    compile_catalogues()
    Motif.objects.filter(pk=office.motif.pk).update(translations={"ar": {"name": PASSPORT_AR}})
    office.motif.refresh_from_db()
    wait(office, language="ar")
    offer_nine(office, book, mailbox, monday)
    relay_all()
    text, html = bodies(only(mailbox, "email"))
    assert '<html lang="ar" dir="rtl"' in html
    for body in (text, html, only(mailbox, "sms")["text"]):
        assert PASSPORT_AR in body


def test_who_would_swap_is_told_what_they_give_back(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    far = office.wanted(NINE + timedelta(days=2))
    own = book_rdv(far, identity=ANNA, by=VISITOR, now=NOW)
    wait_for_earlier(own, Wish(last_day=FAR), now=NOW)
    offer_nine(office, book, mailbox, monday)
    relay_all()
    assert "remplace votre rendez-vous du jeudi 26 novembre" in only(mailbox, "email")["text"].replace(
        "\u00a0", " "
    )


def test_nobody_is_told_of_a_time_that_is_gone(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    place = wait(office)
    offer = offer_nine(office, book, mailbox, monday)
    decline_offer(place, offer.pk, now=OFFERED)
    relay_all()
    assert mailbox.messages() == []


def test_a_worker_killed_between_the_offer_and_the_message_delays_it_and_sends_it_once(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    """Nothing relays for twenty minutes: the offer stands in the database, and so does what is to be told."""
    wait(office)
    offer_nine(office, book, mailbox, monday)
    monday.move_to(OFFERED + timedelta(minutes=20))
    run_until(OFFERED + timedelta(minutes=20), told=False)
    assert mailbox.messages() == []
    relay_all()
    run_until(OFFERED + timedelta(minutes=21), told=False)
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]


def test_an_offer_that_nobody_could_read_lasts_until_it_is_told(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox, monday: Any
) -> None:
    wait(office)
    offer = offer_nine(office, book, mailbox, monday)
    late = OFFERED + timedelta(minutes=45)
    monday.move_to(late)
    run_until(late, told=False)
    offer.refresh_from_db()
    assert offer.until > late
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    run_until(late + timedelta(hours=2), told=False)
    offer.refresh_from_db()
    assert offer.state == OfferState.EXPIRED


def test_who_books_elsewhere_leaves_the_list(
    office: Office, book: Callable[..., Participation], mailbox: Mailbox
) -> None:
    place = wait(office)
    book(ANNA)
    relay_all()
    place.refresh_from_db()
    assert place.state == AttenteState.OVER
