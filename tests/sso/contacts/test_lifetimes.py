"""How long a code, a contact and a session last."""

from datetime import timedelta

import pytest
import time_machine

from booking.models import Usager
from foundation import clock as clock_of_the_house
from foundation.tenancy import in_tenant
from sso.contacts.erase import erase_contacts
from sso.contacts.models import ContactChallenge
from sso.pages.identifying import ASKED, CIVIL
from tenants.models import Tenant
from tests.sso.contacts.codes import challenges, last_code
from tests.sso.contacts.conftest import ZOE, Visitor

pytestmark = pytest.mark.django_db


def test_a_code_lives_ten_minutes(zoe: Usager, arras: Tenant, clock: time_machine.Traveller) -> None:
    browser = Visitor()
    browser.ask()
    clock.shift(timedelta(minutes=10, seconds=1))
    assert browser.answer(last_code(arras)).status_code == 422
    assert not browser.is_in()


def test_the_contact_is_erased_when_nobody_answers(
    zoe: Usager, arras: Tenant, clock: time_machine.Traveller
) -> None:
    Visitor().ask()
    (challenge,) = challenges(arras)
    with in_tenant(arras):
        erase_contacts([str(challenge.pk)], clock_of_the_house.now())
        assert ContactChallenge.objects.get().contact == ZOE
        clock.shift(timedelta(minutes=11))
        erase_contacts([str(challenge.pk)], clock_of_the_house.now())
        assert ContactChallenge.objects.get().contact == ""


def test_challenges_are_forgotten_after_a_day(
    zoe: Usager, arras: Tenant, hurried: None, clock: time_machine.Traveller
) -> None:
    Visitor().ask()
    (old,) = challenges(arras)
    clock.shift(timedelta(days=1, minutes=1))
    Visitor().ask()
    assert old.pk not in {each.pk for each in challenges(arras)}


def test_thirty_minutes_without_a_gesture_or_two_hours_end_it(
    zoe: Usager, arras: Tenant, clock: time_machine.Traveller, hurried: None
) -> None:
    for pause, times in ((31, 1), (20, 6)):
        browser = Visitor()
        browser.ask()
        browser.answer(last_code(arras))
        for _ in range(times):
            assert browser.is_in()
            clock.shift(timedelta(minutes=pause))
        assert not browser.is_in()


def test_nothing_asked_before_is_left_once_she_is_in(zoe: Usager, arras: Tenant) -> None:
    """On a shared computer, what waited for somebody else ends there."""
    browser = Visitor()
    browser.ask()
    with in_tenant(arras):
        session = browser.session
        session[CIVIL] = "of whoever came before"
        session.save()
    browser.answer(last_code(arras))
    assert browser.is_in()
    with in_tenant(arras):
        assert not {ASKED, CIVIL} & set(browser.session.keys())
