"""For a child, for three documents, by phone, by video, with a code: three screens still, without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from booking.commands.open_plage import open_plage
from booking.models import Agenda, Motif, Participation, PlageOuverture, Rdv, Receipt
from booking.vocabulary import MessageKind, Modalite
from foundation.clock import now
from foundation.outbox.models import Message
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_public, in_tenant
from sso.contacts.codes import code_of
from sso.contacts.models import ContactChallenge
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.journeys.conftest import EVERY_DAY, PHONE, Site
from tests.journeys.test_a_citizen_books import confirm, hold_a_time

ZOE = "zoe.martin@usagers.example"


def fill_in(page: Page) -> None:
    """One contact is enough."""
    page.locator("[name=prenom]").fill("Zoé")
    page.locator("[name=nom]").fill("Martin")
    page.get_by_label("Adresse électronique").fill(ZOE)


def change_the_motif(tenant: Tenant, **fields: Any) -> None:
    with in_tenant(tenant):
        Motif.objects.filter(slug="passeport").update(**fields)


def receive_nowhere(tenant: Tenant, modalite: Modalite) -> None:
    """The same motif, by phone or by video."""
    with in_tenant(tenant):
        motif = Motif.objects.get(slug="passeport")
        PlageOuverture.objects.all().delete()
        motif.modalite = modalite
        motif.save()
        plage = PlageOuverture(
            agenda=Agenda.objects.order_by("pk")[0],
            lieu=None,
            first_day=(now() - timedelta(days=2)).date(),
            periods=[["09:00", "12:00"]],
            recurrence=EVERY_DAY,
        )
        open_plage(plage, [motif], now=now())


def confirmed(page: Page, site: Site, tenant: Tenant) -> Participation:
    """One rdv, one event in the outbox, and what the page says."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")
    with in_public():
        assert (
            list(Message.objects.filter(tenant_id=tenant.pk).values_list("name", flat=True)).count(
                "booking.rdv.booked"
            )
            == 1
        )
    with in_tenant(tenant):
        return Participation.objects.select_related("rdv", "usager__responsible").get()


def letter(mailbox: Mailbox, tenant: Tenant) -> str:
    """The confirmation, once the workers have passed; its receipt says whom it was for."""
    while relay_once(now()):
        pass
    with in_tenant(tenant):
        assert Receipt.objects.filter(kind=MessageKind.RDV_BOOKED, channel="email").count() == 1
    (received,) = [each for each in mailbox.messages() if ZOE in each["to"]]
    return str(received)


def test_for_a_child(site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.arras)
        fill_in(page)
        page.get_by_role("button", name="Je prends rendez-vous pour quelqu’un d’autre").click()
        expect(page.get_by_label("Votre prénom")).to_have_value("Zoé")
        page.get_by_label("Prénom de la personne qui vient").fill("Léo")
        page.get_by_label("Nom de la personne qui vient", exact=True).fill("Martin")
        confirm(page)
        place = confirmed(page, site, site.arras)
        expect(page.get_by_text("Rendez-vous pour Léo M.")).to_be_visible()
    assert str(place.usager) == "Léo Martin"
    assert place.usager.responsible is not None
    assert place.usager.responsible.email == ZOE
    assert place.link_token in letter(mailbox, site.arras)


def test_three_documents(site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    change_the_motif(site.arras, people={"unit": "document", "at_most": 4, "minutes_each": 15})
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(site.arras, "/rdv/passeport/"))
        page.get_by_label("Nombre de documents").select_option("3")
        page.get_by_role("button", name="Voir les créneaux").click()
        page.get_by_role("link", name="Semaine suivante").first.click()
        expect(page.get_by_label("Nombre de documents")).to_have_value("3")
        page.locator("button[name=creneau]").first.click()
        expect(page.get_by_text("3 documents, 1 h")).to_be_visible()
        fill_in(page)
        confirm(page)
        place = confirmed(page, site, site.arras)
    assert (place.rdv.people, place.rdv.ends_at - place.rdv.starts_at) == (3, timedelta(hours=1))
    assert place.link_token in letter(mailbox, site.arras)


def test_by_phone(site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    receive_nowhere(site.prefecture, Modalite.PHONE)
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.prefecture)
        fill_in(page)
        confirm(page)
        expect(page.get_by_text("un agent vous appelle.").first).to_be_visible()
        page.get_by_label("Téléphone").fill("06 12 34 56 78")
        confirm(page)
        place = confirmed(page, site, site.prefecture)
        expect(page.get_by_text("Un agent vous appelle au 06 •• •• 56 78.")).to_be_visible()
    assert (place.usager.phone, place.rdv.lieu_id) == ("+33612345678", None)
    assert place.link_token in letter(mailbox, site.prefecture)


def test_by_video(site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    receive_nowhere(site.arras, Modalite.VISIO)
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.arras)
        expect(page.get_by_text("Vous recevez le lien de la visioconférence")).to_be_visible()
        fill_in(page)
        confirm(page)
        confirmed(page, site, site.arras)
        link = page.get_by_role("link", name="Rejoindre la visioconférence").get_attribute("href")
    assert link
    assert link in letter(mailbox, site.arras)


def test_with_a_code_where_times_are_scarce(site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    change_the_motif(site.arras, under_pressure=True)
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.arras)
        fill_in(page)
        confirm(page)
        with in_tenant(site.arras):
            code = code_of(ContactChallenge.objects.get().pk)
            assert not Rdv.objects.exists()
        page.get_by_label("Code reçu").fill(code)
        page.get_by_role("button", name="Continuer").click()
        expect(page.get_by_text("Votre code est bon.")).to_be_visible()
        expect(page.get_by_label("Nom", exact=True)).to_have_value("Martin")
        confirm(page)
        confirmed(page, site, site.arras)


def test_the_way_by_franceconnect_comes_back_to_the_time_kept(site: Site, visit: Callable[..., Any]) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.arras)
        page.get_by_role("link", name="Remplir avec FranceConnect").click()
        page.get_by_role("button", name="Rosalie").click()
        page.wait_for_url("**/coordonnees/")
        expect(page.get_by_text("Créneau réservé pour vous jusqu")).to_be_visible()
        expect(page.locator("[name=nom]")).to_have_value("Martin")
        expect(page.locator("[name=nom]")).not_to_be_editable()
        confirm(page)
        place = confirmed(page, site, site.arras)
    assert str(place.usager) == "Rosalie Martin"
