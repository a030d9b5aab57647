"""One telephone, several rdvs on one day: what the one SMS says, under whatever wording."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import MessageSettings, Motif, Participation, Receipt, Usager
from booking.queries.short_links import short_link
from booking.vocabulary import MessageKind
from booking.wording.assign import variant_of
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.channels import Channel
from foundation.courier.gsm import measure
from foundation.due.run import run_due
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE, only, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TWO_PARTS = 2 * 153
# Monday 7 December, ten o'clock in Paris.
THEN = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
LEO = Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)
OWN = "{administration} : RDV {motif} {jour} {heure}. Pour déplacer ou annuler : {lien}"

type Book = Callable[..., Participation]


@pytest.fixture
def book(office: Office, mailbox: Mailbox) -> Book:
    def book(identity: Identity = ZOE, starts_at: datetime = THEN) -> Participation:
        booked = book_rdv(office.wanted(starts_at), identity=identity, by=VISITOR, now=clock.now())
        relay_all()
        mailbox.empty()
        return booked

    return book


@pytest.fixture
def reminded(monday: Any, mailbox: Mailbox) -> Callable[[], str]:
    """The text of the one SMS that leaves two days before."""

    def go() -> str:
        monday.move_to(THEN - 2 * DAY)
        while run_due(clock.now()):
            pass
        relay_all()
        return str(only(mailbox, "sms")["text"])

    return go


def word(texts: dict[str, str], *, compared: bool = False) -> None:
    since = (THEN - 30 * DAY).isoformat()
    MessageSettings.objects.update_or_create(
        id=1,
        defaults={
            "wordings": {MessageKind.REMINDER: {"sms": {"fr": texts}}},
            "comparing": [{"kind": MessageKind.REMINDER, "since": since}] if compared else [],
        },
    )


def join(first: Participation, name: str) -> Participation:
    usager = Usager.objects.create(
        first_name=name, last_name="Martin", phone=ZOE.phone, created_at=clock.now()
    )
    return Participation.objects.create(rdv=first.rdv, usager=usager)


def test_an_own_wording_tells_the_other_rdvs_too(book: Book, reminded: Callable[[], str]) -> None:
    word({"a": OWN})
    book(), book(LEO, THEN + HOUR)
    text = reminded()
    assert text.startswith("Mairie d'Arras : RDV passeport lundi 07/12 10h. Pour déplacer")
    assert text.endswith(" Puis 11h, passeport.")


def test_an_own_wording_that_leaves_no_room_gives_way_to_the_national_one(
    book: Book, reminded: Callable[[], str]
) -> None:
    first, _ = book(), book(LEO, THEN + HOUR)
    said = f"lundi 07/12 10h {short_link(first)} "
    word({"a": "{jour} {heure} {lien} " + "m" * (TWO_PARTS - len(said))})
    text = reminded()
    assert "rappel, RDV" in text
    assert "Puis 11h, passeport." in text
    assert measure(text).parts <= 2


def test_who_only_follows_is_in_no_arm_of_a_comparison(book: Book, reminded: Callable[[], str]) -> None:
    word({"a": OWN, "b": f"Bonjour. {OWN}"}, compared=True)
    first, second = book(), book(LEO, THEN + HOUR)
    reminded()
    variants = {
        each.rdv_id: each.variant
        for each in Receipt.objects.filter(kind=MessageKind.REMINDER, channel=Channel.SMS)
    }
    assert variants == {first.rdv_id: variant_of(first.rdv_id, MessageKind.REMINDER), second.rdv_id: ""}


def test_two_people_of_one_telephone_on_one_rdv_read_it_once(book: Book, reminded: Callable[[], str]) -> None:
    zoe = book()
    join(zoe, "Ana")
    text = reminded()
    assert "Puis" not in text
    assert text.count("10h") == 1


def test_each_other_rdv_is_told_once_however_many_come(book: Book, reminded: Callable[[], str]) -> None:
    book()
    join(book(LEO, THEN + HOUR), "Ana")
    assert reminded().count("Puis 11h") == 1


def test_four_rdvs_with_long_names_are_two_parts(book: Book, reminded: Callable[[], str]) -> None:
    Motif.objects.update(name="Renouvellement du titre de séjour pluriannuel d’un étranger malade")
    for number in range(4):
        book(LEO if number else ZOE, THEN + number * HOUR / 2)
    text = reminded()
    assert measure(text).parts == 2
    assert text.count("Puis 1") == 3
