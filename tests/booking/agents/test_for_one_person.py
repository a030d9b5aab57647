"""From the page of an rdv, for one person: a reminder at once, another link."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.join_session import join
from booking.models import AccessEntry, Motif, Participation, Rdv, Usager
from booking.vocabulary import MotifNotices
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.outbox.models import Message
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import ARRAS, HALF_HOUR, MONDAY_859, PAS_DE_CALAIS, Browser, booked, text
from tests.booking.agents.test_sessions import opened
from tests.booking.citizens.conftest import value_of
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.makers.office import make_agent, make_organisation

__all__ = ["opened"]

REMIND, RENEW = "rappel/", "lien/"


@pytest.fixture
def rdv(office: Office) -> Rdv:
    return booked(office)


def place_of(rdv: Rdv) -> Participation:
    return rdv.participations.get()


def page(rdv: Rdv, path: str = "") -> str:
    return f"/agent/rdv/{rdv.pk}/{path}"


def forms(agent: Browser, rdv: Rdv) -> dict[str, str]:
    """What the page's own forms send."""
    shown = agent.get(page(rdv))
    return {name: value_of(shown, name) for name in ("personne", "dernier", "lien")}


def said(name: str) -> list[dict[str, Any]]:
    with in_public():
        return list(Message.objects.filter(name=name).values_list("payload", flat=True))


def reminders() -> int:
    return len(said("booking.reminder.asked"))


def answer_to(link_token: str) -> int:
    return Client(HTTP_HOST=ARRAS).get(f"/r/{link_token}/", secure=True).status_code


def test_a_renewed_link_leaves_the_old_one_unknown(agent: Browser, rdv: Rdv) -> None:
    old = place_of(rdv).link_token
    answer = agent.post(page(rdv, RENEW), **forms(agent, rdv))
    assert (answer.status_code, answer["Location"]) == (303, page(rdv) + "?fait=lien")
    assert "l’ancien n’ouvre plus rien." in text(agent.get(answer["Location"]))
    assert answer_to(old) == answer_to("inconnu") == 404
    assert answer_to(place_of(rdv).link_token) == 200
    assert said("booking.participation.link_renewed")[0]["participation_id"] == str(place_of(rdv).pk)


def test_the_page_gives_nobody_the_link(agent: Browser, rdv: Rdv) -> None:
    assert place_of(rdv).link_token not in text(agent.get(page(rdv)))


def test_a_double_click_renews_one_link(agent: Browser, rdv: Rdv) -> None:
    form = forms(agent, rdv)
    agent.post(page(rdv, RENEW), **form)
    new = place_of(rdv).link_token
    assert agent.post(page(rdv, RENEW), **form).status_code == 303
    assert place_of(rdv).link_token == new
    assert len(said("booking.participation.link_renewed")) == 1


def test_whoever_renews_a_link_is_in_the_journal(agent: Browser, rdv: Rdv, office: Office) -> None:
    agent.post(page(rdv, RENEW), **forms(agent, rdv))
    entry = AccessEntry.objects.get(action="changed")
    assert (entry.agent_id, entry.usager_id, entry.rdv_id) == (
        office.agent.pk,
        place_of(rdv).usager_id,
        rdv.pk,
    )


def test_a_reminder_leaves_at_once_and_the_page_says_when(agent: Browser, rdv: Rdv) -> None:
    answer = agent.post(page(rdv, REMIND), **forms(agent, rdv))
    assert (answer.status_code, answer["Location"]) == (303, page(rdv) + "?fait=rappel")
    shown = text(agent.get(answer["Location"]))
    assert "Le rappel part." in shown
    assert "un rappel a été demandé le lundi 23 novembre 2026 à 8 h 59" in shown
    assert reminders() == 1


def test_a_double_click_is_one_reminder(agent: Browser, rdv: Rdv) -> None:
    form = forms(agent, rdv)
    for _ in range(2):
        assert agent.post(page(rdv, REMIND), **form).status_code == 303
    assert reminders() == 1


def test_a_second_reminder_within_the_hour_is_refused_with_a_sentence(
    agent: Browser, rdv: Rdv, office: Office
) -> None:
    agent.post(page(rdv, REMIND), **forms(agent, rdv))
    refused = agent.post(page(rdv, REMIND), **forms(agent, rdv))
    assert (refused.status_code, reminders()) == (409, 1)
    assert "il y a moins d’une heure" in text(refused)
    with time_machine.travel(MONDAY_859 + 2 * HALF_HOUR, tick=False):
        assert agent.post(page(rdv, REMIND), **forms(agent, rdv)).status_code == 303
    assert reminders() == 2


@pytest.mark.parametrize("typed", ["", "hier", "2026-02-31T09:00", "\0"])
def test_whatever_a_form_says_of_the_last_reminder_one_leaves_in_an_hour(
    agent: Browser, rdv: Rdv, typed: str
) -> None:
    for _ in range(3):
        agent.post(page(rdv, REMIND), personne=place_of(rdv).pk, dernier=typed)
    assert reminders() == 1


def test_nobody_is_reminded_of_an_rdv_that_has_begun_or_is_cancelled(
    agent: Browser, rdv: Rdv, office: Office
) -> None:
    form = forms(agent, rdv)
    with time_machine.travel(NINE, tick=False):
        agent.sign_in(office.agent)
        assert agent.post(page(rdv, REMIND), **form).status_code == 409
        assert "Envoyer un rappel" not in text(agent.get(page(rdv)))
    cancel_by_service(rdv, by=Actor(ActorKind.AGENT), now=NOW)
    agent.sign_in(office.agent)
    assert agent.post(page(rdv, REMIND), **form).status_code == 409
    assert reminders() == 0


@pytest.mark.parametrize("why", ["nothing to write to", "the motif says nothing"])
def test_nobody_is_reminded_who_would_read_nothing(agent: Browser, rdv: Rdv, why: str) -> None:
    form = forms(agent, rdv)
    if why == "nothing to write to":
        Usager.objects.update(phone="", email="")
    else:
        Motif.objects.update(notices=MotifNotices.NONE)
    shown = text(agent.get(page(rdv)))
    assert "Envoyer un rappel" not in shown
    assert "Aucun message ne part : elle retrouve son rendez-vous par un code" in shown
    refused = agent.post(page(rdv, REMIND), **form)
    assert (refused.status_code, reminders()) == (409, 0)
    assert "ne reçoit ni SMS ni e-mail" in text(refused)


@pytest.mark.parametrize("path", [REMIND, RENEW])
@pytest.mark.parametrize("typed", ["", "quelqu’un", "00000000-0000-4000-8000-000000000000"])
def test_nobody_else_than_the_people_of_the_rdv_is_meant(
    agent: Browser, rdv: Rdv, path: str, typed: str
) -> None:
    assert agent.post(page(rdv, path), personne=typed).status_code == 404
    assert agent.post(f"/agent/rdv/{uuid4()}/{path}", personne=place_of(rdv).pk).status_code == 404


@pytest.mark.parametrize("path", [REMIND, RENEW])
def test_a_link_does_nothing_a_button_does(agent: Browser, rdv: Rdv, path: str) -> None:
    assert agent.get(page(rdv, path)).status_code == 405


def test_an_agent_of_another_organisation_helps_as_well(rdv: Rdv) -> None:
    colleague = Browser().sign_in(make_agent(make_organisation()))
    old = place_of(rdv).link_token
    form = forms(colleague, rdv)
    assert colleague.post(page(rdv, REMIND), **form).status_code == 303
    assert colleague.post(page(rdv, RENEW), **form).status_code == 303
    assert (reminders(), place_of(rdv).link_token != old) == (1, True)


def test_an_agent_of_another_administration_does_nothing(
    arras: Tenant, pas_de_calais: Tenant, agent: Browser, rdv: Rdv
) -> None:
    form, old = forms(agent, rdv), place_of(rdv).link_token
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    for path in (REMIND, RENEW):
        assert stranger.post(page(rdv, path), **form).status_code == 404
    with in_tenant(arras):
        assert (reminders(), place_of(rdv).link_token) == (0, old)


def test_who_is_not_signed_in_does_nothing(agent: Browser, rdv: Rdv) -> None:
    form, old = forms(agent, rdv), place_of(rdv).link_token
    for path in (REMIND, RENEW):
        assert Browser().post(page(rdv, path), **form).status_code in (302, 403)
    assert (reminders(), place_of(rdv).link_token) == (0, old)


def test_one_person_of_a_session_is_reminded_and_given_another_link(agent: Browser, opened: Rdv) -> None:
    place = join(opened, identity=ZOE, by=VISITOR, now=NOW)
    shown = agent.get(f"/agent/seances/{opened.pk}/")
    form = {name: value_of(shown, name) for name in ("dernier", "lien")}
    for path, fait in ((REMIND, "rappel"), (RENEW, "lien")):
        answer = agent.post(page(opened, path), personne=place.pk, **form)
        assert answer["Location"] == f"/agent/seances/{opened.pk}/?fait={fait}"
    assert answer_to(place.link_token) == 404


def test_of_a_silent_motif_no_page_promises_a_message(agent: Browser, office: Office, opened: Rdv) -> None:
    rdv = booked(office, NINE + 4 * HALF_HOUR)
    place = join(opened, identity=ZOE, by=VISITOR, now=NOW)
    session = f"/agent/seances/{opened.pk}/"
    pages = [page(rdv, "annuler/"), f"{session}annuler/", f"{session}retirer/{place.pk}/"]
    assert not any("Aucun message ne part" in text(agent.get(each)) for each in pages)
    Motif.objects.update(notices=MotifNotices.NONE)
    assert all("Aucun message ne part" in text(agent.get(each)) for each in pages)
