"""A follow-up is taken with one's referents, and with nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.set_referents import set_referents
from booking.models import Agent, Participation, Usager
from foundation.actors import Actor, ActorKind
from tests.booking.citizens.conftest import FORM, SLOTS, ZOE, Office, Visitor, open_mornings, slots, text
from tests.booking.citizens.test_my_rdvs import known, make_usager
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db

FOLLOW_UP = "/mes-rdv/suivi/"


@pytest.fixture
def followed(office: Office) -> Usager:
    """Zoé, followed by the office's agent; another agent receives for the same motif, in the afternoon too."""
    office.motif.follow_up = True
    office.motif.save()
    other = make_agent(office.organisation, first_name="Paul")
    open_mornings(other, office.lieu, office.motif, periods=[["08:00", "09:00"], ["14:00", "16:00"]])
    zoe = make_usager(phone="+33612345678", email="")
    set_referents(zoe, [office.agent.pk], by=Actor(ActorKind.AGENT, office.agent.pk))
    return zoe


def choose(browser: Visitor, agent: Agent, motif: str = "passeport") -> object:
    return browser.post(FOLLOW_UP, {"referent": str(agent.pk), "motif": motif})


def test_nobody_else_sees_a_follow_up(office: Office, followed: Usager, browser: Visitor) -> None:
    assert browser.get(SLOTS).status_code == 404
    assert "Passeport" not in text(browser.get("/"))
    assert known(make_usager("Léo")).get(SLOTS).status_code == 404


def test_one_books_with_ones_referent_only(office: Office, followed: Usager) -> None:
    zoe = known(followed)
    assert f"Prendre rendez-vous avec {office.agent}" in text(zoe.get(FOLLOW_UP))
    answer = choose(zoe, office.agent)
    assert (answer.status_code, answer["Location"]) == (303, SLOTS)  # type: ignore[attr-defined, index]
    offered = slots(zoe.get(SLOTS))
    assert offered
    assert {each[11:13] for each in offered} <= {"08", "09", "10"}, "nine to noon in Paris"
    assert zoe.post(SLOTS, {"creneau": "2026-11-24T13:00:00Z@mairie-centrale"}).status_code == 409
    zoe.post(SLOTS, {"creneau": offered[0]})
    assert zoe.post(FORM, ZOE).status_code == 303
    participation = Participation.objects.select_related("rdv__agenda", "usager").get()
    assert (participation.rdv.agenda, participation.usager) == (office.agent.agenda, followed)


def test_an_expired_hold_goes_to_nobody_else(office: Office, followed: Usager, clock: object) -> None:
    """Eight o'clock is the other agent's, who is free then too."""
    open_mornings(Agent.objects.get(first_name="Paul"), office.lieu, office.motif)
    zoe = known(followed)
    zoe.post(SLOTS, {"creneau": slots(zoe.get(SLOTS))[0]})
    clock.shift(11 * 60)  # type: ignore[attr-defined]
    assert zoe.post(FORM, ZOE).status_code == 303
    assert Participation.objects.get().rdv.agenda == office.agent.agenda


def test_a_made_up_choice_opens_nothing(office: Office, followed: Usager) -> None:
    zoe, other = known(followed), Agent.objects.get(first_name="Paul")
    for answer in (choose(zoe, other), choose(zoe, office.agent, "mariage")):
        assert answer.status_code == 422  # type: ignore[attr-defined]


def test_without_referent_one_is_told_what_to_do(office: Office, followed: Usager) -> None:
    assert "Aucun rendez-vous de suivi" in text(known(make_usager("Léo")).get(FOLLOW_UP))


def test_a_referent_no_more_closes_the_way(office: Office, followed: Usager) -> None:
    zoe = known(followed)
    choose(zoe, office.agent)
    followed.referents.clear()
    assert zoe.get(SLOTS).status_code == 404


def test_it_costs_the_same_whatever_the_number_of_referents(office: Office, followed: Usager) -> None:
    zoe, counts = known(followed), []
    for _ in range(2):
        zoe.get(FOLLOW_UP)
        with CaptureQueriesContext(connection) as queries:
            assert zoe.get(FOLLOW_UP).status_code == 200
        counts.append(len(queries))
        for _ in range(5):
            agent = make_agent(office.organisation)
            open_mornings(agent, office.lieu, office.motif)
            followed.referents.add(agent)
    assert counts[0] == counts[1]
