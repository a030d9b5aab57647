"""Somebody invited books by their link; a professional books for somebody. No JavaScript for either."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from booking.commands.invite_usager import Terms, invite_usager
from booking.commands.usagers import Identity
from booking.models import Agent, Invitation, Motif, Participation, Usager
from booking.vocabulary import BookableBy, MessageKind
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.journeys.conftest import DESKTOP, PHONE, Site

ROSALIE = Identity(first_name="Rosalie", last_name="Martin", email="rosalie@usagers.example")
LEA = "lea@mission-locale.example"


def relay_all() -> None:
    while relay_once(clock.now()):
        pass


def letters_to(mailbox: Mailbox, address: str) -> str:
    """Every word written to that address."""
    return "\n".join(str(each["text"]) for each in mailbox.messages() if address in str(each["to"]))


def reserve(tenant: Tenant, level: BookableBy) -> None:
    with in_tenant(tenant):
        Motif.objects.filter(slug="passeport").update(bookable_by=level)


def invite(tenant: Tenant) -> None:
    with in_tenant(tenant):
        agent, motif = Agent.objects.get(first_name="Amina"), Motif.objects.get(slug="passeport")
        terms = Terms(
            organisation=motif.organisation,
            motif=motif,
            purpose="Votre passeport expire bientôt.",
            expires_at=clock.now() + timedelta(days=20),
        )
        by = Actor(ActorKind.AGENT, agent.pk)
        invite_usager(terms, identity=ROSALIE, by=by, now=clock.now(), invitation_id=uuid4())


def take_a_time(page: Page) -> None:
    page.locator('button[name="creneau"]').first.click()


def test_an_invited_person_books_by_their_link(
    site: Site, visit: Callable[..., Any], mailbox: Mailbox
) -> None:
    reserve(site.arras, BookableBy.INVITED)
    invite(site.arras)
    relay_all()
    link = re.search(r"http\S+/i/\w+/", letters_to(mailbox, "rosalie@usagers.example"))
    assert link
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(link[0])
        expect(page.get_by_text("Rosalie M.")).to_be_visible()
        expect(page.get_by_text("Votre passeport expire bientôt.")).to_be_visible()
        page.get_by_role("button", name="Choisir un créneau").click()
        take_a_time(page)
        expect(page.get_by_text("Rendez-vous pour Rosalie M.")).to_be_visible()
        page.get_by_role("button", name="Confirmer le rendez-vous").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        site.expected.add(410)
        page.goto(link[0])
        expect(page.get_by_role("heading", level=1)).to_have_text("Cette invitation ne sert plus")
    with in_tenant(site.arras):
        participation = Participation.objects.select_related("usager", "invitation").get()
        assert str(participation.usager) == "Rosalie Martin"
        assert Usager.objects.count() == 1
        assert Invitation.objects.get() == participation.invitation
        assert Invitation.objects.get().uses == 1
    relay_all()
    asked, confirmed = reversed(mailbox.messages())
    assert "rosalie@usagers.example" in asked["to"]
    assert "rosalie@usagers.example" in confirmed["to"]
    assert confirmed["subject"].startswith("Rendez-vous confirmé")
    assert f"/r/{participation.link_token}/" in confirmed["text"]
    assert "/i/" not in confirmed["text"]


@pytest.mark.parametrize("of_the_state", [False, True])
def test_a_professional_books_for_somebody(
    site: Site, visit: Callable[..., Any], mailbox: Mailbox, of_the_state: bool
) -> None:
    tenant = site.prefecture if of_the_state else site.arras
    reserve(tenant, BookableBy.PRESCRIBERS)
    with visit(javascript=False, viewport=DESKTOP if of_the_state else PHONE) as page:
        page.goto(site.url(tenant, "/prescription/"))
        page.get_by_label("Votre adresse électronique professionnelle").fill(LEA)
        page.get_by_role("button", name="Recevoir un code").click()
        relay_all()
        code = re.search(r"\b[0-9]{6}\b", letters_to(mailbox, LEA))
        assert code
        page.get_by_label("Code reçu").fill(code[0])
        page.get_by_role("button", name="Continuer").click()
        introduce(page)
        page.get_by_role("link", name="Passeport").click()
        take_a_time(page)
        page.get_by_label("Prénom de la personne").fill("Rosalie")
        page.get_by_label("Nom de la personne", exact=True).fill("Martin")
        page.get_by_label("Adresse électronique de la personne").fill("rosalie@usagers.example")
        page.get_by_role("button", name="Confirmer le rendez-vous").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
        expect(page.get_by_text("Rosalie Martin")).to_be_visible()
    relay_all()
    check_the_messages(tenant, mailbox)


def introduce(page: Page) -> None:
    page.get_by_label("Votre structure").fill("Mission locale")
    page.get_by_label("Votre prénom").fill("Léa")
    page.get_by_label("Votre nom").fill("Petit")
    page.get_by_label("Votre téléphone").fill("03 21 50 50 50")
    page.get_by_role("button", name="Continuer").click()


def check_the_messages(tenant: Tenant, mailbox: Mailbox) -> None:
    with in_tenant(tenant):
        participation = Participation.objects.select_related("rdv").get()
        assert participation.prescriber["structure"] == "Mission locale"
        kinds = participation.rdv.receipts.values_list("kind", flat=True)
        assert {MessageKind.RDV_BOOKED, MessageKind.PRESCRIBED} <= set(kinds)
    assert participation.link_token in letters_to(mailbox, "rosalie@usagers.example")
    told = letters_to(mailbox, LEA)
    assert "/prescription/rdv/" in told
    assert participation.link_token not in told
