from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from booking.models import Participation, Usager
from booking.vocabulary import RdvStatus
from foundation import clock
from tests.booking.reactions.letterbox import deliveries, link_of, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

type Book = Callable[..., Participation]


def join(first: Participation, email: str, **more: object) -> Participation:
    usager = Usager.objects.create(first_name="Ali", last_name="Haddad", email=email, created_at=clock.now())
    return Participation.objects.create(rdv=first.rdv, usager=usager, **more)


def readers(mailbox: Mailbox) -> list[str]:
    return sorted(letter["to"] for letter in mailbox.messages() if letter["kind"] == "email")


def test_each_gets_a_letter_with_a_link_of_their_own(book: Book, mailbox: Mailbox) -> None:
    zoe = book()
    ali = join(zoe, "ali@exemple.fr")
    relay_all()
    letters = {letter["to"]: letter["text"] for letter in mailbox.messages() if letter["kind"] == "email"}
    for participation in (zoe, ali):
        assert link_of(participation) in letters[participation.usager.email]
    assert link_of(zoe) not in letters["ali@exemple.fr"]


def test_who_is_not_expected_any_more_is_not_told_to_come(book: Book, mailbox: Mailbox) -> None:
    join(book(), "ali@exemple.fr", status=RdvStatus.CANCELLED_BY_USAGER)
    relay_all()
    assert readers(mailbox) == ["zoe@exemple.fr"]


@pytest.mark.parametrize(
    ("refused", "expected"), [("inconnu.invalid", ("done", 1)), ("plus-tard.invalid", ("pending", 2))]
)
def test_one_refused_address_neither_stops_nor_repeats_the_others(
    book: Book, mailbox: Mailbox, monday: time_machine.Traveller, refused: str, expected: tuple[str, int]
) -> None:
    zoe = book()
    join(zoe, f"lea@{refused}")
    join(zoe, "ali@exemple.fr")
    relay_all()
    monday.shift(timedelta(seconds=30))
    relay_all()
    assert readers(mailbox) == ["ali@exemple.fr", "zoe@exemple.fr"]
    assert deliveries()["booking.email"] == expected
