"""A link given, forged, or carried somewhere else: it opens what it was given for, and nothing more."""

import pytest

from booking.models import Invitation, Usager
from booking.vocabulary import BookableBy
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import Office, Visitor, text
from tests.booking.citizens.test_invitation import enter, make_invitation, reserve
from tests.makers.office import make_motif

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(office: Office) -> Usager:
    return reserve(office)


def test_a_link_that_was_never_given_opens_nothing(office: Office, zoe: Usager, browser: Visitor) -> None:
    for token in ("x", "a" * 24, "a" * 5_000):
        page = browser.get(f"/i/{token}/")
        assert page.status_code == 404
        assert "Cette invitation ne sert plus" in text(page)


def test_another_motif_is_not_opened_by_it(office: Office, zoe: Usager, browser: Visitor) -> None:
    make_motif(office.organisation, slug="secret", bookable_by=BookableBy.INVITED)
    invitation = make_invitation(office, zoe)
    assert browser.post(f"/i/{invitation.token}/", {"motif": "secret"}).status_code == 422
    enter(browser, invitation)
    assert browser.get("/rdv/secret/").status_code == 404


def test_the_link_of_an_administration_is_nothing_in_another(
    pas_de_calais: Tenant, office: Office, zoe: Usager
) -> None:
    invitation = make_invitation(office, zoe)
    elsewhere = Visitor("pas-de-calais.rdv.localhost")
    assert elsewhere.get(f"/i/{invitation.token}/").status_code == 404
    answer = elsewhere.post(f"/i/{invitation.token}/", {"motif": "passeport"})
    assert answer.status_code == 404
    assert "Cette invitation ne sert plus" in text(answer)
    with in_tenant(pas_de_calais):
        assert not Invitation.objects.exists()


@pytest.mark.parametrize("motif", ["", "inconnu", "\0", "passeport\0", "ا" * 20, "x" * 100_000])
def test_a_motif_made_up_shows_the_page_again(
    office: Office, zoe: Usager, browser: Visitor, motif: str
) -> None:
    page = browser.post(f"/i/{make_invitation(office, zoe).token}/", {"motif": motif})
    assert page.status_code == 422
    assert 'name="motif" value="passeport"' in page.content.decode()
    assert len(page.content) < 60_000
    assert browser.get("/rdv/passeport/").status_code == 404


def test_a_link_opened_twice_leads_to_the_same_page(office: Office, zoe: Usager, browser: Visitor) -> None:
    invitation = make_invitation(office, zoe)
    assert len({enter(browser, invitation)["Location"] for _ in range(2)}) == 1
    invitation.refresh_from_db()
    assert invitation.uses == 0
