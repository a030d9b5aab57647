"""Who is invited is told, once on each channel; again only when an agent asks."""

from datetime import timedelta
from uuid import uuid4

from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.revoke_invitation import revoke_invitation, send_invitation_again
from booking.models import Invitation, Receipt
from booking.vocabulary import MessageKind, ReceiptState
from foundation.actors import Actor, ActorKind
from foundation.tenancy import current
from tests.booking.commands.conftest import NOW, Office
from tests.booking.reactions.letterbox import ZOE, bodies, kinds, only, relay_all
from tests.counterparts.mailbox.client import Mailbox


def invite(office: Office, *, whole_service: bool = False) -> tuple[Invitation, Actor]:
    by = Actor(ActorKind.AGENT, office.agent.pk)
    terms = Terms(
        organisation=office.agenda.organisation,
        motif=None if whole_service else office.motif,
        service=office.motif.service if whole_service else None,
        purpose="Nous faisons le point sur votre dossier.",
        expires_at=NOW + timedelta(days=20),
    )
    return invite_usager(terms, identity=ZOE, by=by, now=NOW, invitation_id=uuid4()), by


def test_an_email_and_an_sms_carry_the_link(office: Office, mailbox: Mailbox) -> None:
    invitation, _ = invite(office)
    relay_all()
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    link = current().url(f"/i/{invitation.token}/")
    for body in bodies(only(mailbox, "email")):
        for words in ("Passeport", "Zoé Martin", "le point sur votre dossier", link, "13 décembre 2026"):
            assert words in body.replace("\u00a0", " ")
        assert "/r/" not in body
    sms = only(mailbox, "sms")["text"]
    assert sms.endswith(f"://rdv.localhost/i/{current().id}-{invitation.token}/")
    assert "13/12" in sms
    told = Receipt.objects.filter(kind=MessageKind.INVITED)
    assert set(told.values_list("state", "rdv", "usager")) == {
        (ReceiptState.SENT, None, invitation.usager_id)
    }


def test_of_a_service_the_letter_names_it(office: Office, mailbox: Mailbox) -> None:
    invite(office, whole_service=True)
    relay_all()
    assert office.motif.service.name in only(mailbox, "email")["text"]


def test_sent_again_it_is_the_same_link(office: Office, mailbox: Mailbox) -> None:
    invitation, by = invite(office)
    relay_all()
    mailbox.empty()
    send_invitation_again(invitation, by=by, now=NOW)
    relay_all()
    assert kinds(mailbox) == ["email", "sms"]
    assert invitation.token in only(mailbox, "email")["text"]


def test_nobody_is_told_of_a_link_taken_back(office: Office, mailbox: Mailbox) -> None:
    invitation, by = invite(office)
    revoke_invitation(invitation, by=by, now=NOW)
    relay_all()
    assert mailbox.messages() == []
