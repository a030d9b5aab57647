"""The former address or number learns who, what and when, and what to do if it was somebody else."""

import pytest

from booking.commands.change_contact import change_contact
from booking.models import Receipt, Usager
from booking.vocabulary import ReceiptState
from foundation import clock
from tests.booking.commands.conftest import NOW, Office
from tests.booking.reactions.letterbox import bodies, public_rows, relay_all
from tests.counterparts.mailbox.client import Mailbox


@pytest.fixture
def zoe(office: Office) -> Usager:
    return Usager.objects.create(
        first_name="Zoé", last_name="Martin", email="zoe@exemple.fr", phone="+33612345678", created_at=NOW
    )


def change(usager: Usager, contact: str) -> None:
    change_contact([usager.pk], contact=contact, now=clock.now())
    relay_all()
    relay_all()


def test_the_former_address_reads_it_once_and_not_the_new_one(zoe: Usager, mailbox: Mailbox) -> None:
    for _ in range(2):
        change(zoe, "zoe@nouvelle.example")
    (letter,) = mailbox.messages()
    assert letter["to"] == "zoe@exemple.fr"
    assert "Votre adresse électronique a été changée" in letter["subject"]
    for body in bodies(letter):
        plain = body.replace("\u00a0", " ").replace("\u202f", " ")
        assert "L’adresse électronique de Zoé a été changée le lundi 23 novembre 2026 à 8 h" in plain
        assert "Ce n’est pas vous ? Prévenez tout de suite l’accueil" in plain
        assert "nouvelle.example" not in plain
        assert "Martin" not in plain
    assert Receipt.objects.get().state == ReceiptState.SENT
    assert not any(word in str(public_rows()) for word in ("exemple.fr", "nouvelle", "Zoé", str(zoe.pk)))


def test_the_former_number_has_it_in_one_sms(zoe: Usager, mailbox: Mailbox) -> None:
    change(zoe, "+33698765432")
    (sms,) = mailbox.messages()
    assert sms["to"] == "+33612345678"
    assert "vos coordonnées ont été changées" in sms["text"]
    assert Receipt.objects.get().parts == 1


def test_without_a_budget_the_receipt_says_so(zoe: Usager, mailbox: Mailbox, no_budget: None) -> None:
    change(zoe, "zoe@nouvelle.example")
    assert mailbox.messages() == []
    assert Receipt.objects.get().state == ReceiptState.DROPPED
