"""A code opens the appointments of whoever received it, once, here, in the browser that asked."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Usager
from foundation import clock as clock_of_the_house
from foundation.tenancy import in_tenant
from sso.contacts.ask_code import ask_code
from sso.contacts.check_code import check_code
from sso.contacts.codes import code_of, read_code
from sso.contacts.contact import Contact
from sso.contacts.models import Channel, ContactChallenge
from sso.contacts.refusals import CodeOver
from tenants.models import Tenant
from tests.sso.contacts.codes import a_wrong_one, challenges, last_code
from tests.sso.contacts.conftest import NEIGHBOUR, PHONE, ZOE, Visitor, make_usager

pytestmark = pytest.mark.django_db

NOBODY = "ane@exemple.fr"


@pytest.mark.parametrize("contact", [ZOE, "  ZOE@Exemple.fr ", PHONE, "+33612345678"])
def test_the_code_opens_her_appointments(contact: str, zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    asked = browser.ask(contact, suite="/mes-rdv/?vu=1")
    assert (asked.status_code, asked["Location"]) == (303, "/identification/code/")
    entered = browser.answer(last_code(arras))
    assert (entered.status_code, entered["Location"]) == (303, "/mes-rdv/?vu=1")
    assert browser.is_in()


def _told(response: Any, contact: str) -> tuple[int, str, str]:
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return response.status_code, response.get("Location", ""), body.replace(contact, "")


def test_a_known_and_an_unknown_contact_are_told_the_same(zoe: Usager, arras: Tenant) -> None:
    seen = []
    for contact in (ZOE, NOBODY):
        browser = Visitor()
        asked = browser.ask(contact)
        page, wrong = (
            browser.get("/identification/code/"),
            browser.answer(a_wrong_one(last_code(arras))),
        )
        seen.append([_told(each, contact) for each in (asked, page, wrong)])
    assert seen[0] == seen[1]


def test_asking_for_an_unknown_contact_is_the_same_work(zoe: Usager, arras: Tenant) -> None:
    statements = []
    Visitor().get("/identification/")
    for contact in (ZOE, NOBODY):
        with CaptureQueriesContext(connection) as queries:
            Visitor().ask(contact)
        statements.append([re.sub(r"\W.*", "", each["sql"]) for each in queries])
    assert statements[0] == statements[1]
    assert len(statements[0]) > 3


def test_even_the_right_code_of_an_unknown_contact_opens_nothing(arras: Tenant, clock: object) -> None:
    browser = Visitor()
    browser.ask(NOBODY)
    assert browser.answer(last_code(arras)).status_code == 422
    assert not browser.is_in()


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}\u00a0{1} ", "{0}-{1}", "{0}.{1}\n"])
def test_spaces_do_not_count(typed: str, zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask()
    code = last_code(arras)
    assert browser.answer(typed.format(code[:3], code[3:])).status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\0\0\0"])
def test_what_is_no_code_costs_no_try(typed: str, zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask()
    assert browser.answer(typed).status_code == 422
    assert challenges(arras)[0].attempts == 0
    assert read_code(typed) == ""


def test_the_sixth_try_is_refused_even_when_right(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask()
    code = last_code(arras)
    answers = [browser.answer(a_wrong_one(code)) for _ in range(5)]
    assert [each.status_code for each in answers] == [422] * 5
    assert "n’est plus valable" in answers[-1].content.decode()
    assert browser.answer(code).status_code == 422
    assert not browser.is_in()
    assert challenges(arras)[0].contact == ""


def test_a_code_serves_once(zoe: Usager, arras: Tenant) -> None:
    with in_tenant(arras):
        contact = Contact(Channel.EMAIL, ZOE)
        now = clock_of_the_house.now()
        asked = ask_code(contact, purpose="identify", browser="hers", address="192.0.2.7", now=now)
        assert check_code(asked, code_of(asked), browser="hers", now=now) == (contact, "identify")
        with pytest.raises(CodeOver):
            check_code(asked, code_of(asked), browser="hers", now=now)


def test_the_old_code_is_dead_after_a_resend(zoe: Usager, arras: Tenant, hurried: None) -> None:
    browser = Visitor()
    browser.ask()
    old = last_code(arras)
    assert browser.post("/identification/renvoyer/").status_code == 303
    new = last_code(arras)
    assert browser.answer(old).status_code == 422
    assert browser.answer(new).status_code == 303


def test_a_resend_waits_a_minute_and_the_first_code_stays_good(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask()
    refused = browser.post("/identification/renvoyer/")
    assert refused.status_code == 429
    assert "Attendez une minute" in refused.content.decode()
    assert browser.answer(last_code(arras)).status_code == 303


def test_a_double_click_sends_one_code(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    assert [browser.ask().status_code for _ in range(2)] == [303, 303]
    assert len(challenges(arras)) == 1


def test_the_code_of_another_browser_opens_nothing(zoe: Usager, arras: Tenant, hurried: None) -> None:
    stranger, hers = Visitor(), Visitor()
    stranger.ask()
    hers.ask()
    code, (_, challenge) = last_code(arras), challenges(arras)
    assert stranger.answer(code).status_code == 422
    with in_tenant(arras), pytest.raises(CodeOver):
        check_code(challenge.pk, code, browser="of somebody else", now=clock_of_the_house.now())
    assert hers.answer(code).status_code == 303


def test_the_code_of_another_administration_opens_nothing(
    zoe: Usager, arras: Tenant, pas_de_calais: Tenant, hurried: None
) -> None:
    with in_tenant(pas_de_calais):
        make_usager()
    here, there = Visitor(), Visitor(NEIGHBOUR)
    here.ask()
    there.ask()
    assert there.answer(last_code(arras)).status_code == 422
    here.cookies, there.cookies = there.cookies, here.cookies
    assert here.answer(last_code(arras)).status_code == 303
    assert not here.is_in()


def test_the_code_is_kept_nowhere(zoe: Usager, arras: Tenant) -> None:
    Visitor().ask()
    with in_tenant(arras):
        written = str(list(ContactChallenge.objects.values()))
    assert last_code(arras) not in written


def test_the_session_changes_key(zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask()
    before = browser.cookies["__Host-session"].value
    browser.answer(last_code(arras))
    assert browser.cookies["__Host-session"].value != before


@pytest.mark.parametrize(
    "suite", ["https://mechant.example/", "//mechant.example", "/\\mechant", "javascript:0"]
)
def test_a_foreign_destination_is_ignored(suite: str, zoe: Usager, arras: Tenant) -> None:
    browser = Visitor()
    browser.ask(suite=suite)
    assert browser.answer(last_code(arras))["Location"] == "/mes-rdv/"


@pytest.mark.parametrize("page", ["code", "renvoyer", "franceconnect"])
def test_without_a_demand_one_starts_at_the_beginning(page: str, arras: Tenant) -> None:
    browser, path = Visitor(), f"/identification/{page}/"
    for answer in (browser.post(path), browser.get(path, follow=True)):
        assert answer.status_code in {200, 303}
        where = answer.get("Location") or answer.redirect_chain[-1][0]
        assert where == "/identification/"
