"""A citizen finds a time, books, keeps the link, cancels: without JavaScript, on a phone, in both skins."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from booking.commands.declare_absence import declare_absence
from booking.commands.expire_holds import expire_holds
from booking.models import Absence, Agenda, Hold, Rdv
from booking.vocabulary import RdvStatus
from foundation.clock import now
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.journeys.conftest import PHONE, Site


def hold_a_time(page: Page, site: Site, tenant: Tenant) -> None:
    page.goto(site.url(tenant, "/rdv/passeport/"))
    page.get_by_role("button", name="Prochaine disponibilité").first.click()
    expect(page.get_by_text("Créneau réservé pour vous jusqu")).to_be_visible()


def fill_in(page: Page) -> None:
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Téléphone").fill("06 12 34 56 78")
    page.get_by_label("Adresse électronique").fill("zoe.martin@usagers.example")


def confirm(page: Page) -> None:
    page.get_by_role("button", name="Confirmer le rendez-vous").click()


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_a_citizen_books_then_cancels_without_javascript(
    who: str, site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(tenant))
        page.get_by_role("link", name="Passeport").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Choisissez un créneau")
        hold_a_time(page, site, tenant)
        confirm(page)
        assert page.title().startswith("Erreur : ")
        fill_in(page)
        confirm(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        with in_tenant(tenant):
            assert Rdv.objects.get().status == RdvStatus.SCHEDULED
        page.get_by_role("link", name="Annuler").first.click()
        page.get_by_role("button", name="Annuler le rendez-vous").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous annulé")
    with in_tenant(tenant):
        assert Rdv.objects.get().status == RdvStatus.CANCELLED_BY_USAGER


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_a_citizen_books_with_the_keyboard_alone(who: str, site: Site, visit: Callable[..., Any]) -> None:
    presses = 0

    def tab_to(selector: str) -> None:
        nonlocal presses
        while not page.locator(selector).first.evaluate("each => each === document.activeElement"):
            page.keyboard.press("Tab")
            presses += 1
            assert presses < 30

    with visit() as page:
        page.goto(site.url(getattr(site, who), "/rdv/passeport/"))
        tab_to("button[name=creneau]")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Créneau réservé pour vous jusqu")).to_be_visible()
        for name, text in (("prenom", "Zoé"), ("nom", "Martin"), ("telephone", "0612345678")):
            tab_to(f"[name={name}]")
            page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
    assert presses + 2 <= 25


def test_a_time_taken_meanwhile_loses_nothing_that_was_typed(site: Site, visit: Callable[..., Any]) -> None:
    with visit(javascript=False) as page:
        hold_a_time(page, site, site.arras)
        fill_in(page)
        with in_tenant(site.arras):
            lose_the_held_day()
        confirm(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Ce créneau vient d’être pris")
        page.locator("button[name=creneau]").first.click()
        expect(page.get_by_label("Prénom")).to_have_value("Zoé")
        expect(page.get_by_label("Adresse électronique")).to_have_value("zoe.martin@usagers.example")
        confirm(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")


def lose_the_held_day() -> None:
    """The ten minutes run out, and the whole team is away that day."""
    hold = Hold.objects.get()
    day = hold.starts_at.date()
    Hold.objects.update(expires_at=now())
    expire_holds([hold.pk], now=now())
    for agenda in Agenda.objects.all():
        whole_day = {"first_day": day, "last_day": day, "start_time": "00:00", "end_time": "23:59"}
        declare_absence(Absence(agenda=agenda, **whole_day), now=now())


def test_the_back_button_after_confirming_makes_no_second_rdv(site: Site, visit: Callable[..., Any]) -> None:
    with visit() as page:
        hold_a_time(page, site, site.arras)
        fill_in(page)
        confirm(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        page.go_back()
        page.reload()
    with in_tenant(site.arras):
        assert Rdv.objects.count() == 1
