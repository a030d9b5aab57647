"""Waiting for an earlier time, by the link of an rdv: only of one that its holder may move."""

from datetime import timedelta
from typing import Any

import pytest

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.join_file_attente import Wish, wait_for_earlier
from booking.commands.move_rdv import NotMovedOnline, SummonsNotMoved, TooLateToMove
from booking.commands.refusals import AlreadyOver, SessionStays
from booking.models import FileAttente, Participation, Rdv
from booking.vocabulary import BookableBy
from foundation.actors import Actor, ActorKind
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, Office, Visitor, text, value_of
from tests.booking.citizens.sessions import make_session, make_workshop, send
from tests.booking.citizens.waiting import WEEK
from tests.booking.commands.conftest import NINE
from tests.booking.commands.waiting import FAR

pytestmark = pytest.mark.django_db
PHONE = "+33321505050"


@pytest.fixture
def link(office: Office, browser: Visitor) -> str:
    office.organisation.phone = PHONE
    office.organisation.save()
    return browser.book()


def cannot_wait(browser: Visitor, link: str, said: str) -> None:
    """The page says why, gives no form, and a form sent anyway enters nobody."""
    assert "plus-tot/" not in browser.get(link).content.decode()
    page = browser.get(f"{link}plus-tot/")
    refused = browser.post(f"{link}plus-tot/", WEEK)
    assert (page.status_code, refused.status_code) == (200, 409)
    for each in (page, refused):
        assert said in text(each)
        assert "M’inscrire" not in text(each)
    assert not FileAttente.objects.exists()


def refused_with(kind: type[Exception], now: Any = NOW) -> None:
    mine = Participation.objects.select_related("rdv__motif__organisation").get()
    with pytest.raises(kind):
        wait_for_earlier(mine, Wish(last_day=FAR), now=now)


def test_a_summons_waits_for_nothing(office: Office, browser: Visitor, link: str) -> None:
    office.motif.is_convocation, office.motif.obligations = True, "Venez en personne."
    office.motif.save()
    cannot_wait(browser, link, "Ce rendez-vous ne se déplace pas en ligne")
    assert "03 21 50 50 50" in text(browser.get(f"{link}plus-tot/"))
    refused_with(SummonsNotMoved)


@pytest.mark.parametrize("fields", [{"bookable_by": BookableBy.AGENTS}, {"is_published": False}])
def test_nor_a_motif_of_which_citizens_choose_no_time(
    office: Office, browser: Visitor, link: str, fields: dict[str, Any]
) -> None:
    for name, value in fields.items():
        setattr(office.motif, name, value)
    office.motif.save()
    cannot_wait(browser, link, "Ce rendez-vous ne se déplace pas en ligne")
    refused_with(NotMovedOnline)


def test_nor_an_rdv_too_near_to_be_moved(office: Office, browser: Visitor, link: str, clock: Any) -> None:
    office.motif.move_limit_s = 86_400
    office.motif.save()
    late = NINE - timedelta(hours=23)
    clock.move_to(late)
    cannot_wait(browser, link, "Il est trop tard pour déplacer en ligne")
    assert "03 21 50 50 50" in text(browser.get(f"{link}plus-tot/"))
    refused_with(TooLateToMove, late)


def test_nor_an_rdv_that_is_past(office: Office, browser: Visitor, link: str, clock: Any) -> None:
    late = NINE + timedelta(hours=1)
    clock.move_to(late)
    cannot_wait(browser, link, "La date de ce rendez-vous est passée.")
    refused_with(AlreadyOver, late)


def test_nor_an_rdv_that_is_cancelled(office: Office, browser: Visitor, link: str) -> None:
    cancel_by_service(Rdv.objects.get(), by=Actor(ActorKind.AGENT, name="Amina Benali"), now=NOW)
    cannot_wait(browser, link, "Ce rendez-vous est annulé.")
    refused_with(AlreadyOver)


def test_nor_a_place_in_a_session(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    link = str(send(browser, session)["Location"])
    cannot_wait(browser, link, "Ce rendez-vous ne se déplace pas en ligne")
    refused_with(SessionStays)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"matin": [], "apres_midi": []}, "Cochez au moins une demi-journée."),
        ({"matin": ["2", "9"]}, "Choisissez une des réponses proposées."),
        ({"matin": ["2", "\0"]}, "Choisissez une des réponses proposées."),
        ({"matin": ["2", "x" * 100_000]}, "Choisissez une des réponses proposées."),
        ({"jusqu_au": "2026-11-01"}, "Cette date est passée."),
        ({"jusqu_au": "x" * 100_000}, "Écrivez une date"),
        ({"jusqu_au": "2026-12-01\0"}, "Écrivez une date"),
        ({"jusqu_au": "\u200f2026-12-01"}, "Écrivez une date"),
    ],
)
def test_a_refused_form_says_why_and_keeps_the_rest(
    said: dict[str, Any], sentence: str, browser: Visitor, link: str
) -> None:
    refused = browser.post(
        f"{link}plus-tot/", {"matin": ["2"], "apres_midi": ["4"], "jusqu_au": "2026-11-24"} | said
    )
    assert refused.status_code == 422
    assert sentence in text(refused)
    page = refused.content.decode()
    if "jusqu_au" in said:
        assert page.count(" checked") == 2
    else:
        assert value_of(refused, "jusqu_au") == "2026-11-24"
    assert len(page) < 60_000
    assert "\0" not in page
    assert not FileAttente.objects.exists()


def test_back_and_sent_again_it_is_the_same_place(browser: Visitor, link: str) -> None:
    first = browser.post(f"{link}plus-tot/", WEEK)["Location"]
    assert browser.get(f"{link}plus-tot/")["Location"] == first
    assert browser.post(f"{link}plus-tot/", {**WEEK, "matin": []})["Location"] == first
    assert FileAttente.objects.count() == 1


def test_another_administration_knows_no_such_rdv(
    pas_de_calais: Tenant, office: Office, browser: Visitor, link: str
) -> None:
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    for path in (f"{link}plus-tot/", "/r/nulle-part/plus-tot/"):
        assert elsewhere.get(path).status_code == 404
        assert elsewhere.post(path, WEEK).status_code == 404
    assert not FileAttente.objects.exists()
