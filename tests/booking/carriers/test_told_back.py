"""What follows an answer: one short SMS to who wrote, an e-mail to the agents when it is theirs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.models import Receipt, Usager
from booking.vocabulary import AgendaKind, AgentNotices, MessageKind, ReceiptState
from foundation import clock
from foundation.actors import VISITOR
from foundation.courier.gsm import measure
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import post, reminded, said
from tests.booking.commands.conftest import NINE, Office
from tests.booking.reactions.letterbox import ZOE, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

type Say = Callable[[str], HttpResponse]


@pytest.fixture
def sms(office: Office, arras: Tenant, mailbox: Mailbox, gateway: SmsGateway) -> Receipt:
    """The reminder; what the booking itself sends is out of the way."""
    with in_tenant(arras):
        office.agent.notices = AgentNotices.OTHERS
        office.agent.save()
        receipt = reminded(office)
    relay_all()
    mailbox.empty()
    gateway.clear()
    return receipt


@pytest.fixture
def say(sms: Receipt) -> Say:
    numbers = iter(range(5000, 6000))

    def say(text: str) -> HttpResponse:
        answer = post("http/reponses", said(text, id=str(next(numbers))))
        relay_all()
        return answer

    return say


def texts(gateway: SmsGateway) -> list[str]:
    return [each["text"] for each in gateway.sent()]


def subjects(mailbox: Mailbox, start: str) -> list[str]:
    return [each["text"] for each in mailbox.messages() if each["subject"].startswith(start)]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("OUI", "Mairie d'Arras : merci, votre présence au RDV du mardi 24/11 à 9h est confirmée."),
        ("NON", "Mairie d'Arras : votre RDV du mardi 24/11 à 9h est annulé. Merci d'avoir prévenu."),
        ("RETARD 10", "Mairie d'Arras : merci, votre retard de 10 min est signalé pour le RDV de 9h."),
        ("retard", "Mairie d'Arras : merci, votre retard est signalé pour le RDV de 9h."),
        (
            "STOP",
            "Mairie d'Arras : vous ne recevrez plus nos SMS. Pour en recevoir de nouveau, répondez REPRENDRE.",
        ),
    ],
)
def test_each_action_is_told_back_in_one_part(
    answer: str, told: str, say: Say, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(hours=12))
    say(answer)
    assert texts(gateway) == [told]
    assert measure(told).parts == 1


def test_told_back_once_however_often_it_is_said(say: Say, gateway: SmsGateway) -> None:
    for _ in range(4):
        say("OK")
    assert len(texts(gateway)) == 1


def test_a_delay_is_told_to_the_agent(
    say: Say, mailbox: Mailbox, monday: time_machine.Traveller, gateway: SmsGateway
) -> None:
    monday.move_to(NINE + timedelta(minutes=5))
    say("Je serai en retard d’un quart d’heure")
    (letter,) = subjects(mailbox, "Usager en retard")
    assert "Zoé Martin sera en retard. Retard annoncé\u00a0: 15 minutes." in letter
    assert "retard de 15 min" in texts(gateway)[0]


def test_too_late_to_cancel_the_person_calls_and_the_agent_knows(
    say: Say, mailbox: Mailbox, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    monday.move_to(NINE - timedelta(hours=1))
    say("NON")
    assert texts(gateway) == [
        "Mairie d'Arras : trop tard pour annuler par SMS. Votre RDV du mardi 24/11 à 9h est maintenu. "
        "Téléphonez au 03 21 50 50 50."
    ]
    (letter,) = subjects(mailbox, "Annulation demandée trop tard")
    assert "Le rendez-vous n’est pas annulé" in letter


def test_what_is_not_understood_is_forwarded_and_never_guessed(
    say: Say, mailbox: Mailbox, gateway: SmsGateway
) -> None:
    say("Le RDV passeport n’est pas annulé ?")
    (letter,) = subjects(mailbox, "Message d’un usager")
    assert "Le RDV passeport n’est pas annulé" in letter
    (text,) = texts(gateway)
    assert "n'a pas changé" in text
    say("Je viens avec ma fille")
    assert len(subjects(mailbox, "Message d’un usager")) == 2
    assert len(texts(gateway)) == 1


def test_when_several_rdvs_are_meant_the_hours_are_asked(
    say: Say, arras: Tenant, office: Office, gateway: SmsGateway
) -> None:
    with in_tenant(arras):
        leo = Identity(first_name="Léo", last_name="Martin", phone=ZOE.phone)
        wanted = office.wanted(NINE + timedelta(minutes=30))
        book_rdv(wanted, identity=leo, by=VISITOR, now=clock.now())
    relay_all()
    gateway.clear()
    say("NON")
    assert texts(gateway) == [
        "Mairie d'Arras : vous avez plusieurs RDV. Pour en annuler un, répondez NON 9h ou NON 9h30."
    ]


def test_after_stop_only_what_says_so_leaves(
    say: Say, arras: Tenant, office: Office, gateway: SmsGateway
) -> None:
    say("STOP")
    say("OUI")
    with in_tenant(arras):
        book_rdv(office.wanted(NINE + timedelta(minutes=30)), identity=ZOE, by=VISITOR, now=clock.now())
    relay_all()
    assert len(texts(gateway)) == 1
    with in_tenant(arras):
        dropped = Receipt.objects.get(kind=MessageKind.RDV_BOOKED, channel="sms", state=ReceiptState.DROPPED)
        assert dropped.reason == "refuse-par-l-usager"
        assert not Usager.objects.get(phone=ZOE.phone).accepts_sms
    say("Reprendre")
    assert "de nouveau nos SMS" in texts(gateway)[1]


def test_who_chose_no_notice_is_not_told_of_a_delay_but_reads_what_is_written_to_them(
    say: Say, arras: Tenant, office: Office, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    monday.shift(timedelta(hours=12))
    with in_tenant(arras):
        office.agent.notices = AgentNotices.NONE
        office.agent.save()
    say("RETARD")
    assert mailbox.messages() == []
    say("J’apporte aussi le dossier de mon fils")
    assert len(mailbox.messages()) == 1


def test_without_an_agent_behind_it_the_administrators_read(
    say: Say, arras: Tenant, office: Office, mailbox: Mailbox
) -> None:
    with in_tenant(arras):
        office.agent.roles.update(level="admin")
        office.agenda.agent, office.agenda.kind = None, AgendaKind.GUICHET
        office.agenda.save()
    say("J’apporte le dossier")
    assert [each["to"] for each in mailbox.messages()] == [office.agent.email]
