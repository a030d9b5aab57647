"""Ten minutes to fill the form: until when, extended once, over, lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

from booking.commands.book_rdv import book_rdv
from booking.commands.expire_holds import expire_holds
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Hold, PlageOuverture, Rdv
from foundation import clock as clock_of_the_house
from foundation.actors import VISITOR
from tests.booking.citizens.conftest import (
    FORM,
    NOW,
    SLOTS,
    ZOE,
    Office,
    Visitor,
    open_mornings,
    slots,
    text,
    value_of,
)
from tests.makers.office import make_agent, make_lieu

MORE = f"{FORM}prolonger/"


def lose_the_time(office: Office, traveller: Any) -> None:
    """The ten minutes pass, the due row frees the time, somebody else takes it."""
    hold = Hold.objects.get()
    traveller.move_to(NOW + timedelta(minutes=11))
    now = clock_of_the_house.now()
    expire_holds([str(hold.pk)], now=now)
    wanted = Wanted(motif=office.motif, lieu_id=hold.lieu_id, starts_at=hold.starts_at)
    ali = Identity(first_name="Ali", last_name="Diallo", phone="+33698765432")
    book_rdv(wanted, identity=ali, by=VISITOR, now=now)


def test_without_a_time_held_the_page_says_so(office: Office, browser: Visitor) -> None:
    page = browser.get(FORM)
    assert page.status_code == 200
    assert "Aucun créneau n’est réservé pour vous" in text(page)
    assert f'href="{SLOTS}"' in page.content.decode()
    posted = browser.confirm()
    assert posted.status_code == 409
    assert "Aucun créneau n’est réservé pour vous" in text(posted)
    assert not Rdv.objects.exists()


def test_a_hold_is_extended_once_and_what_was_typed_is_kept(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert 'formaction="/rdv/passeport/coordonnees/prolonger/"' in browser.get(FORM).content.decode()
    assert browser.post(MORE, {"prenom": "Zoé"})["Location"] == FORM
    page = browser.get(FORM)
    assert "jusqu’à 8 h 20" in text(page)
    assert value_of(page, "prenom") == "Zoé"
    assert "10 minutes de plus" not in text(page)
    browser.post(MORE)
    assert Hold.objects.get().expires_at == NOW + timedelta(minutes=20)
    assert browser.get(MORE)["Location"] == FORM


def test_more_time_without_a_time_held_is_explained(office: Office, browser: Visitor) -> None:
    assert "Aucun créneau n’est réservé" in text(browser.post(MORE, follow=True))


def test_a_time_that_is_over_but_free_is_confirmed(office: Office, browser: Visitor, clock: Any) -> None:
    browser.hold()
    clock.move_to(NOW + timedelta(minutes=11))
    assert "Les dix minutes sont écoulées" in text(browser.get(FORM))
    expire_holds([str(Hold.objects.get().pk)], now=clock_of_the_house.now())
    assert "Les dix minutes sont écoulées" in text(browser.get(FORM))
    links = {browser.confirm()["Location"] for _ in range(2)}
    assert len(links) == 1
    assert Rdv.objects.count() == 1


def test_a_lost_time_keeps_what_was_typed_and_offers_three(
    office: Office, browser: Visitor, clock: Any
) -> None:
    browser.hold("2026-11-24T09:00:00Z@mairie-centrale")
    lose_the_time(office, clock)
    lost = browser.confirm(courriel="zoe@exemple.fr")
    assert lost.status_code == 409
    assert "Ce créneau vient d’être pris" in text(lost)
    assert "Ce que vous avez saisi est gardé" in text(lost)
    offered = slots(lost)
    assert [each[11:16] for each in offered] == ["08:00", "08:30", "09:30"]
    hidden = {name: value_of(lost, name) for name in ZOE}
    assert hidden == ZOE | {"courriel": "zoe@exemple.fr"}
    held = browser.hold(offered[2], **hidden)
    assert (held.status_code, held["Location"]) == (303, FORM)
    again = browser.get(FORM)
    assert {name: value_of(again, name) for name in hidden} == hidden
    assert browser.confirm(**hidden).status_code == 303
    assert Rdv.objects.filter(starts_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC)).exists()


def test_another_lieu_is_offered_when_the_first_is_full(office: Office, browser: Visitor, clock: Any) -> None:
    browser.hold()
    PlageOuverture.objects.all().delete()
    annexe = make_lieu(office.organisation, name="Annexe", slug="annexe")
    open_mornings(make_agent(office.organisation), annexe, office.motif)
    lost = browser.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert {each.split("@")[1] for each in slots(lost)} == {"annexe"}
    assert "Annexe" in text(lost)


def test_a_lost_time_without_alternative_is_not_a_dead_end(office: Office, browser: Visitor) -> None:
    PlageOuverture.objects.all().delete()
    lost = browser.hold()
    assert lost.status_code == 409
    assert "Il n’y a plus de créneau libre à une date proche." in text(lost)
    assert f'href="{SLOTS}"' in lost.content.decode()


def test_a_hold_of_another_motif_is_not_confirmed_here(office: Office, browser: Visitor) -> None:
    browser.hold()
    assert "Aucun créneau n’est réservé" in text(browser.get("/rdv/mariage/coordonnees/"))
