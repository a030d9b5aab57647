"""An agent comes in by ProConnect, sees the day, books, notes what came of it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from booking.commands.book_rdv import book_rdv
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Lieu, Motif, Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import VISITOR
from foundation.clock import now, today
from foundation.tenancy import in_tenant
from tests.journeys.conftest import Site
from tests.journeys.signing_in import sign_in

PARIS = ZoneInfo("Europe/Paris")


def book_yesterday(site: Site) -> Rdv:
    with in_tenant(site.arras):
        motif = Motif.objects.select_related("organisation").get(slug="passeport")
        yesterday = today(PARIS) - timedelta(days=1)
        nine = datetime.combine(yesterday, time(9), PARIS)
        wanted = Wanted(motif=motif, lieu_id=Lieu.objects.get().pk, starts_at=nine, free_choice=True)
        zoe = Identity(first_name="Zoé", last_name="Martin", phone="+33639981234")
        return book_rdv(wanted, identity=zoe, by=VISITOR, now=now()).rdv


def test_an_agent_books_on_a_free_time_of_the_grid(site: Site, visit: Callable[..., Any]) -> None:
    day = (today(PARIS) + timedelta(days=2)).isoformat()
    with visit() as page:
        sign_in(page, site, site.arras, f"/agent/agenda/{day}/")
        page.get_by_role("link", name="Nouveau rendez-vous").first.click()
        page.get_by_label("Prénom").fill("Ali")
        page.get_by_label("Nom", exact=True).fill("Haddad")
        page.locator("main").get_by_role("button").last.click()
        expect(page.get_by_text("Haddad").first).to_be_visible()
    with in_tenant(site.arras):
        assert Rdv.objects.get().participations.get().usager.last_name == "Haddad"


def test_an_agent_notes_that_an_rdv_was_honoured(site: Site, visit: Callable[..., Any]) -> None:
    rdv = book_yesterday(site)
    with visit() as page:
        sign_in(page, site, site.arras, f"/agent/agenda/{rdv.starts_at.date().isoformat()}/liste/")
        expect(page.get_by_text("Martin").first).to_be_visible()
        page.get_by_role("button", name="Honoré").first.click()
        page.wait_for_load_state()
    with in_tenant(site.arras):
        assert Rdv.objects.get().status == RdvStatus.HONOURED


def test_an_agent_leaves_by_the_door(site: Site, visit: Callable[..., Any]) -> None:
    with visit() as page:
        sign_in(page, site, site.arras)
        page.get_by_role("button", name="Se déconnecter").first.click()
        page.goto(site.url(site.arras, "/agent/agenda/"))
        expect(page).to_have_url(site.url(site.arras, "/connexion/?suite=%2Fagent%2Fagenda%2F"))
