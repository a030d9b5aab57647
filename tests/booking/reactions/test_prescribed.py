"""Who booked for somebody is told apart from the person, who has their own messages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from booking.commands.details import Details
from booking.commands.join_session import join
from booking.commands.leave_session import leave
from booking.commands.move_rdv import move_by_usager
from booking.commands.open_session import open_session
from booking.commands.undo_cancel import undo_cancel
from booking.events import ParticipationJoined, ParticipationLeft
from booking.models import Participation, Receipt
from booking.reactions.prescription import tell_prescriber_joined, tell_prescriber_left
from booking.vocabulary import MessageKind
from foundation.actors import VISITOR, ActorKind
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.booking.commands.proof import desk
from tests.booking.reactions.letterbox import ZOE, bodies, relay_all
from tests.counterparts.mailbox.client import Mailbox

LEA = {
    "email": "lea@mission-locale.example",
    "first_name": "Léa",
    "last_name": "Petit",
    "phone": "+33321000000",
    "structure": "Mission locale",
}


def book(office: Office, prescriber: dict[str, str]) -> Participation:
    details = Details(prescriber=prescriber)
    return book_rdv(office.wanted(NINE), identity=ZOE, by=VISITOR, now=NOW, details=details)


def letter_to(mailbox: Mailbox, address: str) -> dict[str, Any]:
    (found,) = [each for each in mailbox.messages() if address in str(each["to"])]
    return found


def test_the_prescriber_learns_who_what_when_and_where(office: Office, mailbox: Mailbox) -> None:
    participation = book(office, LEA)
    relay_all()
    relay_all()
    letter = letter_to(mailbox, LEA["email"])
    for body in bodies(letter):
        plain = body.replace("\u00a0", " ").replace("\u202f", " ").lower()
        for words in ("zoé martin", "passeport", "mardi 24 novembre 2026", "9 h", "hôtel de ville"):
            assert words in plain
        assert participation.link_token not in body, "who has that link cancels"
        assert current().url("/prescription/rdv/") in body
    assert participation.link_token in letter_to(mailbox, str(ZOE.email))["text"]
    assert Receipt.objects.filter(kind=MessageKind.PRESCRIBED, rdv=participation.rdv).count() == 1


def test_an_agent_who_prescribes_is_led_to_their_own_pages(office: Office, mailbox: Mailbox) -> None:
    participation = book(office, {"agent": str(office.agent.pk)})
    relay_all()
    letter = letter_to(mailbox, office.agent.email)
    assert current().url(f"/agent/rdv/{participation.rdv_id}/") in letter["text"]


def test_without_prescriber_nobody_else_is_told(office: Office, mailbox: Mailbox) -> None:
    book(office, {})
    relay_all()
    assert not Receipt.objects.filter(kind=MessageKind.PRESCRIBED).exists()


def letters_to(mailbox: Mailbox, address: str) -> list[str]:
    return [str(each["subject"]) for each in mailbox.messages() if address in str(each["to"])]


def test_the_prescriber_learns_what_becomes_of_it_once_each(office: Office, mailbox: Mailbox) -> None:
    participation = book(office, LEA)
    relay_all()
    ten = NINE + timedelta(hours=1)
    move_by_usager(participation, starts_at=ten, lieu_id=office.lieu.pk, by=VISITOR, now=NOW)
    relay_all()
    for _ in range(2):
        cancel_by_usager(participation, by=VISITOR, now=NOW)
        relay_all()
    undo_cancel(participation, by=VISITOR, now=NOW)
    relay_all()
    said = [each.split(" pour ")[0] for each in letters_to(mailbox, LEA["email"])]
    assert sorted(said) == sorted(
        ["Rendez-vous pris", "Rendez-vous déplacé", "Rendez-vous annulé", "Rendez-vous pris"]
    )
    for letter in mailbox.messages():
        if LEA["email"] in str(letter["to"]):
            for body in bodies(letter):
                assert participation.link_token not in body
                assert "Zoé" in body


def test_an_agent_who_cancels_what_they_prescribed_knows_it(office: Office, mailbox: Mailbox) -> None:
    participation = book(office, {"agent": str(office.agent.pk)})
    relay_all()
    cancel_by_service(participation.rdv, by=desk(office), now=NOW)
    relay_all()
    assert len(letters_to(mailbox, office.agent.email)) == 1


def seat(office: Office, prescriber: dict[str, str]) -> Participation:
    session = open_session(
        office.motif,
        lieu_id=office.lieu.pk,
        starts_at=NINE,
        agenda_ids=[office.agenda.pk],
        seats=5,
        by=desk(office),
        now=NOW,
        title="Écrire son CV",
    )
    return join(session, identity=ZOE, by=VISITOR, now=NOW, details=Details(prescriber=prescriber))


def joined(place: Participation) -> ParticipationJoined:
    return ParticipationJoined(rdv_id=place.rdv_id, participation_id=place.pk, by=ActorKind.USAGER)


def envelope() -> Envelope:
    return Envelope(message_id=uuid4(), delivery_id=1, at=NOW, attempt=1)


def test_a_seat_in_a_session_is_told_too_and_again_by_who_comes_back(
    office: Office, mailbox: Mailbox
) -> None:
    place, first = seat(office, LEA), envelope()
    for _ in range(2):
        tell_prescriber_joined(joined(place), first)
    (letter,) = mailbox.messages()
    assert LEA["email"] in str(letter["to"])
    for body in bodies(letter):
        assert "Zoé Martin" in body
        assert place.link_token not in body
        assert current().url("/prescription/rdv/") in body
    leave(place, by=VISITOR, now=NOW)
    left = ParticipationLeft(rdv_id=place.rdv_id, participation_id=place.pk, by=ActorKind.USAGER)
    tell_prescriber_left(left, envelope())
    join(place.rdv, identity=ZOE, by=VISITOR, now=NOW, details=Details(prescriber=LEA))
    tell_prescriber_joined(joined(place), envelope())
    said = [each.split(" pour ")[0] for each in letters_to(mailbox, LEA["email"])]
    assert sorted(said) == ["Rendez-vous annulé", "Rendez-vous pris", "Rendez-vous pris"]


def test_who_took_their_own_seat_has_no_prescriber_to_tell(office: Office, mailbox: Mailbox) -> None:
    tell_prescriber_joined(joined(seat(office, {})), envelope())
    assert mailbox.messages() == []
