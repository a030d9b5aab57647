"""What really leaves: a code to whom we know, one letter a day to a stranger's mailbox, no SMS to a stranger."""

import re

import pytest

from billing_usage.models import UsageFact, UsageKind
from booking.models import Usager
from foundation import clock as clock_of_the_house
from foundation.courier.gsm import measure
from foundation.outbox.models import Message
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_public, in_tenant
from sso.contacts import limits
from sso.contacts.counters import Limit
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.sso.contacts.codes import last_code
from tests.sso.contacts.conftest import NEIGHBOUR, PHONE, ZOE, Visitor, make_usager

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hurried", "mailbox")]


def relay_all() -> None:
    while relay_once(clock_of_the_house.now()):
        pass


def test_the_email_holds_the_code_and_opens_the_door(zoe: Usager, arras: Tenant, mailbox: Mailbox) -> None:
    browser = Visitor()
    browser.ask()
    relay_all()
    (email,) = mailbox.messages()
    code = last_code(arras)
    assert (email["to"], email["subject"]) == (ZOE, f"Votre code\u00a0: {code}")
    assert all(code in email[body] for body in ("text", "html"))
    assert "Ne communiquez ce code à personne" in email["text"]
    assert email["sender"].startswith("Ville d’Arras <")
    assert browser.answer(code).status_code == 303


def test_the_sms_is_one_part_and_fills_itself_in(zoe: Usager, arras: Tenant, mailbox: Mailbox) -> None:
    Visitor().ask(PHONE)
    relay_all()
    (sms,) = mailbox.messages()
    code = last_code(arras)
    assert sms["text"] == (
        f"Mairie d'Arras : {code} est votre code pour arras.rdv.localhost. "
        f"Ne communiquez ce code à personne.\n\n@arras.rdv.localhost #{code}"
    )
    assert (measure(sms["text"]).alphabet, measure(sms["text"]).parts) == ("GSM-7", 1)


def test_an_unknown_address_gets_one_letter_a_day(
    zoe: Usager, arras: Tenant, pas_de_calais: Tenant, mailbox: Mailbox
) -> None:
    for host in ("arras.rdv.localhost", "arras.rdv.localhost", NEIGHBOUR):
        Visitor(host).ask("ane@exemple.fr")
        relay_all()
    (letter,) = mailbox.messages()
    assert letter["subject"] == "Aucun rendez-vous à cette adresse"
    assert re.search(r"\b[0-9]{6}\b", letter["text"]) is None


def test_an_unknown_number_gets_nothing(zoe: Usager, arras: Tenant, mailbox: Mailbox) -> None:
    Visitor().ask("0698765432")
    relay_all()
    assert mailbox.messages() == []
    assert not Limit("sms-tenant", 1, 60).is_reached(str(arras.id))


def test_a_code_replaced_before_it_left_never_leaves(zoe: Usager, arras: Tenant, mailbox: Mailbox) -> None:
    browser = Visitor()
    browser.ask()
    browser.post("/identification/renvoyer/")
    relay_all()
    (email,) = mailbox.messages()
    assert last_code(arras) in email["text"]


def test_beyond_its_budget_an_administration_sends_no_sms(
    zoe: Usager, arras: Tenant, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    Visitor().ask(PHONE)
    monkeypatch.setattr(limits, "SMS_BY_TENANT", Limit("sms-tenant", 0, 86_400))
    relay_all()
    assert mailbox.messages() == []


def test_nothing_of_the_contact_enters_the_public_tables(zoe: Usager, arras: Tenant) -> None:
    Visitor().ask()
    with in_public():
        written = str(list(Message.objects.values()))
    assert "sso.code.asked" in written
    assert ZOE not in written
    assert last_code(arras) not in written


def test_somebody_met_since_is_known_when_the_code_leaves(
    arras: Tenant, clock: object, mailbox: Mailbox
) -> None:
    Visitor().ask()
    with in_tenant(arras):
        make_usager()
    relay_all()
    assert [each["subject"][:10] for each in mailbox.messages()] == ["Votre code"]


def test_a_code_that_left_is_counted_and_what_did_not_leave_is_not(zoe: Usager, arras: Tenant) -> None:
    Visitor().ask(PHONE)
    Visitor().ask("+33639980000")
    relay_all()
    with in_public():
        facts = UsageFact.objects.values_list("tenant_id", "kind", "quantity")
        assert list(facts) == [(arras.pk, UsageKind.SMS, 1)]
