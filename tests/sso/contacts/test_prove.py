"""A code for an address that need not be on any file, asked by another room."""

from datetime import timedelta

import pytest

from foundation import clock as clock_of_the_house
from foundation.outbox.relay import relay_once
from foundation.ports import ask_code_for, code_proves
from foundation.tenancy import in_tenant
from sso.contacts.ask_code import IDENTIFY
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from sso.contacts.refusals import CodeOver, TooSoon, WrongCode
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.sso.contacts.conftest import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mailbox", "clock")]

LEA, BROWSER, ADDRESS = "lea@mission-locale.example", "a secret of the session", "192.0.2.7"


def test_an_unknown_address_gets_its_code_and_no_word_of_rdvs(arras: Tenant, mailbox: Mailbox) -> None:
    with in_tenant(arras):
        challenge_id = ask_code_for(LEA, BROWSER, ADDRESS, NOW)
    while relay_once(clock_of_the_house.now()):
        pass
    (letter,) = mailbox.messages()
    for body in ("text", "html"):
        assert code_of(challenge_id) in letter[body]
        assert "vos rendez-vous" not in letter[body]
    with in_tenant(arras):
        assert code_proves(challenge_id, f" {code_of(challenge_id)} ", BROWSER, NOW) == LEA
        with pytest.raises(CodeOver):
            code_proves(challenge_id, code_of(challenge_id), BROWSER, NOW)


def test_only_the_browser_that_asked_proves_it(arras: Tenant) -> None:
    with in_tenant(arras):
        challenge_id = ask_code_for(LEA, BROWSER, ADDRESS, NOW)
        with pytest.raises(CodeOver):
            code_proves(challenge_id, code_of(challenge_id), "another", NOW)
        for wrong in ("", "12", "abc", "9" * 100_000):
            with pytest.raises(WrongCode):
                code_proves(challenge_id, wrong, BROWSER, NOW)
        with pytest.raises(TooSoon):
            ask_code_for(LEA, BROWSER, ADDRESS, NOW)
        with pytest.raises(CodeOver):
            code_proves(challenge_id, code_of(challenge_id), BROWSER, NOW + timedelta(minutes=11))


def test_a_code_that_identifies_proves_nothing_here(arras: Tenant) -> None:
    with in_tenant(arras):
        challenge_id = ask_code_for(LEA, BROWSER, ADDRESS, NOW)
        ContactChallenge.objects.update(purpose=IDENTIFY)
        with pytest.raises(CodeOver):
            code_proves(challenge_id, code_of(challenge_id), BROWSER, NOW)
