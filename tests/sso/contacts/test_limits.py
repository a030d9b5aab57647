"""Quotas by contact, by address, by administration and in all; none is multiplied by the number of administrations."""

import logging

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as Unreachable

from foundation.tenancy import in_tenant
from sso.contacts import limits
from sso.contacts.contact import Contact
from sso.contacts.counters import Limit
from sso.contacts.models import Channel
from tenants.models import Tenant
from tests.sso.contacts.codes import a_wrong_one, challenges, last_code
from tests.sso.contacts.conftest import NEIGHBOUR, PHONE, ZOE, Visitor, make_usager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_contact_gets_three_codes_a_quarter_of_an_hour(arras: Tenant, hurried: None) -> None:
    browser = Visitor()
    answers = [browser.ask() for _ in range(4)]
    assert [each.status_code for each in answers] == [303, 303, 303, 429]
    assert "quinze minutes" in answers[-1].content.decode()
    assert ZOE in answers[-1].content.decode()
    assert browser.ask("ane@exemple.fr").status_code == 303


def test_a_contact_gets_ten_codes_a_day(
    arras: Tenant, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BY_CONTACT", Limit("contact", 99, 900))
    answers = [Visitor().ask().status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]


def test_two_administrations_share_the_quota_of_a_contact(
    arras: Tenant, pas_de_calais: Tenant, hurried: None
) -> None:
    hosts = [NEIGHBOUR, "arras.rdv.localhost"] * 2
    assert [Visitor(host).ask().status_code for host in hosts] == [303, 303, 303, 429]


def test_capitals_and_spaces_make_no_new_contact(arras: Tenant, hurried: None) -> None:
    browser = Visitor()
    written = ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "0033612345678"]
    assert [browser.ask(each).status_code for each in written] == [303, 303, 303, 429]


@pytest.mark.parametrize(
    ("first", "second"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")],
)
def test_an_address_asks_for_twenty_codes_an_hour(
    first: str, second: str, arras: Tenant, pas_de_calais: Tenant
) -> None:
    asked = [Visitor(address=first).ask(f"u{each}@exemple.fr").status_code for each in range(20)]
    assert asked == [303] * 20
    elsewhere = Visitor(NEIGHBOUR, second).ask("u20@exemple.fr")
    assert elsewhere.status_code == 429
    assert "votre connexion" in elsewhere.content.decode()
    assert Visitor(address="198.51.100.1").ask("u20@exemple.fr").status_code == 303


def test_after_ten_failed_codes_only_franceconnect_or_the_desk_remain(
    arras: Tenant, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BY_CONTACT", Limit("contact", 99, 900))
    for number in range(10):
        browser = Visitor(address=f"192.0.2.{number}")
        browser.ask()
        for _ in range(5):
            browser.answer(a_wrong_one(last_code(arras)))
    refused = Visitor(address="192.0.2.99").ask()
    assert refused.status_code == 429
    assert "Utilisez FranceConnect" in refused.content.decode()


def test_an_administration_has_a_budget_of_sms(
    arras: Tenant, pas_de_calais: Tenant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(limits, "SMS_BY_TENANT", Limit("sms-tenant", 2, 86_400))
    with caplog.at_level(logging.ERROR):
        assert [limits.pay_sms(arras.id) for _ in range(4)] == [True, True, False, False]
    assert [record.message for record in caplog.records] == ["sms budget of an administration spent"]
    refused = Visitor().ask(PHONE)
    assert refused.status_code == 429
    assert "Donnez une adresse électronique" in refused.content.decode()
    assert Visitor().ask(ZOE).status_code == 303
    assert Visitor(NEIGHBOUR).ask(PHONE).status_code == 303


def test_the_platform_has_a_ceiling_of_sms(
    arras: Tenant, pas_de_calais: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SMS_IN_ALL", Limit("sms-all", 1, 86_400))
    assert limits.pay_sms(arras.id)
    assert not limits.pay_sms(pas_de_calais.id)
    assert Visitor(NEIGHBOUR).ask(PHONE).status_code == 429


@pytest.mark.parametrize(
    "foreign", ["+44 7400 123456", "+32 470 12 34 56", "+1 202 555 0143", "+212 612345678"]
)
def test_a_foreign_number_gets_no_sms(foreign: str, arras: Tenant) -> None:
    refused = Visitor().ask(foreign)
    assert refused.status_code == 422
    assert "à l’étranger" in refused.content.decode().replace("\u00a0", " ")
    assert challenges(arras) == []


@pytest.mark.parametrize("no_sms", ["0321505050", "0899123456", "3631", "0800123456"])
def test_a_landline_or_a_premium_number_gets_no_sms(no_sms: str, arras: Tenant) -> None:
    assert Visitor().ask(no_sms).status_code == 422
    assert challenges(arras) == []


@pytest.mark.parametrize(
    "overseas", ["+262 692 12 34 56", "+590 690 00 12 34", "+687 75 12 34", "+689 87 12 34 56"]
)
def test_numbers_of_the_overseas_territories_are_french(overseas: str, arras: Tenant) -> None:
    assert Visitor().ask(overseas).status_code == 303


@pytest.mark.parametrize(
    "typed", ["", "zoe", "zoe@", "06", "\0", "@", "x" * 300, "zoe@exemple.fr\nBcc: a@b.fr"]
)
def test_what_is_no_contact_is_told_so_and_kept(typed: str, arras: Tenant) -> None:
    assert Visitor().ask(typed).status_code == 422
    assert challenges(arras) == []


def test_without_counters_no_code_leaves(arras: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*arguments: object, **more: object) -> None:
        raise Unreachable

    monkeypatch.setattr(caches["shared"], "add", down)
    refused = Visitor().ask()
    assert refused.status_code == 503
    assert challenges(arras) == []


def test_of_many_at_the_limit_exactly_the_limit_pass(arras: Tenant) -> None:
    limit = Limit("race", 5, 60)
    assert sum(limit.passes("one") for _ in range(12)) == 5
    assert limit.is_reached("one")
    assert not limit.is_reached("another")


def test_a_contact_is_hashed_alike_everywhere(arras: Tenant, pas_de_calais: Tenant) -> None:
    with in_tenant(arras):
        here = Contact(Channel.EMAIL, ZOE).hash
    with in_tenant(pas_de_calais):
        assert Contact(Channel.EMAIL, ZOE.upper()).hash == here
    assert ZOE not in here


def test_a_lookalike_letter_is_another_address(arras: Tenant) -> None:
    """For the database `ı` is a small I: the code would leave for the mailbox of whoever typed it."""
    with in_tenant(arras):
        make_usager(email="mike@exemple.fr", phone="")
    browser = Visitor()
    if browser.ask("m\u0131ke@exemple.fr").status_code == 303:
        assert browser.answer(last_code(arras)).status_code == 422
    assert not browser.is_in()
