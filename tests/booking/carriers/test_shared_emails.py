"""E-mails that bounced, annoyed, or were answered: told to the public host, kept by the administration that wrote."""

import json
from email.message import EmailMessage

import pytest

from booking.models import Receipt, Usager
from booking.vocabulary import ReceiptState
from foundation.courier.channels import Channel
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.carriers.conftest import answers, post, reminded, status
from tests.booking.commands.conftest import Office
from tests.booking.reactions.letterbox import ZOE, relay_all
from tests.counterparts.mailbox.client import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def email(office: Office, arras: Tenant) -> Receipt:
    with in_tenant(arras):
        return reminded(office, Channel.EMAIL)


def test_an_email_that_bounced_is_marked_failed_and_nothing_is_erased(email: Receipt, arras: Tenant) -> None:
    bounce = {"email": ZOE.email, "event": "hard_bounce", "message-id": f"<{email.pk}@rdv.localhost>"}
    post("courriel/brevo/rebonds", {**bounce, "ts_epoch": 1604933654000})
    with in_tenant(arras):
        email.refresh_from_db()
        assert (email.state, email.reason) == (ReceiptState.FAILED, "transporteur-hard-bounce")
        assert email.usager is not None
        assert email.usager.email == ZOE.email


def test_who_complains_of_an_email_receives_no_more_and_it_did_arrive(email: Receipt, arras: Tenant) -> None:
    told = {"email": ZOE.email, "event": "spam", "message-id": f"<{email.pk}@rdv.localhost>"}
    post("courriel/brevo/rebonds", {**told, "ts_epoch": 1604933654000})
    with in_tenant(arras):
        email.refresh_from_db()
        usager = Usager.objects.get(phone=ZOE.phone)
    assert (email.state, email.reason) == (ReceiptState.SENT, "")
    assert (usager.accepts_email, usager.accepts_sms) == (False, True)


def answered(to: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Zoé <autre@exemple.fr>", to, "Re : Rendez-vous"
    message.set_content(text)
    return message.as_bytes()


def test_an_email_is_answered_like_an_sms(email: Receipt, arras: Tenant, mailbox: Mailbox) -> None:
    (letter,) = mailbox.messages()
    to = letter["headers"]["Reply-To"]
    assert to == f"rdv+{arras.pk}-{email.pk.hex}@reponses.example"
    for _ in range(2):
        post("courriel/mime/reponses", answered(to, "Non\n\nCordialement,\nZoé\n> Bonjour"))
    relay_all()
    assert status(arras) == "cancelled_by_usager"
    assert answers(arras) == ["Non\n\nCordialement,\nZoé"]
    forwarded = [each for each in mailbox.messages() if "Message d’un usager" in each["subject"]]
    assert "«\u00a0Non" in forwarded[0]["text"]


def test_a_signature_s_picture_loses_no_answer(email: Receipt, arras: Tenant, mailbox: Mailbox) -> None:
    (letter,) = mailbox.messages()
    message = EmailMessage()
    message["From"], message["To"] = "zoe@exemple.fr", letter["headers"]["Reply-To"]
    message.set_content("Non")
    message.add_attachment(b"\x89PNG" * 50_000, maintype="image", subtype="png")
    assert post("courriel/mime/reponses", message.as_bytes()).status_code == 200
    assert answers(arras) == ["Non"]


@pytest.mark.parametrize("to", ["rdv+1-zz@reponses.example", "autre@reponses.example", "rdv+1@x.example"])
def test_an_email_to_no_message_of_ours_is_left(to: str, email: Receipt, arras: Tenant) -> None:
    assert post("courriel/mime/reponses", answered(to, "Non")).status_code == 200
    forged = f"rdv+{arras.pk}-{'0' * 32}@reponses.example"
    assert post("courriel/mime/reponses", answered(forged, "Non")).status_code == 200
    assert answers(arras) == []


def test_a_body_that_nobody_understands_is_taken(email: Receipt) -> None:
    for path in ("courriel/brevo/rebonds", "courriel/mime/reponses", "courriel/inconnu/reponses"):
        for body in (b"\xff", json.dumps([1]).encode(), b""):
            assert post(path, body).status_code == 200
