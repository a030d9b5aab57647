"""Why one has cancelled: asked afterwards, answered by who wants to."""

import pytest

from booking.models import Participation
from tenants.models import Tenant
from tests.booking.citizens.conftest import HOST, Office, Visitor, text
from tests.makers.sessions import sign_in

pytestmark = pytest.mark.django_db
ASKED = "Pourquoi avez-vous annulé ?"


@pytest.fixture
def link(office: Office, browser: Visitor) -> str:
    """The page of an rdv that has just been cancelled."""
    link = browser.book()
    assert ASKED not in text(browser.get(f"{link}annuler/"))
    browser.post(f"{link}annuler/")
    return link


def test_it_is_asked_once_cancelled_and_once_answered_no_more(link: str, browser: Visitor) -> None:
    page = browser.get(link)
    assert ASKED in text(page)
    assert "(facultatif)" in text(page)
    assert page["Referrer-Policy"] == "same-origin"
    for _ in range(2):
        assert browser.post(f"{link}pourquoi/", {"raison": "unready"})["Location"] == link
    assert ASKED not in text(browser.get(link))
    assert "Votre réponse est enregistrée. Merci." in text(browser.get(link))
    assert Participation.objects.get().cancel_reason == "unready"


@pytest.mark.parametrize("said", [{}, {"raison": ""}, {"raison": "x" * 100_000}, {"raison": "\0"}])
def test_nothing_ticked_or_made_up_is_no_answer(link: str, browser: Visitor, said: dict[str, str]) -> None:
    assert browser.post(f"{link}pourquoi/", said)["Location"] == link
    assert Participation.objects.get().cancel_reason == ""


def test_who_takes_the_rdv_back_said_nothing(link: str, browser: Visitor) -> None:
    browser.post(f"{link}pourquoi/", {"raison": "busy"})
    browser.post(f"{link}reprendre/")
    assert browser.post(f"{link}pourquoi/", {"raison": "other"})["Location"] == link
    assert Participation.objects.get().cancel_reason == ""
    assert "Rendez-vous confirmé" in text(browser.get(link))
    browser.post(f"{link}annuler/")
    assert ASKED in text(browser.get(link))


def test_a_get_and_another_administration_say_nothing(
    pas_de_calais: Tenant, link: str, browser: Visitor
) -> None:
    assert browser.get(f"{link}pourquoi/")["Location"] == link
    elsewhere = Visitor(host="pas-de-calais.rdv.localhost")
    assert elsewhere.post(f"{link}pourquoi/", {"raison": "busy"}).status_code == 404
    assert ASKED in text(browser.get(link))


def test_the_agent_reads_it_in_one_line(office: Office, link: str, browser: Visitor) -> None:
    browser.post(f"{link}pourquoi/", {"raison": "elsewhere"})
    agent = Visitor()
    sign_in(agent, office.agent, host=HOST)
    page = text(agent.get(f"/agent/rdv/{Participation.objects.get().rdv_id}/"))
    assert "Raison donnée J’ai trouvé un autre rendez-vous" in page
