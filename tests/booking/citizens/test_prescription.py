"""A professional books for somebody: an address proved by a code, then as for oneself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Motif, Participation, Rdv, Usager
from booking.vocabulary import BookableBy
from foundation import ports
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import NOW, ZOE, Office, Visitor, text, value_of
from tests.booking.citizens.prescribing import EMAIL, MOTIFS, PERSON, TIMES, hold, introduce
from tests.booking.citizens.sessions import make_session, make_workshop
from tests.makers.office import make_motif

pytestmark = pytest.mark.django_db


def test_somebody_is_booked_for(reserved: Office, browser: Visitor) -> None:
    introduce(browser)
    assert TIMES in browser.get(MOTIFS).content.decode()
    assert hold(browser)["Location"] == PERSON
    done = browser.post(PERSON, ZOE)
    assert done.status_code == 303
    participation = Participation.objects.select_related("usager").get()
    assert str(participation.usager) == "Zoé Martin"
    assert participation.prescriber == {
        "email": EMAIL,
        "structure": "Mission locale",
        "first_name": "Léa",
        "last_name": "Petit",
        "phone": "+33321000000",
    }
    page = text(browser.get(done["Location"]))
    assert "Zoé Martin" in page
    assert "Passeport" in page
    assert participation.link_token not in page
    again = browser.post(PERSON, ZOE)
    assert (again.status_code, Rdv.objects.count()) == (303, 1)
    assert "/prescription/rdv/" in browser.get(PERSON)["Location"], "the back button"


def test_who_one_is_stays_for_the_next_person_and_no_beneficiary_does(
    reserved: Office, browser: Visitor
) -> None:
    introduce(browser)
    hold(browser)
    browser.post(PERSON, ZOE)
    assert "Léa Petit, Mission locale" in text(browser.get(MOTIFS))
    hold(browser)
    form = browser.get(PERSON)
    assert [value_of(form, name) for name in ZOE] == ["", "", "", ""]
    browser.post("/prescription/fin/")
    assert browser.get(MOTIFS)["Location"] == "/prescription/"


def test_a_person_without_contact_is_booked_once_it_was_said(reserved: Office, browser: Visitor) -> None:
    introduce(browser)
    hold(browser)
    nobody = ZOE | {"telephone": ""}
    refused = browser.post(PERSON, nobody)
    assert refused.status_code == 422
    assert "cette personne ne reçoit aucun message" in text(refused)
    assert value_of(refused, "nom") == "Martin"
    done = browser.post(PERSON, nobody | {"sans_message": "on"})
    assert "La personne ne reçoit aucun message" in text(browser.get(done["Location"]))


def test_a_known_person_is_neither_shown_nor_changed(reserved: Office, browser: Visitor) -> None:
    known = Usager.objects.create(
        first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr", created_at=NOW
    )
    introduce(browser)
    hold(browser)
    done = browser.post(PERSON, ZOE)
    assert Usager.objects.count() == 2
    known.refresh_from_db()
    assert (known.email, known.phone) == ("zoe@exemple.fr", "+33612345678")
    assert "zoe@exemple.fr" not in text(browser.get(done["Location"]))


def test_a_motif_held_in_sessions_shows_them(reserved: Office, browser: Visitor) -> None:
    make_session(reserved, make_workshop(reserved))
    introduce(browser)
    page = browser.get("/prescription/motifs/atelier-cv/")
    assert "Choisissez une séance" in text(page)
    assert "/prescription/motifs/atelier-cv/seances/" in page.content.decode()


def test_where_nothing_is_open_to_prescribers_there_is_no_page(office: Office, browser: Visitor) -> None:
    Motif.objects.update(bookable_by=BookableBy.AGENTS)
    assert browser.get("/prescription/").status_code == 404
    assert browser.get(MOTIFS).status_code == 404


def test_what_only_agents_book_and_follow_ups_are_not_prescribed(reserved: Office, browser: Visitor) -> None:
    make_motif(reserved.organisation, slug="agents", bookable_by=BookableBy.AGENTS)
    make_motif(reserved.organisation, slug="suivi", follow_up=True)
    make_motif(reserved.organisation, slug="convoque", is_convocation=True)
    introduce(browser)
    for slug in ("agents", "suivi", "convoque", "inconnu"):
        assert browser.get(f"{MOTIFS}{slug}/").status_code == 404
    assert browser.get("/rdv/passeport/").status_code == 404, "and it opens nothing on the public page"


def test_the_view_of_a_prescriber_is_theirs_alone(
    pas_de_calais: Tenant, reserved: Office, browser: Visitor
) -> None:
    introduce(browser)
    hold(browser)
    url = browser.post(PERSON, ZOE)["Location"]
    page = Visitor().get(url)
    assert page.status_code == 200, "the link of the message is enough"
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert Visitor().get(f"{url[:-5]}AAAA/").status_code == 404
    assert Visitor("pas-de-calais.rdv.localhost").get(url).status_code == 404
    with in_tenant(pas_de_calais):
        assert not Rdv.objects.exists()


def test_the_pages_cost_the_same_whatever_is_open(reserved: Office, browser: Visitor) -> None:
    introduce(browser)
    counts = []
    for _ in range(2):
        browser.get(MOTIFS)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(MOTIFS).status_code == 200
        counts.append(len(queries))
        for _ in range(10):
            make_motif(reserved.organisation)
    assert counts[0] == counts[1] <= 4


def test_the_code_is_asked_through_a_port(reserved: Office) -> None:
    """`booking` and `sso` are strangers."""
    assert ports.ask_code_for._answer is not None
    assert ports.code_proves._answer is not None
