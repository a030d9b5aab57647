"""Who missed several rdvs proves who they are, or calls: never a ban."""

from datetime import timedelta

import pytest

from booking.commands.book_rdv import book_rdv
from booking.commands.check_no_shows import ConfirmationAsked
from booking.commands.usagers import Identity
from booking.models import Participation, Rdv, Usager
from booking.vocabulary import CreatedBy, RdvStatus
from foundation.actors import VISITOR, Actor, ActorKind
from tests.booking.commands.conftest import NOW, ZOE, Office

RULE = {"after_no_shows": {"count": 2, "months": 6, "ask": "code"}}
DAY = timedelta(days=1)


@pytest.fixture
def zoe(office: Office) -> Usager:
    office.motif.presence = RULE
    office.motif.save()
    return Usager.objects.create(first_name="Zoé", last_name="Martin", phone=ZOE.phone, created_at=NOW)


def missed(office: Office, usager: Usager, *days_ago: int) -> None:
    for days in days_ago:
        starts_at = NOW - days * DAY
        rdv = Rdv.objects.create(
            organisation=office.motif.organisation,
            motif=office.motif,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            status=RdvStatus.NO_SHOW,
            created_by=CreatedBy.USAGER,
            created_at=starts_at,
        )
        Participation.objects.create(rdv=rdv, usager=usager, status=RdvStatus.NO_SHOW)


def book(office: Office, by: Actor = VISITOR, identity: Identity = ZOE) -> Participation:
    return book_rdv(office.wanted(), identity=identity, by=by, now=NOW)


def test_two_absences_ask_for_a_code(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    with pytest.raises(ConfirmationAsked) as asked:
        book(office)
    assert asked.value.code == "confirmation-demandee"
    assert "téléphoner au 03 21 50 50 50" in asked.value.message
    assert asked.value.context == {"by_code": True}


def test_another_spelling_or_another_contact_is_the_same_person(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    other = Identity(first_name="ZOE", last_name="martin", phone=ZOE.phone, email="zoe@exemple.fr")
    with pytest.raises(ConfirmationAsked):
        book(office, identity=other)


@pytest.mark.parametrize("days_ago", [(3,), (3, 400)], ids=["one", "one long ago"])
def test_fewer_absences_ask_for_nothing(office: Office, zoe: Usager, days_ago: tuple[int, ...]) -> None:
    missed(office, zoe, *days_ago)
    assert book(office).status == RdvStatus.SCHEDULED


def test_who_proved_a_contact_books(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    assert book(office, Actor(ActorKind.USAGER, id=zoe.pk)).usager == zoe


def test_who_proved_somebody_else_s_contact_does_not(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    ali = Usager.objects.create(first_name="Ali", last_name="Roy", phone="+33698765432", created_at=NOW)
    with pytest.raises(ConfirmationAsked):
        book(office, Actor(ActorKind.USAGER, id=ali.pk))


def test_an_agent_always_books(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    assert book(office, Actor(ActorKind.AGENT, name="Amina Benali")).usager == zoe


def test_a_child_does_not_pay_for_a_parent(office: Office, zoe: Usager) -> None:
    missed(office, zoe, 3, 30)
    assert (
        book(office, identity=Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)).usager != zoe
    )


def test_where_a_call_is_asked_a_code_is_not_enough(office: Office, zoe: Usager) -> None:
    office.motif.presence = {"after_no_shows": {"count": 2, "months": 6, "ask": "phone"}}
    office.motif.save()
    missed(office, zoe, 3, 30)
    with pytest.raises(ConfirmationAsked) as asked:
        book(office, Actor(ActorKind.USAGER, id=zoe.pk))
    assert asked.value.message.startswith("Pour ce rendez-vous, téléphonez au")
