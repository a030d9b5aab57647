"""Opening a session, or a series, from the agents' pages."""

import re
from typing import Any
from uuid import uuid4

import pytest

from booking.models import Motif, Rdv
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, booked, text
from tests.booking.citizens.conftest import value_of
from tests.booking.commands.conftest import NINE, Office, make_office
from tests.makers.office import make_agent, make_lieu, make_organisation

NEW = "/agent/seances/nouvelle/"


def typed(office: Office, **more: Any) -> dict[str, Any]:
    said = {
        "cle": str(uuid4()),
        "motif": office.motif.slug,
        "titre": "Écrire son CV",
        "lieu": office.lieu.slug,
        "agents": [str(office.agent.pk)],
        "jour": "2026-11-24",
        "heure": "09:00",
        "duree": "90",
        "places": "12",
        "repetition": "0",
        "fois": "",
        "jusqu_au": "",
    }
    return said | more


def dates() -> list[str]:
    return [f"{each:%d/%m}" for each in Rdv.objects.order_by("starts_at").values_list("starts_at", flat=True)]


def hidden(page: Any) -> dict[str, list[str]]:
    """What the page of what would be opened posts again."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()
    ):
        found.setdefault(name, []).append(value)
    return found


def test_the_form_proposes_the_agent_the_next_week_and_the_motif_s_duration(
    agent: Browser, office: Office
) -> None:
    page = agent.get(NEW)
    assert (value_of(page, "jour"), value_of(page, "duree")) == ("2026-11-30", "30")
    assert f'value="{office.agent.pk}" checked' in page.content.decode()


def test_one_session_is_opened_at_once(agent: Browser, office: Office) -> None:
    said = typed(office)
    twice = [agent.post(NEW, **said) for _ in range(2)]
    rdv = Rdv.objects.get()
    assert {each["Location"] for each in twice} == {f"/agent/seances/{rdv.pk}/?fait=ouverte"}
    assert (rdv.starts_at, rdv.seats, rdv.title, rdv.series) == (NINE, 12, "Écrire son CV", None)
    assert (rdv.ends_at - rdv.starts_at).seconds == 90 * 60
    assert "La séance est ouverte." in text(agent.get(twice[0]["Location"]))


def test_a_series_is_shown_before_it_is_opened(agent: Browser, office: Office) -> None:
    shown = agent.post(NEW, **typed(office, jour="2026-12-11", repetition="1", fois="4"))
    assert shown.status_code == 200
    page = text(shown)
    for word in (
        "Rien n’est encore enregistré.",
        "2 séances",
        "Vendredi 25 décembre 2026",
        "Vendredi 1er janvier",
    ):
        assert word in page
    assert dates() == []
    answers = [agent.post(NEW, **hidden(shown)) for _ in range(2)]
    assert [each["Location"] for each in answers] == ["/agent/seances/?ouvertes=2"] * 2
    assert dates() == ["11/12", "18/12"]
    assert "2 séances ouvertes" in text(agent.get(answers[0]["Location"]))


def test_conflicts_are_shown_and_the_other_dates_opened(agent: Browser, office: Office) -> None:
    booked(office)
    shown = agent.post(NEW, **typed(office, repetition="2", jusqu_au="2026-12-22"))
    assert shown.status_code == 409
    page = text(shown)
    assert "Mardi 24 novembre 2026 à 9 h : " in page
    assert "rendez-vous de 9 h à 9 h 30" in page
    assert agent.post(NEW, **hidden(shown))["Location"] == "/agent/seances/?ouvertes=2"
    assert dates() == ["24/11", "08/12", "22/12"]
    assert Rdv.objects.filter(seats=12).count() == 2


def test_a_date_taken_meanwhile_is_told_first(agent: Browser, office: Office) -> None:
    shown = agent.post(NEW, **typed(office, repetition="1", fois="2"))
    booked(office)
    again = agent.post(NEW, **hidden(shown))
    assert again.status_code == 409
    assert Rdv.objects.filter(seats=12).count() == 0


def test_a_conflict_of_a_single_session_opens_nothing(agent: Browser, office: Office) -> None:
    booked(office)
    shown = agent.post(NEW, **typed(office))
    assert (shown.status_code, "Aucune de ces dates n’est libre." in text(shown)) == (409, True)
    back = agent.post(NEW, **hidden(shown), modifier="1")
    assert (back.status_code, value_of(back, "titre")) == (200, "Écrire son CV")


def test_a_copy_starts_from_the_session(agent: Browser, office: Office) -> None:
    agent.post(NEW, **typed(office))
    page = agent.get(NEW, copie=str(Rdv.objects.get().pk))
    assert [value_of(page, name) for name in ("titre", "jour", "heure", "duree", "places")] == [
        "Écrire son CV",
        "2026-12-01",
        "09:00",
        "90",
        "12",
    ]
    assert agent.get(NEW, copie="faux").status_code == 200


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("motif", "inconnu", "Choisissez un motif"),
        ("lieu", "", "Choisissez un lieu"),
        ("lieu", "ailleurs", "Choisissez un lieu"),
        ("agents", [], "Choisissez qui reçoit"),
        ("agents", [str(uuid4())], "Choisissez dans la liste"),
        ("jour", "2026-02-31", "n’existe pas"),
        ("jour", "9999-12-31", "entre 2000 et 2199"),
        ("jour", "2026-11-20", "à venir"),
        ("heure", "25:99", "heure"),
        ("duree", "0", "de 5 à 600"),
        ("places", "-1", "de 1 à 1 000"),
        ("places", "9" * 100_000, "de 1 à 1 000"),
        ("titre", "a" * 100_000, "trop longue"),
        ("titre", "\0", "caractère invisible"),
        ("repetition", "9", "Choisissez dans la liste"),
        ("cle", "faux", "Rechargez"),
    ],
)
def test_each_field_is_answered_by_a_sentence(
    agent: Browser, office: Office, field: str, wrong: Any, said: str
) -> None:
    make_lieu(make_organisation(), slug="ailleurs")
    answer = agent.post(NEW, **typed(office, **{field: wrong}))
    assert answer.status_code == 422
    assert said in text(answer)
    assert Rdv.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"repetition": "1"}, "un nombre de séances, ou une date de fin"),
        ({"repetition": "1", "fois": "53"}, "de 2 à 52"),
        ({"repetition": "1", "jusqu_au": "2026-11-01"}, "vient après"),
    ],
)
def test_a_series_says_when_it_ends(agent: Browser, office: Office, more: dict[str, str], said: str) -> None:
    answer = agent.post(NEW, **typed(office, **more))
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_the_number_of_queries_does_not_grow_with_the_series(
    agent: Browser, office: Office, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        make_agent(office.agenda.organisation)
    agent.get(NEW)
    with django_assert_max_num_queries(7):
        agent.get(NEW)
    with django_assert_max_num_queries(9):
        agent.post(NEW, **typed(office, repetition="1", fois="52"))


def test_the_neighbour_s_motifs_and_agents_are_not_ours(pas_de_calais: Tenant, office: Office) -> None:
    with in_tenant(pas_de_calais):
        theirs = make_office()
        stranger = Browser(PAS_DE_CALAIS).sign_in(theirs.agent)
        assert Motif.objects.filter(slug=office.motif.slug).count() == 0
    assert stranger.post(NEW, **typed(office)).status_code == 422
    assert office.motif.name not in text(stranger.get(NEW))


def test_a_key_that_is_somebody_s_rdv_opens_nothing(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    refused = agent.post(NEW, **typed(office, cle=str(rdv.pk), heure="15:00"))
    assert refused.status_code == 422
    assert Rdv.objects.count() == 1
