"""Somebody waits, a time is freed, a message leads to it: taken, refused, or left without answer. No JavaScript."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from booking.commands.book_rdv import book_rdv
from booking.commands.cancel_rdv import cancel_by_usager
from booking.commands.usagers import Identity
from booking.commands.wanted import Wanted
from booking.models import Agenda, CreneauOffer, FileAttente, Lieu, Motif, Occupation, Rdv
from booking.vocabulary import AttenteState, OfferState, RdvStatus
from foundation import clock
from foundation.actors import VISITOR
from foundation.due.run import run_due
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.journeys.conftest import PHONE, Site

PARIS = ZoneInfo("Europe/Paris")
ROSALIE = Identity(first_name="Rosalie", last_name="Martin", email="rosalie@usagers.example")
JOINED, OFFERED, BOOKED = KINDS = (
    "Vous êtes sur la liste d’attente",
    "Créneau gardé pour vous",
    "Rendez-vous confirmé",
)
TEN_MINUTES, TWO_HOURS = timedelta(minutes=10), timedelta(hours=2)


@pytest.fixture
def morning(site: Site) -> Iterator[time_machine.Traveller]:
    """Tomorrow at ten: an hour when one may write."""
    day = (clock.now() + timedelta(days=1)).date()
    with time_machine.travel(datetime.combine(day, time(10), tzinfo=PARIS)) as traveller:
        yield traveller


def work(traveller: time_machine.Traveller, later: timedelta = timedelta(0)) -> None:
    """What the workers do, by then."""
    traveller.shift(later)
    while run_due(clock.now()) or relay_once(clock.now()):
        pass


def join(page: Page, site: Site, tenant: Tenant, first_name: str) -> None:
    page.goto(site.url(tenant, "/rdv/passeport/"))
    page.get_by_role("link", name="Être prévenu si un créneau se libère").click()
    page.get_by_label("Prénom").fill(first_name)
    page.get_by_label("Nom", exact=True).fill("Petit")
    page.get_by_label("Adresse électronique").fill(f"{first_name.lower()}@usagers.example")
    page.get_by_role("button", name="M’inscrire sur la liste d’attente").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vous êtes sur la liste d’attente")


def free_a_time(tenant: Tenant) -> datetime:
    """Five days ahead, at ten: booked, then cancelled."""
    with in_tenant(tenant):
        day = (clock.now() + timedelta(days=5)).astimezone(PARIS).date()
        start = datetime.combine(day, time(10), tzinfo=PARIS)
        wanted = Wanted(
            motif=Motif.objects.get(slug="passeport"), lieu_id=Lieu.objects.get().pk, starts_at=start
        )
        booked = book_rdv(wanted, identity=ROSALIE, by=VISITOR, now=clock.now())
        cancel_by_usager(booked, by=VISITOR, now=clock.now())
    return start


def offer_in(mailbox: Mailbox, first_name: str, subject: str = OFFERED) -> str:
    """The link of the last offer that this person was sent."""
    offers = [each for each in letters_to(mailbox, first_name) if each["subject"].startswith(subject)]
    return next(link for link in offers[-1]["links"] if "/attente/" in link)


def letters_to(mailbox: Mailbox, first_name: str) -> list[dict[str, Any]]:
    """Oldest first."""
    to = f"{first_name.lower()}@usagers.example"
    return [each for each in reversed(mailbox.messages()) if to in each["to"]]


def subjects_to(mailbox: Mailbox, first_name: str) -> list[str]:
    """How each begins: a day and an hour follow."""
    said = [each["subject"] for each in letters_to(mailbox, first_name)]
    return [next((begins for begins in KINDS if each.startswith(begins)), each) for each in said]


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_an_offer_that_is_taken_becomes_an_rdv(
    who: str, site: Site, mailbox: Mailbox, morning: Any, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(javascript=False, viewport=PHONE) as page:
        join(page, site, tenant, "Anna")
        start = free_a_time(tenant)
        work(morning, TEN_MINUTES)
        page.goto(offer_in(mailbox, "Anna"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Un créneau est gardé pour vous")
        page.get_by_role("button", name="Je prends ce créneau").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        work(morning)
    with in_tenant(tenant):
        rdv = Rdv.objects.get(status=RdvStatus.SCHEDULED)
        assert (rdv.starts_at, Occupation.objects.get().rdv) == (start, rdv)
        assert FileAttente.objects.get().state == AttenteState.SERVED
    last = mailbox.messages()[0]
    assert "anna@usagers.example" in last["to"]
    assert "confirmé" in last["subject"]


def test_an_offer_that_is_refused_goes_to_the_next(
    site: Site, mailbox: Mailbox, morning: Any, visit: Callable[..., Any]
) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        join(page, site, site.arras, "Anna")
        join(page, site, site.arras, "Basile")
        free_a_time(site.arras)
        work(morning, TEN_MINUTES)
        page.goto(offer_in(mailbox, "Anna"))
        page.get_by_role("button", name="Non merci").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vous êtes sur la liste d’attente")
        work(morning)
        page.goto(offer_in(mailbox, "Basile"))
        page.get_by_role("button", name="Je prends ce créneau").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        work(morning, TWO_HOURS)
    assert subjects_to(mailbox, "Anna") == [JOINED, OFFERED]
    assert subjects_to(mailbox, "Basile") == [JOINED, OFFERED, BOOKED]
    with in_tenant(site.arras):
        states = dict(CreneauOffer.objects.values_list("file_attente__usager__first_name", "state"))
        assert states == {"Anna": OfferState.DECLINED, "Basile": OfferState.ACCEPTED}


def test_an_offer_without_answer_runs_out_then_the_time_is_everybodys(
    site: Site, mailbox: Mailbox, morning: Any, visit: Callable[..., Any]
) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        join(page, site, site.arras, "Anna")
        start = free_a_time(site.arras)
        with in_tenant(site.arras):
            assert Agenda.objects.filter(occupations__during__contains=start).count() == 1
        work(morning, TEN_MINUTES)
        page.goto(offer_in(mailbox, "Anna"))
        work(morning, TWO_HOURS)
        page.get_by_role("button", name="Je prends ce créneau").click()
        expect(page.get_by_text("n’est plus gardé pour vous")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vous êtes sur la liste d’attente")
        page.get_by_role("button", name="Me retirer de la liste").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Vous n’êtes plus sur la liste d’attente")
        work(morning, TWO_HOURS)
    assert subjects_to(mailbox, "Anna") == [JOINED, OFFERED]
    with in_tenant(site.arras):
        assert CreneauOffer.objects.get().state == OfferState.EXPIRED
        assert FileAttente.objects.get().state == AttenteState.LEFT
        assert Occupation.objects.count() == 0


def test_who_waits_in_arabic_is_offered_a_time_in_arabic(
    site: Site, mailbox: Mailbox, morning: Any, visit: Callable[..., Any]
) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/passeport/liste-attente/?lang=ar"))
        for name, typed in (("prenom", "Anna"), ("nom", "Petit"), ("courriel", "anna@usagers.example")):
            page.locator(f"main [name={name}]").fill(typed)
        page.locator("main [name=telephone]").fill("06 12 34 56 79")
        page.locator("main [name=telephone]").press("Enter")
        page.wait_for_url("**/attente/**")
        free_a_time(site.arras)
        work(morning, TEN_MINUTES)
        page.goto(offer_in(mailbox, "Anna", "وقت محجوز لك"))
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        page.locator("main button[value=prendre]").click()
        page.wait_for_url("**/r/**")
        work(morning)
    letters = letters_to(mailbox, "Anna")
    assert [each["subject"].split(":")[0] for each in letters] == [
        "أنت في قائمة الانتظار",
        "وقت محجوز لك حتى 12",
        "تم تأكيد الموعد",
    ]
    assert all('<html lang="ar" dir="rtl"' in each["html"] for each in letters)
    (sms, *_others) = [each for each in reversed(mailbox.messages()) if each["to"] == "+33612345679"]
    assert "محجوز لك حتى" in sms["text"]
    with in_tenant(site.arras):
        rdv = Rdv.objects.get(status=RdvStatus.SCHEDULED)
        assert FileAttente.objects.get().language == rdv.participations.get().language == "ar"
