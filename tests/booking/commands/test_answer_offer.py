"""« Non merci » to an offer of the waiting list declines the offer: it cancels nothing."""

from datetime import timedelta

import pytest

from booking.commands.answer_message import Outcome
from booking.models import Receipt
from booking.vocabulary import MessageKind, RdvStatus
from tests.booking.commands.answering import says, status, told
from tests.booking.commands.conftest import NOW, Book

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


@pytest.mark.parametrize("by_reference", [True, False])
@pytest.mark.parametrize("said", ["Non merci", "OUI"])
def test_an_answer_to_an_offer_is_no_answer_about_the_rdv(book: Book, said: str, by_reference: bool) -> None:
    participation = book()
    told(participation)
    offer = told(participation, at=LATER, kind=MessageKind.CRENEAU_OFFERED)
    Receipt.objects.filter(pk=offer.pk).update(rdv=None)
    understood = says(said, to=offer if by_reference else None, now=LATER + timedelta(minutes=1))
    assert understood.outcome == Outcome.FORWARDED
    participation.refresh_from_db()
    assert (status(participation), participation.confirmed_at) == (RdvStatus.SCHEDULED, None)


def test_what_was_written_about_the_rdv_since_is_answered(book: Book) -> None:
    participation = book()
    offer = told(participation, kind=MessageKind.CRENEAU_OFFERED)
    Receipt.objects.filter(pk=offer.pk).update(rdv=None)
    told(participation, at=LATER)
    assert says("NON", now=LATER + timedelta(minutes=1)).outcome == Outcome.CANCELLED
