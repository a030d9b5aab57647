"""« OUI », « NON », « RETARD »: acted upon once, and only when they cannot be mistaken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from booking.commands.answer_message import Outcome, Understood, answer_message
from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.receive_answer import receive_answer
from booking.commands.usagers import Identity
from booking.models import Participation, Receipt
from booking.queries.answers import message_answered
from booking.vocabulary import MessageKind, RdvStatus, ReceiptState
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.outbox.models import Message
from foundation.tenancy import in_public
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office

pytestmark = pytest.mark.django_db

PHONE = ZOE.phone
HALF_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
LEO = Identity(first_name="Léo", last_name="Martin", phone=PHONE)

type Book = Callable[..., Participation]


@pytest.fixture
def book(office: Office) -> Book:
    def book(starts_at: datetime = NINE, identity: Identity = ZOE) -> Participation:
        return book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=NOW)

    return book


def told(participation: Participation, *, at: datetime = NOW, **more: Any) -> Receipt:
    """An SMS that left about it."""
    facts = {"kind": MessageKind.REMINDER, "state": ReceiptState.SENT, "channel": Channel.SMS, **more}
    return Receipt.objects.create(
        key=str(uuid4()),
        rdv=participation.rdv,
        usager=participation.usager,
        contact=participation.usager.phone,
        created_at=at,
        sent_at=at,
        **facts,
    )


def says(
    text: str, *, contact: str = PHONE, to: Receipt | None = None, now: datetime = NOW, **more: Any
) -> Understood:
    answers = message_answered(to.pk, contact=contact) if to else None
    receipt = receive_answer(
        channel=Channel.SMS, contact=contact, text=text, key=f"in:{uuid4()}", answers=answers, now=now, **more
    )
    return answer_message(receipt.pk, now=now)


def is_free(office: Office, starts_at: datetime = NINE) -> bool:
    other = Identity(first_name="Ali", last_name="Diallo", phone="+33611223344")
    return bool(book_rdv(office.wanted(starts_at), identity=other, by=VISITOR, now=NOW))


def status(participation: Participation) -> str:
    return Participation.objects.get(pk=participation.pk).status


def test_yes_confirms(book: Book) -> None:
    participation = book()
    told(participation)
    assert says("Oui, merci").outcome == Outcome.CONFIRMED
    assert Participation.objects.get().confirmed_at == NOW


def test_no_cancels_and_frees_the_time_at_once(book: Book, office: Office) -> None:
    participation = book()
    told(participation)
    assert says("Non.").outcome == Outcome.CANCELLED
    assert status(participation) == RdvStatus.CANCELLED_BY_USAGER
    assert is_free(office)
    with in_public():
        event = Message.objects.get(name="booking.rdv.cancelled")
    assert event.payload["by"] == "usager"


def test_past_the_limit_nothing_is_cancelled(book: Book) -> None:
    participation = book()
    told(participation)
    assert says("NON", now=NINE - timedelta(hours=3)).outcome == Outcome.TOO_LATE
    assert status(participation) == RdvStatus.SCHEDULED


def test_a_delay_is_noted(book: Book) -> None:
    told(book())
    assert says("RETARD 10", now=NINE + timedelta(minutes=2)).outcome == Outcome.LATE
    assert Participation.objects.get().late_min == 10


def test_a_delay_announced_too_early_is_for_the_agents(book: Book) -> None:
    told(book())
    assert says("retard", now=NINE - timedelta(hours=25)).outcome == Outcome.FORWARDED
    assert Participation.objects.get().late_min is None


@pytest.mark.parametrize(
    "text", ["RDV passeport n’est pas annulé ?", "NON ?", "Non je viens", "N'annulez pas"]
)
def test_what_is_not_wholly_an_answer_cancels_nothing(text: str, book: Book) -> None:
    participation = book()
    told(participation)
    assert says(text).outcome == Outcome.FORWARDED
    assert status(participation) == RdvStatus.SCHEDULED


def test_asked_again_it_acts_once(book: Book) -> None:
    """A relay that died before its mark comes back: another rdv of the same person is not cancelled for it."""
    first, second = book(), book(NINE + DAY)
    message = told(first)
    told(second)
    understood = says("NON", to=message)
    again = answer_message(understood.receipt.pk, now=NOW)
    assert (again.outcome, again.participation) == (Outcome.CANCELLED, first)
    assert (status(first), status(second)) == (RdvStatus.CANCELLED_BY_USAGER, RdvStatus.SCHEDULED)


def test_said_twice_no_does_not_cancel_the_next_rdv(book: Book) -> None:
    first, second = book(), book(NINE + DAY)
    told(second, at=NOW - DAY)
    message = told(first)
    says("NON", to=message)
    assert says("NON").outcome == Outcome.CANCELLED
    assert says("non", to=message).outcome == Outcome.CANCELLED
    assert status(second) == RdvStatus.SCHEDULED


def test_two_rdvs_the_same_day_no_asks_which(book: Book) -> None:
    first, second = book(), book(NINE + HALF_HOUR, LEO)
    message = told(first)
    assert says("NON", to=message).outcome == Outcome.WHICH
    assert status(first) == status(second) == RdvStatus.SCHEDULED
    assert says("NON 9h30").outcome == Outcome.CANCELLED
    assert (status(first), status(second)) == (RdvStatus.SCHEDULED, RdvStatus.CANCELLED_BY_USAGER)
    assert says("non 9h45").outcome == Outcome.WHICH
    assert says("non à 9:00").outcome == Outcome.CANCELLED


def test_yes_is_for_the_whole_day(book: Book) -> None:
    message = told(book())
    book(NINE + HALF_HOUR, LEO)
    book(NINE + DAY)
    assert says("OUI", to=message).outcome == Outcome.CONFIRMED
    assert Participation.objects.filter(confirmed_at=NOW).count() == 2


def test_two_days_told_lately_no_asks_which(book: Book) -> None:
    for start in (NINE, NINE + DAY):
        told(book(start))
    assert says("NON").outcome == Outcome.WHICH


def test_an_rdv_not_told_of_lately_is_not_meant(book: Book) -> None:
    told(book(), at=NOW - timedelta(days=8))
    assert says("NON").outcome == Outcome.IGNORED
    assert Participation.objects.get().status == RdvStatus.SCHEDULED


def test_no_to_a_cancellation_by_the_service_cancels_nothing_else(book: Book) -> None:
    first, second = book(), book(NINE + DAY)
    told(second, at=NOW - DAY)
    agent = Actor(ActorKind.AGENT, id=uuid4())
    cancel_by_service(first.rdv, by=agent, now=NOW)
    told(first, kind=MessageKind.RDV_CANCELLED)
    assert says("Non").outcome == Outcome.FORWARDED
    assert status(second) == RdvStatus.SCHEDULED


def test_a_number_that_was_corrected_since_decides_nothing(book: Book) -> None:
    participation = book()
    message = told(participation)
    participation.usager.phone = "+33612345679"
    participation.usager.save()
    assert says("NON", to=message).outcome == Outcome.FORWARDED
    assert status(participation) == RdvStatus.SCHEDULED


def test_an_unknown_number_decides_nothing(book: Book) -> None:
    message = told(book())
    assert says("NON", contact="+33698765432", to=message).outcome == Outcome.IGNORED
    assert Participation.objects.get().status == RdvStatus.SCHEDULED


def test_when_another_administration_may_be_meant_nothing_is_done(book: Book) -> None:
    told(book())
    assert says("NON", doubtful=True).outcome == Outcome.FORWARDED
    assert Participation.objects.get().status == RdvStatus.SCHEDULED


def test_stop_is_for_everybody_reached_there_and_can_be_undone(book: Book) -> None:
    first, second = book(), book(NINE + HALF_HOUR, LEO)
    stranger = book(NINE + DAY, replace(LEO, phone="+33611223344"))
    told(first)
    assert says("Stop").outcome == Outcome.STOPPED
    for each, accepted in ((first, False), (second, False), (stranger, True)):
        each.usager.refresh_from_db()
        assert each.usager.accepts_sms is accepted
    assert says("REPRENDRE").outcome == Outcome.RESUMED
    first.usager.refresh_from_db()
    assert first.usager.accepts_sms


def test_thanks_call_for_nothing(book: Book) -> None:
    told(book())
    assert says("Merci beaucoup").outcome == Outcome.IGNORED
