"""A session reached by a link, once more: by who left it, by the next person, by a form sent twice."""

import pytest

from booking.models import Participation, Rdv
from booking.vocabulary import BookableBy, RdvStatus
from tests.booking.citizens.conftest import Office, Visitor, text, value_of
from tests.booking.citizens.my_space import known, make_usager
from tests.booking.citizens.sessions import make_session, make_workshop, send
from tests.booking.citizens.test_invitation import make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(office: Office) -> Rdv:
    return make_session(office, make_workshop(office, bookable_by=BookableBy.INVITED))


def test_who_left_may_come_back(office: Office, invited: Rdv, browser: Visitor) -> None:
    invitation = make_invitation(office, None, motif=invited.motif)
    browser.post(f"/i/{invitation.token}/", {"motif": "atelier-cv"})
    link = send(browser, invited)["Location"]
    browser.post(f"{link}quitter/")
    assert Participation.objects.get().status == RdvStatus.CANCELLED_BY_USAGER
    page = browser.get(f"/ateliers/{invited.pk}/")
    assert "Vous êtes déjà inscrit" not in text(page)
    send(browser, invited, inscription=value_of(page, "inscription"))
    assert Participation.objects.get().status == RdvStatus.SCHEDULED
    assert browser.get(f"/ateliers/{invited.pk}/")["Location"] == link, "the link is used up"


def test_an_open_link_serves_the_next_person_of_one_computer(
    office: Office, invited: Rdv, browser: Visitor
) -> None:
    invitation = make_invitation(office, None, motif=invited.motif, uses_at_most=20)
    browser.post(f"/i/{invitation.token}/", {"motif": "atelier-cv"})
    first = send(browser, invited)["Location"]
    page = browser.get(f"/ateliers/{invited.pk}/")
    assert "pour inscrire quelqu’un d’autre" in text(page)
    next_one = {"prenom": "Anna", "nom": "Petit", "telephone": "06 98 76 54 32"}
    form = next_one | {"inscription": value_of(page, "inscription")}
    links = {send(browser, invited, **form)["Location"] for _ in range(2)}
    assert Participation.objects.count() == 2
    assert first not in links
    assert len(links) == 1


def test_the_form_of_a_personal_link_sent_twice_where_everybody_may_join(
    office: Office, browser: Visitor
) -> None:
    session = make_session(office, make_workshop(office))
    invitation = make_invitation(office, make_usager(phone="+33612345678"), motif=session.motif)
    browser.post(f"/i/{invitation.token}/", {"motif": "atelier-cv"})
    page = f"/ateliers/{session.pk}/"
    form = browser.get(page)
    typed = {name: value_of(form, name) for name in ("telephone", "courriel", "inscription")}
    assert len({browser.post(page, typed)["Location"] for _ in range(2)}) == 1
    assert Participation.objects.count() == 1


def test_why_one_left_is_forgotten_by_who_comes_back(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office))
    link = send(browser, session)["Location"]
    browser.post(f"{link}quitter/")
    browser.post(f"{link}pourquoi/", {"raison": "busy"})
    assert Participation.objects.get().cancel_reason == "busy"
    assert send(browser, session)["Location"] == link
    assert Participation.objects.get().cancel_reason == ""


def test_an_unticked_acceptance_says_what_to_do(office: Office, browser: Visitor) -> None:
    session = make_session(office, make_workshop(office, acceptance="Venez à l’heure."))
    refused = send(browser, session)
    assert refused.status_code == 422
    assert "Lisez le texte, puis cochez la case pour l’accepter." in text(refused)


def test_a_field_emptied_stays_empty_when_a_line_is_added(office: Office) -> None:
    browser = known(make_usager(phone="+33612345678"))
    session = make_session(office, make_workshop(office))
    page = f"/ateliers/{session.pk}/"
    assert value_of(browser.get(page), "courriel") == "zoe@exemple.fr"
    more = send(browser, session, courriel="", ajouter="1")
    assert value_of(more, "courriel") == ""
    assert value_of(more, "prenom") == "Zoé"
