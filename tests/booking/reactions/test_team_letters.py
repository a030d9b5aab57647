"""Who is written to when the team changes."""

from uuid import uuid4

import pytest

from booking.commands.approve_agent import approve_agent
from booking.commands.invite_agent import Invited, invite_agent
from booking.commands.remove_agent import remove_agent
from booking.commands.request_access import request_access
from booking.models import Agent
from booking.vocabulary import AgentAccess, AgentRole
from tests.booking.commands.conftest import NOW, Office
from tests.booking.commands.membership import ELSEWHERE, come, identity, make_admin, place
from tests.booking.reactions.letterbox import bodies, only, public_rows, relay_all
from tests.counterparts.mailbox.client import Mailbox
from tests.makers.office import make_agent

pytestmark = pytest.mark.django_db(transaction=True)
CLAIRE = Invited(first_name="Claire", last_name="Dubois", email="claire.dubois@arras.example")


def readers(mailbox: Mailbox) -> list[str]:
    return sorted(letter["to"] for letter in mailbox.messages())


def test_an_invited_person_reads_where_to_sign_in_and_as_whom(office: Office, mailbox: Mailbox) -> None:
    mairie = office.agenda.organisation
    invite_agent(CLAIRE, place(mairie), by=make_admin(mairie), now=NOW)
    relay_all()
    letter = only(mailbox, "email")
    assert letter["to"] == CLAIRE.email
    for body in bodies(letter):
        for word in ("Ville d’Arras", "/agent/", CLAIRE.email, "30 jours", "ProConnect"):
            assert word in body
    assert "Dubois" not in repr(public_rows())


def test_an_invitation_taken_back_before_the_relay_is_never_sent(office: Office, mailbox: Mailbox) -> None:
    admin = make_admin(office.agenda.organisation)
    agent = invite_agent(CLAIRE, place(office.agenda.organisation), by=admin, now=NOW)
    remove_agent(agent.pk, by=admin, now=NOW)
    relay_all()
    assert readers(mailbox) == []


def test_administrators_are_told_of_a_request_and_the_person_of_the_answer(
    office: Office, mailbox: Mailbox
) -> None:
    mairie, who = office.agenda.organisation, identity()
    admin = make_admin(mairie, email="chef@arras.example")
    make_admin(mairie, email="adjoint@arras.example")
    make_agent(mairie, level=AgentRole.ADMIN, access=AgentAccess.INVITED, email="pas.encore@arras.example")
    request_access(who, now=NOW)
    relay_all()
    assert readers(mailbox) == ["adjoint@arras.example", "chef@arras.example"]
    assert "Claire Dubois" in mailbox.messages()[0]["subject"]
    mailbox.empty()
    agent = Agent.objects.get(account_id=who.account_id)
    approve_agent(agent.pk, place(mairie), by=admin, now=NOW)
    relay_all()
    assert readers(mailbox) == ["claire.dubois@arras.example"]
    assert "Votre accès est ouvert" in bodies(only(mailbox, "email"))[1]


def test_administrators_are_told_of_an_access_to_confirm(office: Office, mailbox: Mailbox) -> None:
    mairie = office.agenda.organisation
    make_admin(mairie, email="chef@arras.example")
    agent = make_agent(mairie, account_id=uuid4(), siret="21620041000012")
    come(identity(account_id=agent.account_id, siret=ELSEWHERE))
    relay_all()
    letter = only(mailbox, "email")
    assert letter["to"] == "chef@arras.example"
    assert "/agent/parametres/agents/" in bodies(letter)[0]


def test_who_takes_up_an_invitation_gets_no_letter(office: Office, mailbox: Mailbox) -> None:
    mairie = office.agenda.organisation
    invite_agent(CLAIRE, place(mairie), by=make_admin(mairie), now=NOW)
    relay_all()
    mailbox.empty()
    come(identity())
    relay_all()
    assert readers(mailbox) == []
