"""Somebody who reads Arabic chooses it, books, and is written to in it. JavaScript off, both skins."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from booking.models import Motif, Participation
from foundation import clock
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.journeys.conftest import PHONE, Site

ZOE = "zoe.martin@usagers.example"
PASSPORT = "جواز سفر"


def is_arabic(page: Page) -> None:
    whole = page.locator("html")
    expect(whole).to_have_attribute("lang", "ar")
    expect(whole).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} overflows"


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_chosen_booked_and_told_in_arabic(
    who: str, site: Site, visit: Callable[..., Any], mailbox: Mailbox
) -> None:
    tenant = getattr(site, who)
    with in_tenant(tenant):
        Motif.objects.filter(slug="passeport").update(translations={"ar": {"name": PASSPORT}})
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(tenant, "/rdv/passeport/"))
        page.get_by_role("link", name="Langue : Français").click()
        page.get_by_role("button", name="العربية").click()
        is_arabic(page)
        expect(page.get_by_text(PASSPORT).first).to_be_visible()
        page.locator("button[name=creneau]").first.click()
        is_arabic(page)
        page.locator("[name=prenom]").fill("Zoé")
        page.locator("[name=nom]").fill("Martin")
        page.locator("[name=courriel]").fill(ZOE)
        page.get_by_role("button", name="تأكيد الموعد").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("تم تأكيد الموعد")
        is_arabic(page)
        expect(page.get_by_text(PASSPORT).first).to_be_visible()
    with in_tenant(tenant):
        booked = Participation.objects.select_related("rdv__motif").get()
        assert (booked.language, booked.rdv.motif.name) == ("ar", "Passeport")
    while relay_once(clock.now()):
        pass
    (letter,) = [each for each in mailbox.messages() if ZOE in each["to"]]
    assert '<html lang="ar" dir="rtl"' in letter["html"]
    assert PASSPORT in letter["text"]
    assert f"/r/{booked.link_token}/?lang=ar" in letter["text"]
