"""Giving seats back, one's own and those of one's family, by the link of the rdv."""

import pytest

from booking.models import Participation, Rdv
from booking.vocabulary import RdvStatus
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text
from tests.booking.citizens.sessions import AT_TWO, make_session, make_workshop, proches, send


@pytest.fixture
def session(office: Office) -> Rdv:
    return make_session(office, make_workshop(office))


def place(first_name: str) -> Participation:
    return Participation.objects.get(usager__first_name=first_name)


def statuses() -> dict[str, str]:
    return dict(Participation.objects.values_list("usager__first_name", "status"))


def out(first_name: str) -> str:
    return f"/r/{place(first_name).link_token}/quitter/"


def test_cancelling_a_seat_leaves_the_session_and_does_not_cancel_it(browser: Visitor, session: Rdv) -> None:
    send(browser, session)
    asked = browser.get(f"/r/{place('Zoé').link_token}/annuler/")
    assert (asked.status_code, asked["Location"]) == (303, out("Zoé"))
    assert "Rendre votre place ?" in text(browser.get(out("Zoé")))
    assert statuses() == {"Zoé": RdvStatus.SCHEDULED}
    for _ in range(2):
        assert browser.post(out("Zoé")).status_code == 303
    assert statuses() == {"Zoé": RdvStatus.CANCELLED_BY_USAGER}
    session.refresh_from_db()
    assert not session.is_cancelled
    assert "Vous n’êtes plus inscrit" in text(browser.get(out("Zoé")))


def test_the_form_of_before_gives_one_seat_back_too(browser: Visitor, session: Rdv) -> None:
    send(browser, session, **proches("Léo Martin"))
    browser.post(f"/r/{place('Zoé').link_token}/annuler/")
    assert statuses() == {"Zoé": RdvStatus.CANCELLED_BY_USAGER, "Léo": RdvStatus.SCHEDULED}


def test_who_entered_a_family_says_who_leaves(browser: Visitor, session: Rdv) -> None:
    send(browser, session, **proches("Léo Martin", "Ana Martin"))
    page = text(browser.get(out("Zoé")))
    assert all(name in page for name in ("Qui ne viendra pas ?", "Zoé Martin", "Léo Martin", "Ana Martin"))
    nobody = browser.post(out("Zoé"))
    assert (nobody.status_code, "Choisissez qui ne viendra pas." in text(nobody)) == (422, True)
    browser.post(out("Zoé"), {"personne": [str(place("Léo").pk), str(place("Zoé").pk)]})
    gone = RdvStatus.CANCELLED_BY_USAGER
    assert statuses() == {"Zoé": gone, "Léo": gone, "Ana": RdvStatus.SCHEDULED}


def test_a_proche_s_link_gives_back_that_seat_only(browser: Visitor, session: Rdv) -> None:
    send(browser, session, **proches("Léo Martin"))
    assert "Zoé Martin" not in text(browser.get(out("Léo")))
    browser.post(out("Léo"), {"personne": [str(place("Zoé").pk)]})
    assert statuses()["Zoé"] == RdvStatus.SCHEDULED


def test_nobody_gives_back_a_stranger_s_seat(browser: Visitor, session: Rdv) -> None:
    send(browser, session)
    send(Visitor(), session, prenom="Paul", telephone="06 99 99 99 99", **proches("Ines Petit"))
    for made_up in (str(place("Zoé").pk), "faux", "\0", "a" * 100_000):
        assert browser.post(out("Paul"), {"personne": [made_up]}).status_code == 422
    assert set(statuses().values()) == {RdvStatus.SCHEDULED}


def test_the_link_of_a_seat_gives_none_back_next_door(
    pas_de_calais: Tenant, at_arras: Tenant, browser: Visitor, session: Rdv
) -> None:
    send(browser, session)
    there, page, seat = Visitor("pas-de-calais.rdv.localhost"), out("Zoé"), str(place("Zoé").pk)
    assert there.get(page).status_code == 404
    assert there.post(page, {"personne": [seat]}).status_code == 404
    with in_tenant(at_arras):
        assert statuses() == {"Zoé": RdvStatus.SCHEDULED}


def test_past_the_limit_one_calls(browser: Visitor, session: Rdv, clock: object) -> None:
    send(browser, session)
    clock.move_to(AT_TWO)  # type: ignore[attr-defined]
    assert "trop tard pour se désinscrire" in text(browser.get(out("Zoé")))
    assert browser.post(out("Zoé")).status_code == 409
    assert statuses() == {"Zoé": RdvStatus.SCHEDULED}


def test_an_individual_rdv_has_no_such_page(browser: Visitor, office: Office) -> None:
    page = browser.book()
    assert browser.get(f"{page}quitter/").status_code == 404
    assert browser.get("/r/inconnu/quitter/").status_code == 404
