"""A citizen moves, cancels by mistake and takes back, proves that nothing was free: alone, without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from booking.models import Motif, Occupation, Rdv, UnmetDemand
from booking.vocabulary import RdvStatus
from foundation import clock
from foundation.outbox.models import Message
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.journeys.conftest import PHONE, Site
from tests.journeys.test_a_citizen_books import confirm, fill_in, hold_a_time


def book(page: Page, site: Site, tenant: Tenant) -> None:
    with in_tenant(tenant):
        # From tomorrow on: the next time may be a few minutes away, and the last ones of a Sunday are few.
        Motif.objects.update(move_limit_s=0, min_delay_s=seconds_left_today())
    hold_a_time(page, site, tenant)
    fill_in(page)
    confirm(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")


def seconds_left_today() -> int:
    here = clock.now().astimezone(ZoneInfo("Europe/Paris"))
    tomorrow = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    return int((tomorrow - here).total_seconds()) + 1


def titled(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def told() -> list[str]:
    """Events of the rdv, in order: each has its messages."""
    return list(
        Message.objects.filter(name__startswith="booking.rdv.").order_by("at").values_list("name", flat=True)
    )


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_a_citizen_moves_in_two_clicks(who: str, site: Site, visit: Callable[..., Any]) -> None:
    tenant = getattr(site, who)
    with visit(javascript=False, viewport=PHONE) as page:
        book(page, site, tenant)
        with in_tenant(tenant):
            before = Rdv.objects.get()
        page.get_by_role("link", name="Déplacer").click()
        titled(page, "Déplacer ce rendez-vous")
        page.locator("ul button[name=creneau]").nth(3).click()
        titled(page, "Rendez-vous déplacé")
        expect(page.get_by_text("Il était prévu le")).to_be_visible()
        with in_tenant(tenant):
            after = Rdv.objects.get()
            assert after.pk == before.pk
            assert after.starts_at > before.starts_at
            assert Occupation.objects.get().during.lower == after.starts_at
    assert told() == ["booking.rdv.booked", "booking.rdv.moved"]


def test_a_mistaken_cancellation_is_taken_back(site: Site, visit: Callable[..., Any]) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        book(page, site, site.arras)
        link = page.url
        page.get_by_role("link", name="Annuler").first.click()
        page.get_by_role("button", name="Annuler le rendez-vous").click()
        titled(page, "Rendez-vous annulé")
        page.get_by_role("button", name="Reprendre ce rendez-vous").click()
        titled(page, "Rendez-vous confirmé")
        assert page.url == link
        with in_tenant(site.arras):
            assert Rdv.objects.get().status == RdvStatus.SCHEDULED
            assert Occupation.objects.count() == 1
    assert told() == ["booking.rdv.booked", "booking.rdv.cancelled", "booking.rdv.restored"]


def test_nothing_free_gives_a_proof_that_anybody_verifies(site: Site, visit: Callable[..., Any]) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/mariage/"))
        titled(page, "Aucun créneau pour le moment")
        page.get_by_role("button", name="Recevoir une preuve").click()
        titled(page, "Récépissé : aucun créneau n’était libre")
        with in_tenant(site.arras):
            reference = UnmetDemand.objects.get().reference
        expect(page.get_by_text(reference).first).to_be_visible()
        address = page.url
    with visit(javascript=False) as other:
        other.goto(address)
        expect(other.get_by_text(reference).first).to_be_visible()


def test_a_lost_link_leads_to_a_code(site: Site, visit: Callable[..., Any]) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/retrouver/"))
        page.get_by_role("link", name="Recevoir un code").click()
        page.wait_for_url("**/identification/?suite=*")
