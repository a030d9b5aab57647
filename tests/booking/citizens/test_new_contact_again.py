"""A new contact mistyped, a code that came to nothing, two people of one first name: nothing is typed twice."""

from typing import Any

import pytest
from django.core.cache import caches

from booking.models import Usager
from sso.contacts.models import ContactChallenge
from tests.booking.citizens.conftest import Office, text, value_of
from tests.booking.citizens.my_space import known, make_usager
from tests.booking.citizens.test_new_contact import NEW, PAGE, WISHES
from tests.booking.citizens.test_under_pressure import last_code

pytestmark = pytest.mark.django_db
MINUTE = 61


def test_two_files_of_one_person_are_changed_together(office: Office) -> None:
    browser = known(make_usager(), make_usager("ZOE", phone="+33612345678"))
    assert "Pour qui" not in text(browser.get(PAGE))
    browser.post(PAGE, {"contact": NEW})
    browser.post(PAGE, {"code": last_code()})
    assert {each.email for each in Usager.objects.all()} == {NEW}


def test_people_of_one_first_name_are_told_apart(office: Office) -> None:
    father, son = make_usager("Jean"), make_usager("Jean", last_name="Martin-Roux")
    twin = make_usager("Jean", phone="+33612345678")
    browser = known(father, twin, son)
    page = browser.get(PAGE)
    assert page.content.decode().count('type="checkbox"') == 2
    assert "Jean Martin-Roux" in text(page)
    ticked = next(each for each in (father, twin) if f'value="{each.pk}"' in page.content.decode())
    browser.post(PAGE, {"contact": NEW, "personnes": [str(ticked.pk)]})
    browser.post(PAGE, {"code": last_code()})
    assert set(Usager.objects.filter(email=NEW)) == {father, twin}


def test_a_code_that_is_over_is_replaced_by_another(office: Office, clock: Any) -> None:
    browser = known(make_usager())
    browser.post(PAGE, {"contact": NEW})
    soon = browser.post(PAGE, {"renvoyer": "1"})
    assert soon.status_code == 429
    assert "Attendez une minute" in text(soon)
    assert 'name="code"' in soon.content.decode()
    clock.shift(11 * MINUTE)
    # Their windows are of the true clock.
    caches["shared"].clear()
    assert "Demandez un nouveau code" in text(browser.post(PAGE, {"code": "000000"}))
    assert "Recevoir un nouveau code" in text(browser.get(PAGE))
    assert browser.post(PAGE, {"renvoyer": "1"})["Location"] == PAGE
    assert ContactChallenge.objects.count() == 2
    assert browser.post(PAGE, {"code": last_code()})["Location"] == f"{WISHES}?fait=contact"
    assert browser.post(PAGE, {"renvoyer": "1"})["Location"] == WISHES


def test_the_same_contact_typed_again_goes_back_to_its_code(office: Office) -> None:
    browser = known(make_usager())
    browser.post(PAGE, {"contact": NEW})
    other = browser.post(PAGE, {"autre": "1"})["Location"]
    assert value_of(browser.get(other), "contact") == ""
    assert browser.post(other, {"contact": NEW})["Location"] == PAGE
    assert browser.post(PAGE, {"code": last_code()})["Location"] == f"{WISHES}?fait=contact"


def test_a_refused_form_keeps_what_was_typed_and_ticked(office: Office) -> None:
    zoe, paul = make_usager(), make_usager("Paul")
    browser = known(zoe, paul)
    ticks = {"personnes": [str(paul.pk)]}
    refused = browser.post(PAGE, {"contact": "zoe@exemple", **ticks})
    assert refused.status_code == 422
    assert value_of(refused, "contact") == "zoe@exemple"
    assert f'value="{paul.pk}" checked' in refused.content.decode()
    assert f'value="{zoe.pk}" checked' not in refused.content.decode()
    known(zoe).post(PAGE, {"contact": "06 98 76 54 32"})
    too_soon = browser.post(PAGE, {"contact": "06 98 76 54 32", **ticks})
    assert too_soon.status_code == 429
    assert value_of(too_soon, "contact") == "06 98 76 54 32"
    assert f'value="{paul.pk}" checked' in too_soon.content.decode()
