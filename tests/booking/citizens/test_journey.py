"""From the list of motifs to a cancelled rdv, over HTTP."""

from datetime import UTC, datetime
from typing import Any

from booking.models import Hold, Rdv, Usager
from booking.vocabulary import RdvStatus
from tests.booking.citizens.conftest import FORM, SLOTS, Office, Visitor, slots, text


def test_a_citizen_books_and_cancels(office: Office, browser: Visitor) -> None:
    assert 'href="/rdv/passeport/"' in browser.get("/").content.decode()
    first = slots(browser.get(SLOTS))[0]
    assert first == "2026-11-24T08:00:00Z@mairie-centrale"
    held = browser.hold(first)
    assert (held.status_code, held["Location"]) == (303, FORM)
    assert "jusqu’à 8 h 10" in text(browser.get(FORM))
    confirmed = browser.confirm()
    assert confirmed.status_code == 303
    link = confirmed["Location"]
    assert "Rendez-vous confirmé" in text(browser.get(link))
    assert Rdv.objects.get().starts_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert "Annuler ce rendez-vous" in text(browser.get(f"{link}annuler/"))
    assert Rdv.objects.get().status == RdvStatus.SCHEDULED
    cancelled = browser.post(f"{link}annuler/")
    assert (cancelled.status_code, cancelled["Location"]) == (303, link)
    assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER
    assert "Rendez-vous annulé" in text(browser.get(link))
    assert first in slots(browser.get(SLOTS))


def test_what_was_typed_becomes_an_usager(office: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm(courriel="zoe@exemple.fr")
    usager = Usager.objects.get()
    assert (str(usager), usager.phone, usager.email) == ("Zoé Martin", "+33612345678", "zoe@exemple.fr")


def test_a_double_submission_is_one_rdv_and_one_answer(office: Office, browser: Visitor) -> None:
    browser.hold()
    answers = {browser.confirm()["Location"] for _ in range(3)}
    assert len(answers) == 1
    assert Rdv.objects.count() == 1


def test_going_back_after_confirming_shows_the_rdv(office: Office, browser: Visitor) -> None:
    link = browser.book()
    again = browser.get(FORM)
    assert (again.status_code, again["Location"]) == (303, link)


def test_each_of_two_tabs_confirms_its_own_time(office: Office, browser: Visitor) -> None:
    browser.hold("2026-11-24T08:00:00Z@mairie-centrale")
    first_tab = str(Hold.objects.get().pk)
    browser.hold("2026-11-24T09:00:00Z@mairie-centrale")
    browser.confirm(reservation=first_tab)
    assert Rdv.objects.get().starts_at.hour == 8


def test_a_visitor_cannot_confirm_the_hold_of_another(office: Office, browser: Visitor) -> None:
    browser.hold()
    stolen = str(Hold.objects.get().pk)
    other = Visitor()
    assert other.confirm(reservation=stolen).status_code == 409
    other.hold("2026-11-24T09:00:00Z@mairie-centrale")
    assert other.confirm(reservation=stolen).status_code == 409
    assert not Rdv.objects.exists()


def test_the_hold_of_a_confirmed_stranger_shows_nothing(office: Office, browser: Visitor) -> None:
    browser.hold()
    stolen = str(Hold.objects.get().pk)
    browser.confirm()
    answer = Visitor().confirm(reservation=stolen)
    assert answer.status_code == 409
    assert "/r/" not in answer.content.decode()


def test_the_session_opens_with_the_first_time_held(office: Office, browser: Visitor) -> None:
    browser.get("/")
    browser.get(SLOTS)
    browser.get(FORM)
    browser.hold("2026-11-24T08:07:00Z@mairie-centrale")
    assert "__Host-session" not in browser.cookies
    browser.hold()
    assert "__Host-session" in browser.cookies


def test_nothing_typed_stays_in_the_session_once_confirmed(office: Office, browser: Visitor) -> None:
    browser.hold()
    browser.confirm(telephone="06")
    assert "Zoé" in str(dict(browser.session.items()))
    browser.confirm()
    assert "Zoé" not in str(dict(browser.session.items()))


def test_a_post_without_its_token_is_refused(office: Office) -> None:
    strict = Visitor(enforce_csrf_checks=True)
    strict.get(SLOTS)
    assert strict.hold().status_code == 403
    assert not Hold.objects.exists()
    token: Any = strict.get(SLOTS).context["csrf_token"]
    origin = {"HTTP_ORIGIN": "https://arras.rdv.localhost"}
    held = strict.post(
        SLOTS,
        {"creneau": "2026-11-24T08:00:00Z@mairie-centrale", "csrfmiddlewaretoken": str(token)},
        **origin,
    )
    assert held.status_code == 303
    assert strict.confirm().status_code == 403
