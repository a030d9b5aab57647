"""Those who were asked whether they come and have not said."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from booking.commands.join_session import join
from booking.commands.open_session import open_session
from booking.commands.usagers import Identity
from booking.models import AccessEntry, Participation, Rdv, Receipt, Usager
from booking.queries import presence
from booking.queries.presence import to_call
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from foundation.actors import Actor, ActorKind
from foundation.courier.channels import Channel
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office

PAGE = "/agent/agenda/a-appeler/"
LEO = Identity(first_name="Léo", last_name="Roy", phone="+33698765432")


@pytest.fixture
def silent(office: Office) -> Participation:
    """Asked last evening: the rdv is tomorrow, the deadline was half an hour ago."""
    rdv = booked(office)
    office.motif.presence = {"confirm_before_s": int((NINE - NOW).total_seconds() * 2), "unconfirmed": "call"}
    office.motif.save()
    Rdv.objects.update(created_at=NOW - timedelta(days=20))
    return Participation.objects.get(rdv=rdv)


def test_they_are_listed_with_their_number_and_the_agenda_leads_there(
    agent: Browser, silent: Participation
) -> None:
    assert 'href="/agent/agenda/a-appeler/">1 personne à appeler' in text(agent.get("/agent/agenda/"))
    page = text(agent.get(PAGE))
    for said in ("Zoé Martin", "tel:+33612345678", "06 12 34 56 78", "Confirmé", "Annulé"):
        assert said in page
    assert AccessEntry.objects.filter(usager=silent.usager).count() == 1


def test_nobody_to_call_is_said(agent: Browser, office: Office) -> None:
    booked(office)
    assert "à appeler :" not in text(agent.get("/agent/agenda/"))
    assert "Il n’y a personne à appeler." in text(agent.get(PAGE))


def test_who_comes_leaves_the_list(agent: Browser, silent: Participation) -> None:
    done = agent.post(PAGE, participation=str(silent.pk), reponse="vient")
    page = text(agent.get(done["Location"]))
    assert "Zoé Martin vient : c’est noté." in page
    assert "tel:+336" not in page
    silent.refresh_from_db()
    assert silent.confirmed_at is not None


def test_who_does_not_come_is_cancelled_on_the_page_that_asks_again(
    agent: Browser, silent: Participation
) -> None:
    assert f'href="/agent/rdv/{silent.rdv_id}/annuler/?retour=' in text(agent.get(PAGE))
    agent.post(PAGE, participation=str(silent.pk), reponse="ne-vient-pas")
    assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_SERVICE


def test_of_a_session_one_seat_is_given_back(agent: Browser, office: Office) -> None:
    by = Actor(ActorKind.AGENT, name="Amina Benali")
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE,
        agenda_ids=[office.agenda.pk],
        seats=4,
        by=by,
        now=NOW,
    )
    zoe = join(session, identity=ZOE, by=by, now=NOW)
    join(session, identity=LEO, by=by, now=NOW)
    office.motif.presence = {"confirm_before_s": int((NINE - NOW).total_seconds() * 2)}
    office.motif.save()
    Rdv.objects.update(created_at=NOW - timedelta(days=20))
    assert text(agent.get(PAGE)).count("tel:+336") == 2
    agent.post(PAGE, participation=str(zoe.pk), reponse="ne-vient-pas")
    assert Rdv.objects.get().status == RdvStatus.SCHEDULED
    page = text(agent.get(PAGE))
    assert "Léo Roy" in page
    assert "Zoé" not in page


@pytest.mark.parametrize("typed", ["", "x", "8d2a5a54-0000-4000-8000-000000000000"])
def test_nobody_or_somebody_else_s_is_not_found(agent: Browser, office: Office, typed: str) -> None:
    assert agent.post(PAGE, participation=typed, reponse="vient").status_code == 404
    assert agent.get(PAGE, fait=typed).status_code == 200


def test_an_answer_to_what_was_cancelled_meanwhile_is_refused(agent: Browser, silent: Participation) -> None:
    agent.post(PAGE, participation=str(silent.pk), reponse="ne-vient-pas")
    assert agent.post(PAGE, participation=str(silent.pk), reponse="vient").status_code == 409


def test_it_is_for_agents_of_this_administration(silent: Participation) -> None:
    assert Browser().get(PAGE).status_code == 302
    assert Browser(host=PAS_DE_CALAIS).get(PAGE).status_code == 302


def told(rdv: Rdv, kind: MessageKind, state: ReceiptState, channel: Channel = Channel.SMS) -> None:
    usager = rdv.participations.get().usager
    key = f"{rdv.pk}:{kind}:{channel}"
    Receipt.objects.create(
        key=key,
        kind=kind,
        state=state,
        channel=channel,
        rdv=rdv,
        usager=usager,
        contact=usager.phone,
        created_at=NOW,
    )


def test_whom_no_message_reached_is_called_and_the_rdv_says_why(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    told(rdv, MessageKind.REMINDER, ReceiptState.FAILED)
    Receipt.objects.update(reason="abandonne")
    page = text(agent.get(PAGE))
    assert "Zoé Martin" in page
    assert "Messages non reçus" in page
    shown = text(agent.get(f"/agent/rdv/{rdv.pk}/"))
    assert "Échec" in shown
    assert "plusieurs essais, sans succès" in shown
    agent.post(PAGE, participation=str(rdv.participations.get().pk), reponse="vient")
    assert "Il n’y a personne à appeler." in text(agent.get(PAGE))


def test_who_was_reached_otherwise_or_has_no_number_is_not_called(office: Office) -> None:
    by_email, no_phone = booked(office), booked(office, NINE + timedelta(minutes=30), LEO)
    told(by_email, MessageKind.REMINDER, ReceiptState.FAILED)
    told(by_email, MessageKind.REMINDER, ReceiptState.SENT, Channel.EMAIL)
    told(no_phone, MessageKind.REMINDER, ReceiptState.FAILED, Channel.EMAIL)
    Usager.objects.filter(last_name="Roy").update(phone="")
    assert to_call(NOW) == []


def test_two_queries_whatever_there_is_and_the_nearest_first(
    office: Office, django_assert_num_queries: Any
) -> None:
    people = [
        Participation.objects.get(rdv=booked(office, NINE + rank * timedelta(minutes=30), who))
        for rank, who in enumerate((ZOE, LEO))
    ]
    for each in people:
        told(each.rdv, MessageKind.REMINDER, ReceiptState.FAILED)
    with django_assert_num_queries(2):
        assert to_call(NOW) == people
    with patch.object(presence, "MOST_TO_CALL", 1):
        assert to_call(NOW) == people[:1]
