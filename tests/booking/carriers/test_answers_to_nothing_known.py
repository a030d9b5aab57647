"""Answers that concern no rdv we told of lately: somebody reads them all the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.join_file_attente import Wish, join_file_attente
from booking.models import Receipt
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import post, reminded, said
from tests.booking.carriers.test_shared_emails import answered
from tests.booking.commands.conftest import NINE, Office
from tests.booking.commands.waiting import FAR
from tests.booking.reactions.letterbox import ZOE, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.counterparts.sms_gateway.client import SmsGateway

pytestmark = pytest.mark.django_db(transaction=True)

LATER = timedelta(days=20)


@pytest.fixture
def administrator(office: Office, arras: Tenant) -> str:
    with in_tenant(arras):
        office.agent.roles.update(level="admin")
    return office.agent.email


def forwarded(mailbox: Mailbox) -> list[dict[str, Any]]:
    return [each for each in mailbox.messages() if "Message d’un usager" in each["subject"]]


def invited(office: Office) -> None:
    terms = Terms(organisation=office.agenda.organisation, motif=office.motif, expires_at=clock.now() + LATER)
    by = Actor(ActorKind.AGENT, office.agent.pk)
    invite_usager(terms, identity=ZOE, by=by, now=clock.now(), invitation_id=uuid4())


def waiting(office: Office) -> None:
    join_file_attente(office.motif, Wish(last_day=FAR), identity=ZOE, by=VISITOR, now=clock.now())


@pytest.mark.parametrize("written", [invited, waiting])
def test_an_email_about_no_rdv_is_answered_to_the_administrators(
    written: Callable[[Office], None], office: Office, arras: Tenant, administrator: str, mailbox: Mailbox
) -> None:
    with in_tenant(arras):
        written(office)
    relay_all()
    (letter,) = (each for each in mailbox.messages() if each["to"] == ZOE.email)
    assert "Vous pouvez y répondre." in letter["text"].replace("\u00a0", " ")
    post("courriel/mime/reponses", answered(letter["headers"]["Reply-To"], "Est-ce à l’étage ?"))
    relay_all()
    (told,) = forwarded(mailbox)
    assert told["to"] == administrator
    for words in ("Zoé Martin", ZOE.email, "Est-ce à l’étage", "pas de rendez-vous à venir"):
        assert words in told["text"].replace("\u00a0", " ")


def test_long_after_our_last_sms_the_agents_of_the_next_rdv_read(
    office: Office, arras: Tenant, mailbox: Mailbox, gateway: SmsGateway, monday: time_machine.Traveller
) -> None:
    monday.shift(-LATER)
    with in_tenant(arras):
        reminded(office)
    relay_all()
    monday.shift(LATER)
    mailbox.empty()
    gateway.clear()
    post("http/reponses", said("NON"))
    relay_all()
    (told,) = forwarded(mailbox)
    assert told["to"] == office.agent.email
    (sms,) = gateway.sent()
    assert "message transmis à l'agent. Votre RDV du mardi 24/11 n'a pas changé" in sms["text"]


def test_long_after_their_last_rdv_the_administrators_read(
    office: Office, arras: Tenant, administrator: str, mailbox: Mailbox, monday: time_machine.Traveller
) -> None:
    with in_tenant(arras):
        reminded(office)
    relay_all()
    monday.move_to(NINE + LATER)
    mailbox.empty()
    post("http/reponses", said("Je voudrais un autre rendez-vous"))
    relay_all()
    (told,) = forwarded(mailbox)
    assert told["to"] == administrator
    assert "06 12 34 56 78" in told["text"].replace("\u00a0", " ")
    with in_tenant(arras):
        assert Receipt.objects.get(kind="answer").reason == "transmis"
