"""Links given, on their odd days: nothing more is told by them than at first, and nobody is stopped by an old one."""

from datetime import timedelta

import pytest

from booking.models import Invitation, Motif, Participation, Usager
from booking.vocabulary import BookableBy
from tests.booking.citizens.conftest import FORM, NOW, SLOTS, ZOE, Office, Visitor, slots, text
from tests.booking.citizens.prescribing import PERSON, hold, introduce
from tests.booking.citizens.test_invitation import AS_SHOWN, NINE, enter, make_invitation

pytestmark = pytest.mark.django_db
ANNA = {"prenom": "Anna", "nom": "Petit", "telephone": "06 99 88 77 66", "courriel": ""}


@pytest.fixture
def martin(office: Office) -> Usager:
    return Usager.objects.create(
        first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr", created_at=NOW
    )


def reserve(office: Office, **more: object) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(bookable_by=BookableBy.INVITED, **more)


def enter_and_hold(office: Office, usager: Usager, browser: Visitor) -> Invitation:
    invitation = make_invitation(office, usager)
    enter(browser, invitation)
    browser.post(SLOTS, {"creneau": NINE})
    return invitation


def test_the_page_of_the_code_shows_no_more_of_a_known_number(
    office: Office, martin: Usager, browser: Visitor
) -> None:
    reserve(office, under_pressure=True)
    enter_and_hold(office, martin, browser)
    asked = browser.post(FORM, AS_SHOWN)
    page = text(browser.get(asked["Location"]))
    assert "56 78" in page
    assert "06 12 34 56 78" not in page
    for elsewhere in ("/rdv/passeport/verifier/", "/rdv/mariage/verifier/"):
        page = text(browser.get(elsewhere))
        assert "56 78" in page
        assert "12 34" not in page
    typed = browser.post(FORM, AS_SHOWN | {"telephone": ANNA["telephone"]})
    assert "06 99 88 77 66" in text(browser.get(typed["Location"])), "what was typed is checked by eye"


def test_a_text_not_accepted_is_said_as_to_anybody(office: Office, martin: Usager, browser: Visitor) -> None:
    reserve(office, acceptance="Je viens à jeun.")
    enter_and_hold(office, martin, browser)
    refused = browser.post(FORM, AS_SHOWN)
    assert refused.status_code == 422
    assert "Lisez le texte, puis cochez la case pour l’accepter." in text(refused)
    assert browser.post(FORM, AS_SHOWN | {"accepte": "on"}).status_code == 303


def test_a_double_click_with_a_link_is_one_rdv(office: Office, martin: Usager, browser: Visitor) -> None:
    enter_and_hold(office, martin, browser)
    first, second = (browser.post(FORM, AS_SHOWN)["Location"] for _ in range(2))
    assert first == second
    assert Participation.objects.count() == 1


def test_a_link_used_leaves_what_is_open_to_all_open(
    office: Office, martin: Usager, browser: Visitor
) -> None:
    enter_and_hold(office, martin, browser)
    assert browser.post(FORM, AS_SHOWN).status_code == 303
    browser.post(SLOTS, {"creneau": slots(browser.get(SLOTS))[3]})
    assert "Zoé M." not in text(browser.get(FORM))
    assert browser.post(FORM, ANNA).status_code == 303
    assert Participation.objects.filter(invitation=None, usager__last_name="Petit").count() == 1


def test_cancelling_gives_the_use_back_and_undoing_takes_it_again(
    office: Office, martin: Usager, browser: Visitor
) -> None:
    reserve(office)
    invitation = enter_and_hold(office, martin, browser)
    rdv = browser.post(FORM, AS_SHOWN)["Location"]

    def uses() -> int:
        return Invitation.objects.values_list("uses", flat=True).get(pk=invitation.pk)

    for _ in range(2):
        browser.post(f"{rdv}annuler/")
        assert uses() == 0
    assert browser.get(f"/i/{invitation.token}/").status_code == 200, "another time may be chosen"
    for _ in range(2):
        browser.post(f"{rdv}reprendre/")
        assert uses() == 1
    browser.post(f"{rdv}annuler/")
    Invitation.objects.update(uses=1)
    assert browser.post(f"{rdv}reprendre/").status_code == 409
    assert Participation.objects.get().status == "cancelled_by_usager"


def test_the_link_of_the_person_is_never_the_prescriber_s(office: Office, browser: Visitor) -> None:
    introduce(browser)
    hold(browser)
    browser.post(PERSON, ZOE)
    token = Participation.objects.get().link_token
    for answer in (browser.get(FORM), browser.post(FORM, ZOE)):
        assert token not in answer.headers.get("Location", "")
        assert token not in answer.content.decode()


@pytest.mark.parametrize("rule", [{"under_pressure": True}, {"quota_per_person": {"count": 1}}])
def test_where_rdvs_are_counted_a_person_has_a_contact(
    office: Office, browser: Visitor, rule: dict[str, object]
) -> None:
    Motif.objects.filter(pk=office.motif.pk).update(**rule)
    introduce(browser)
    hold(browser)
    assert browser.post(PERSON, ZOE | {"telephone": "", "sans_message": "on"}).status_code == 422
    assert browser.post(PERSON, ZOE).status_code == 303


def test_the_prescriber_s_view_ends_a_month_after(office: Office, browser: Visitor, clock: object) -> None:
    introduce(browser)
    hold(browser)
    url = browser.post(PERSON, ZOE)["Location"]
    clock.move_to(NOW + timedelta(days=20))  # type: ignore[attr-defined]
    assert Visitor().get(url).status_code == 200
    clock.move_to(NOW + timedelta(days=40))  # type: ignore[attr-defined]
    assert Visitor().get(url).status_code == 404


def test_the_first_page_leads_prescribers_to_theirs(office: Office, browser: Visitor) -> None:
    assert 'href="/prescription/"' in browser.get("/").content.decode()
    Motif.objects.update(bookable_by=BookableBy.PRESCRIBERS)
    assert 'href="/prescription/"' in browser.get("/").content.decode(), "were nothing open to citizens"
    Motif.objects.update(bookable_by=BookableBy.AGENTS)
    assert "/prescription/" not in browser.get("/").content.decode()
