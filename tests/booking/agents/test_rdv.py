from uuid import uuid4

import pytest
import time_machine

from booking.models import FreeTime, Rdv
from booking.vocabulary import RdvStatus
from tests.booking.agents.conftest import HALF_HOUR, TUESDAY, Browser, booked, text
from tests.booking.commands.conftest import NINE, Office


def status(rdv: Rdv) -> str:
    return Rdv.objects.values_list("status", flat=True).get(pk=rdv.pk)


def test_the_page_says_who_what_when_where_and_by_whom(agent: Browser, office: Office) -> None:
    page = text(agent.get(f"/agent/rdv/{booked(office).pk}/"))
    for word in (
        "Zoé Martin",
        "Rendez-vous : Zoé Martin",
        '<a href="tel:+33612345678">06 12 34 56 78</a>',
        office.motif.name,
        "24 novembre 2026",
        "Façon de recevoir",
        "Sur place",
        office.lieu.address,
        str(office.agent),
        "L’usager, le lundi 23 novembre 2026 à 8 h",
        "À venir",
    ):
        assert word in page


@pytest.mark.parametrize("path", ["", "annuler/"])
def test_an_unknown_rdv_is_an_unknown_page(agent: Browser, path: str) -> None:
    assert agent.get(f"/agent/rdv/{uuid4()}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["statut/", "annuler/"])
def test_nothing_is_done_to_an_unknown_rdv(agent: Browser, path: str) -> None:
    assert agent.post(f"/agent/rdv/{uuid4()}/{path}", statut="honoured").status_code == 404


def test_absent_is_refused_before_the_start_and_taken_after(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    url = f"/agent/rdv/{rdv.pk}/statut/"
    early = agent.post(url, statut="no_show")
    assert early.status_code == 409
    assert "qu’une fois l’heure du rendez-vous passée" in text(early)
    assert status(rdv) == RdvStatus.SCHEDULED
    with time_machine.travel(NINE, tick=False):
        agent.sign_in(office.agent)
        assert agent.post(url, statut="no_show")["Location"] == f"/agent/rdv/{rdv.pk}/"
    assert status(rdv) == RdvStatus.NO_SHOW


def test_an_outcome_can_be_undone(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    url = f"/agent/rdv/{rdv.pk}/statut/"
    agent.post(url, statut="honoured")
    assert status(rdv) == RdvStatus.HONOURED
    assert "Remettre à venir" in text(agent.get(f"/agent/rdv/{rdv.pk}/"))
    with time_machine.travel(NINE, tick=False):
        agent.sign_in(office.agent)
        begun = text(agent.get(f"/agent/rdv/{rdv.pk}/"))
    assert "Effacer ce choix" in begun
    assert "Remettre à venir" not in begun
    agent.post(url, statut="scheduled")
    assert status(rdv) == RdvStatus.SCHEDULED


@pytest.mark.parametrize("typed", ["", "cancelled_by_usager", "n’importe quoi"])
def test_an_outcome_that_does_not_exist_is_refused(agent: Browser, office: Office, typed: str) -> None:
    rdv = booked(office)
    answer = agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut=typed)
    assert answer.status_code == 422
    assert "Choisissez" in text(answer)
    assert status(rdv) == RdvStatus.SCHEDULED


def test_cancelling_asks_first_then_frees_the_time(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    url = f"/agent/rdv/{rdv.pk}/annuler/"
    asked = text(agent.get(url))
    assert "Annuler ce rendez-vous ?" in asked
    assert "<dd><bdi>Zoé Martin</bdi></dd>" in asked
    assert "prévenu par SMS" in asked
    assert status(rdv) == RdvStatus.SCHEDULED
    answer = agent.post(url)
    assert (answer.status_code, answer["Location"]) == (303, f"/agent/rdv/{rdv.pk}/?fait=annule")
    assert status(rdv) == RdvStatus.CANCELLED_BY_SERVICE
    assert FreeTime.objects.get(day=NINE.date()).free == [(NINE, NINE + 6 * HALF_HOUR)]
    assert "Le créneau est de nouveau libre." in text(agent.get(answer["Location"]))
    assert "debut=2026-11-24T09%3A00" in text(agent.get(TUESDAY))


def test_whoever_keeps_the_rdv_comes_back_to_it_or_to_the_agenda(agent: Browser, office: Office) -> None:
    own = f"/agent/rdv/{booked(office).pk}/"
    asked = text(agent.get(f"{own}annuler/", retour=f"{own}?fait=annule"))
    assert f'href="{TUESDAY}">Retour à l’agenda' in asked
    assert f'href="{own}?fait=annule"' in asked
    asked = text(agent.get(f"{own}annuler/", retour=f"{TUESDAY}liste/"))
    assert asked.count(f'href="{TUESDAY}liste/"') == 2


def test_an_rdv_with_an_outcome_is_not_cancelled(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut="honoured")
    answer = agent.post(f"/agent/rdv/{rdv.pk}/annuler/")
    assert answer.status_code == 409
    assert "son issue est déjà notée" in text(answer)
    assert status(rdv) == RdvStatus.HONOURED


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://mechant.example/agent/",
        "//mechant.example/agent/",
        "/\\mechant.example",
        "/agent.mechant.example/",
        "/connexion/",
        "javascript:alert(1)",
        "\t//mechant.example",
    ],
)
def test_a_form_sends_back_to_agents_pages_only(agent: Browser, office: Office, elsewhere: str) -> None:
    rdv = booked(office)
    answer = agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut="honoured", retour=elsewhere)
    assert (answer.status_code, answer["Location"]) == (303, f"/agent/rdv/{rdv.pk}/")
    assert "mechant" not in text(agent.get(f"/agent/rdv/{rdv.pk}/", retour=elsewhere))
