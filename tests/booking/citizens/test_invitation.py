"""A link given: it says for whom and why, opens a motif that is not for everybody, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Invitation, Motif, Participation, Rdv, Usager
from booking.vocabulary import BookableBy
from tests.booking.citizens.conftest import FORM, NOW, SLOTS, Office, Visitor, slots, text, value_of
from tests.makers.office import make_motif

pytestmark = pytest.mark.django_db

NINE = "2026-11-24T08:00:00Z@mairie-centrale"
# As the form shows them, and posts them back untouched.
AS_SHOWN = {"prenom": "Zoé", "nom": "M.", "telephone": "06 •• •• 56 78", "courriel": "z•••@exemple.fr"}


def reserve(office: Office) -> Usager:
    """« Passeport » is for those who are invited, as she may be."""
    office.motif.bookable_by = BookableBy.INVITED
    office.motif.save()
    return Usager.objects.create(
        first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr", created_at=NOW
    )


@pytest.fixture
def zoe(office: Office) -> Usager:
    return reserve(office)


def make_invitation(office: Office, usager: Usager | None, **fields: Any) -> Invitation:
    values: dict[str, Any] = {"motif": office.motif, "purpose": "Faire le point", "uses_at_most": 1}
    return Invitation.objects.create(
        organisation=office.organisation,
        usager=usager,
        expires_at=NOW + timedelta(days=7),
        created_at=NOW,
        **values | fields,
    )


def enter(browser: Visitor, invitation: Invitation) -> Any:
    return browser.post(f"/i/{invitation.token}/", {"motif": "passeport"})


def test_the_page_says_for_whom_and_why_without_the_whole_name(
    office: Office, zoe: Usager, browser: Visitor
) -> None:
    page = browser.get(f"/i/{make_invitation(office, zoe).token}/")
    said = text(page)
    assert "Zoé M." in said
    assert "Martin" not in said
    assert "Faire le point" in said
    assert "Passeport" in said
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies.get("sessionid"), "reading a link leaves nothing"


def test_without_the_link_the_motif_does_not_exist(office: Office, zoe: Usager, browser: Visitor) -> None:
    make_invitation(office, zoe)
    assert browser.get(SLOTS).status_code == 404
    assert browser.post(SLOTS, {"creneau": NINE}).status_code == 404
    assert browser.get(FORM).status_code == 404


def test_an_invited_person_types_nothing(office: Office, zoe: Usager, browser: Visitor) -> None:
    invitation = make_invitation(office, zoe)
    answer = enter(browser, invitation)
    assert (answer.status_code, answer["Location"]) == (303, SLOTS)
    assert invitation.token not in answer["Location"]
    browser.post(SLOTS, {"creneau": slots(browser.get(SLOTS))[0]})
    form = browser.get(FORM)
    assert "Rendez-vous pour Zoé M." in text(form)
    assert value_of(form, "telephone").replace("\u00a0", " ").replace("\u202f", " ") == AS_SHOWN["telephone"]
    assert value_of(form, "courriel") == AS_SHOWN["courriel"]
    assert "zoe@exemple.fr" not in form.content.decode()
    shown = {name: value_of(form, name) for name in ("telephone", "courriel")}
    booked = browser.post(FORM, {**AS_SHOWN, **shown})
    assert booked.status_code == 303
    participation = Participation.objects.get()
    assert (participation.usager, participation.invitation) == (zoe, invitation)
    assert Usager.objects.count() == 1
    again = browser.post(FORM, {**AS_SHOWN, **shown})
    assert (again.status_code, again["Location"]) == (303, booked["Location"])
    assert browser.get(FORM)["Location"] == booked["Location"], "the back button"
    assert Rdv.objects.count() == 1


def test_the_name_invited_is_the_name_booked(office: Office, zoe: Usager, browser: Visitor) -> None:
    """Whoever was given the link by mistake takes nobody else's place with it."""
    enter(browser, make_invitation(office, zoe))
    browser.post(SLOTS, {"creneau": NINE})
    browser.post(FORM, {"prenom": "Paul", "nom": "Voleur", "telephone": "06 99 88 77 66", "pour": "autre"})
    assert str(Participation.objects.get().usager) == "Zoé Martin"
    zoe.refresh_from_db()
    assert zoe.phone == "+33612345678", "nothing of a known file changes from a public page"


def test_an_error_shows_no_more_than_before(office: Office, zoe: Usager, browser: Visitor) -> None:
    enter(browser, make_invitation(office, zoe))
    browser.post(SLOTS, {"creneau": NINE})
    refused = browser.post(FORM, {**AS_SHOWN, "telephone": "06 12"})
    assert refused.status_code == 422
    assert value_of(refused, "courriel") == AS_SHOWN["courriel"]
    assert "zoe@exemple.fr" not in refused.content.decode()
    assert "Martin" not in text(refused)


def test_an_open_link_asks_who_comes(office: Office, zoe: Usager, browser: Visitor) -> None:
    invitation = make_invitation(office, None, uses_at_most=2)
    for number in range(3):
        visitor = Visitor()
        answer = enter(visitor, invitation)
        if number == 2:
            assert answer.status_code == 410
            break
        visitor.post(SLOTS, {"creneau": slots(visitor.get(SLOTS))[0]})
        name = "Anna" if number else "Léa"
        typed = {"prenom": name, "nom": "Petit", "telephone": "06 99 88 77 66", "courriel": ""}
        assert visitor.post(FORM, typed).status_code == 303
    invitation.refresh_from_db()
    assert (invitation.uses, Rdv.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"uses": 1}, 410),
        ({"expires_at": NOW}, 410),
        ({"revoked_at": NOW}, 410),
        ({"token": "zzz"}, 410),
    ],
)
def test_a_link_that_is_over_says_so_and_whom_to_call(
    office: Office, zoe: Usager, browser: Visitor, fields: dict[str, Any], status: int
) -> None:
    office.organisation.phone = "+33321505050"
    office.organisation.save()
    invitation = make_invitation(office, zoe)
    Invitation.objects.filter(pk=invitation.pk).update(**{"revoked_at": NOW} | fields)
    invitation.refresh_from_db()
    for page in (browser.get(f"/i/{invitation.token}/"), enter(browser, invitation)):
        assert page.status_code == status
        assert "Cette invitation ne sert plus" in text(page)
        assert "03 21 50 50 50" in text(page)


def test_used_up_while_a_form_was_filled(office: Office, zoe: Usager, browser: Visitor) -> None:
    invitation = make_invitation(office, None)
    enter(browser, invitation)
    browser.post(SLOTS, {"creneau": NINE})
    Invitation.objects.update(uses=1)
    typed = {"prenom": "Anna", "nom": "Petit", "telephone": "06 99 88 77 66", "courriel": ""}
    page = browser.post(FORM, typed)
    assert page.status_code == 409
    assert "Cette invitation ne sert plus" in text(page)
    assert not Rdv.objects.exists()


def test_nothing_free_still_leads_somewhere(office: Office, zoe: Usager, browser: Visitor) -> None:
    empty = Motif.objects.get(slug="mariage")
    empty.bookable_by = BookableBy.INVITED
    empty.save()
    invitation = make_invitation(office, zoe, motif=empty)
    browser.post(f"/i/{invitation.token}/", {"motif": "mariage"})
    page = browser.get("/rdv/mariage/")
    assert "Aucun créneau pour le moment" in text(page)
    assert 'href="/rdv/mariage/liste-attente/"' in page.content.decode()
    assert browser.get("/rdv/mariage/liste-attente/").status_code == 200


def test_the_page_costs_the_same_whatever_the_service_offers(
    office: Office, zoe: Usager, browser: Visitor
) -> None:
    invitation = make_invitation(office, zoe, motif=None, service=office.motif.service)
    counts = []
    for _ in range(2):
        browser.get(f"/i/{invitation.token}/")
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"/i/{invitation.token}/")
        counts.append(len(queries))
        for number in range(10):
            make_motif(office.organisation, service=office.motif.service, name=f"Motif {chr(97 + number)}")
    assert counts[0] == counts[1] <= 4
    assert len(re.findall(r'name="motif"', page.content.decode())) == 12
