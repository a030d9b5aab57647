"""An administrator receives their own wording, and nobody else does."""

from typing import Any

import pytest

from booking.commands.ask_trial import TooManyTrials, ask_trial
from booking.events import TrialAsked
from booking.models import Agent, Participation, Rdv, Receipt, Usager
from booking.queries.wording_draft import Draft
from booking.reactions.send_trial import send_trial
from booking.vocabulary import AgentRole, ReceiptState
from booking.wording.catalogue import CATALOGUE
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.courier.channels import Channel
from foundation.errors import Forbidden
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import public_rows, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent

PHONE = "+33639980012"
DRAFT = Draft(
    kind=CATALOGUE["rappel"],
    a="Bonjour {prenom}, à {jour} {heure} : {lien}",
    b="Nous vous attendons {jour} à {heure}, {lieu} : {lien}",
    subject="À {jour}",
    intro="Bonjour {prenom},\ncontente de vous voir.",
    note="Le parking est gratuit.",
)


@pytest.fixture
def admin(office: Office) -> Agent:
    return make_agent(office.agenda.organisation, level=AgentRole.ADMIN, email="nadia@arras.example")


@pytest.fixture
def by(admin: Agent) -> Actor:
    return Actor(ActorKind.AGENT, admin.pk, is_admin=True)


def ask(by: Actor, channel: Channel, **more: Any) -> Receipt:
    return ask_trial(DRAFT, channel=channel, by=by, now=clock.now(), **more)


def test_the_e_mail_is_the_whole_letter_with_what_was_typed(mailbox: Mailbox, by: Actor) -> None:
    receipt = ask(by, Channel.EMAIL)
    relay_all()
    (letter,) = mailbox.messages()
    assert letter["to"] == "nadia@arras.example"
    assert letter["subject"].startswith("[Essai] À lundi 7 décembre")
    for body in (letter["text"], letter["html"]):
        assert "contente de vous voir." in body
        assert "Le parking est gratuit." in body
        assert "Hôtel de ville" in body
    receipt.refresh_from_db()
    assert (receipt.state, receipt.parts) == (ReceiptState.SENT, 1)


@pytest.mark.parametrize(("which", "beginning"), [("a", "Bonjour Camille, à"), ("b", "Nous vous attendons")])
def test_either_sms_leaves_to_the_number_that_was_typed(
    mailbox: Mailbox, by: Actor, which: str, beginning: str
) -> None:
    ask(by, Channel.SMS, phone=PHONE, text=which)
    relay_all()
    (sms,) = mailbox.messages()
    assert sms["to"] == PHONE
    assert sms["text"].startswith(beginning)


def test_a_trial_relayed_again_leaves_once(mailbox: Mailbox, by: Actor) -> None:
    receipt = ask(by, Channel.SMS, phone=PHONE)
    relay_all()
    send_trial(TrialAsked(receipt_id=receipt.pk), None)  # type: ignore[arg-type]
    assert len(mailbox.messages()) == 1


def test_a_trial_leaves_no_person_behind_and_tells_the_public_schema_nothing(
    mailbox: Mailbox, by: Actor
) -> None:
    ask(by, Channel.SMS, phone=PHONE)
    relay_all()
    assert not Usager.objects.exists()
    assert not Participation.objects.exists()
    assert not Rdv.objects.exists()
    assert PHONE not in str(public_rows())


def test_a_budget_that_is_spent_sends_no_trial(mailbox: Mailbox, by: Actor, no_budget: None) -> None:
    receipt = ask(by, Channel.SMS, phone=PHONE)
    relay_all()
    receipt.refresh_from_db()
    assert (receipt.state, receipt.reason) == (ReceiptState.DROPPED, "budget-epuise")
    assert mailbox.messages() == []


def test_five_trials_a_day_are_enough(by: Actor) -> None:
    for _ in range(5):
        ask(by, Channel.EMAIL)
    with pytest.raises(TooManyTrials):
        ask(by, Channel.SMS, phone=PHONE)


def test_only_administrators_try(office: Office) -> None:
    with pytest.raises(Forbidden):
        ask(Actor(ActorKind.AGENT, office.agent.pk), Channel.EMAIL)
