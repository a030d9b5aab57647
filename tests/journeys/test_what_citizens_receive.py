"""What is written to a citizen at each step, alone or with family, on site or at home. No JavaScript."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from booking.commands.open_session import open_session
from booking.models import Agenda, Lieu, Motif, Occupation, Participation, Rdv, UnmetDemand
from booking.vocabulary import CANCELLED, Modalite, RdvStatus
from foundation import clock
from foundation.actors import Actor, ActorKind
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_tenant
from foundation.web.components.typography import jour_heure
from tenants.models import Tenant
from tests.counterparts.mailbox.client import Mailbox
from tests.journeys.conftest import PHONE, Site
from tests.journeys.test_a_citizen_books import confirm, fill_in, hold_a_time
from tests.journeys.test_a_citizen_books_otherwise import change_the_motif, receive_nowhere
from tests.journeys.test_a_citizen_manages import book, titled

PARIS = ZoneInfo("Europe/Paris")
ZOE = "zoe.martin@usagers.example"


def letters(mailbox: Mailbox) -> list[dict[str, Any]]:
    """To Zoé, oldest first, once the workers have passed."""
    while relay_once(clock.now()):
        pass
    return [each for each in reversed(mailbox.messages()) if ZOE in each["to"]]


def when(rdv: Rdv) -> str:
    return plain(jour_heure(rdv.starts_at, PARIS))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_one_letter_for_each_step(who: str, site: Site, visit: Callable[..., Any], mailbox: Mailbox) -> None:
    tenant = getattr(site, who)
    with visit(javascript=False, viewport=PHONE) as page:
        book(page, site, tenant)
        (booked,) = letters(mailbox)
        first = only_rdv(tenant)
        page.goto(next(link for link in booked["links"] if link.endswith(f"/r/{link_token(tenant)}/")))
        page.get_by_role("link", name="Déplacer").click()
        page.locator("ul button[name=creneau]").nth(3).click()
        titled(page, "Rendez-vous déplacé")
        moved = letters(mailbox)[-1]
        second = only_rdv(tenant)
        page.goto(site.url(tenant, f"/r/{link_token(tenant)}/annuler/"))
        page.get_by_role("button", name="Annuler le rendez-vous").click()
        titled(page, "Rendez-vous annulé")
        cancelled = letters(mailbox)[-1]
        page.get_by_role("button", name="Reprendre ce rendez-vous").click()
        titled(page, "Rendez-vous confirmé")
        restored = letters(mailbox)[-1]
    subjects = [plain(each["subject"]) for each in (booked, moved, cancelled, restored)]
    assert subjects == [
        f"Rendez-vous confirmé : {when(first)}",
        f"Rendez-vous déplacé : {when(second)}",
        f"Rendez-vous annulé : {when(second)}",
        f"Rendez-vous confirmé : {when(second)}",
    ]
    assert len(letters(mailbox)) == 4
    for each in (booked, moved, cancelled, restored):
        assert each["sender"].startswith(tenant.name)
        assert tenant.name in each["html"]
    with in_tenant(tenant):
        assert Rdv.objects.get().status == RdvStatus.SCHEDULED
        assert Occupation.objects.get().during.lower == second.starts_at > first.starts_at


def only_rdv(tenant: Tenant) -> Rdv:
    with in_tenant(tenant):
        return Rdv.objects.get()


def link_token(tenant: Tenant) -> str:
    with in_tenant(tenant):
        return Participation.objects.get().link_token


def test_at_home_with_the_answers_that_decide_what_to_bring(
    site: Site, visit: Callable[..., Any], mailbox: Mailbox
) -> None:
    receive_nowhere(site.arras, Modalite.HOME)
    minor = {"id": "mineur", "label": "Pour un enfant mineur ?", "kind": "yes_no", "required": True}
    booklet = {"label": "Livret de famille", "if": {"question": "mineur", "is": ["oui"]}}
    stamp = {"label": "Timbre fiscal", "if": {"question": "mineur", "is": ["non"]}}
    change_the_motif(site.arras, questions=[minor], pieces=[booklet, stamp])
    with visit(javascript=False, viewport=PHONE) as page:
        hold_a_time(page, site, site.arras)
        fill_in(page)
        page.get_by_label("Adresse du rendez-vous").fill("4 rue du Temple, 62000 Arras")
        confirm(page)
        expect(page.get_by_text("Répondez à la question").first).to_be_visible()
        page.get_by_label("Oui").check()
        confirm(page)
        titled(page, "Rendez-vous confirmé")
        expect(page.get_by_text("Livret de famille")).to_be_visible()
    with in_tenant(site.arras):
        place = Participation.objects.select_related("rdv").get()
        assert (place.answers, place.rdv.address) == ({"mineur": "oui"}, "4 rue du Temple, 62000 Arras")
    (letter,) = letters(mailbox)
    assert "Livret de famille" in letter["text"]
    assert "4 rue du Temple" in letter["text"]
    assert "Timbre fiscal" not in letter["text"]


def open_a_workshop(tenant: Tenant, *, seats: int) -> Rdv:
    """In eight days, at eight in the evening."""
    with in_tenant(tenant):
        agenda = Agenda.objects.select_related("agent").order_by("pk")[0]
        return open_session(
            Motif.objects.get(slug="mariage"),
            lieu_id=Lieu.objects.get().pk,
            starts_at=datetime.combine(in_eight_days(), time(20), tzinfo=PARIS),
            agenda_ids=[agenda.pk],
            seats=seats,
            by=Actor(ActorKind.AGENT, agenda.agent_id),
            now=clock.now(),
            title="Réunion des futurs mariés",
        )


def in_eight_days() -> date:
    return clock.today(PARIS) + timedelta(days=8)


def join_with_leo(page: Page, site: Site, tenant: Tenant) -> None:
    page.goto(site.url(tenant, "/ateliers/"))
    page.locator("main .ag-carte-lien a").first.click()
    fill_in(page)
    page.get_by_role("button", name="Inscrire aussi une autre personne").click()
    line = page.get_by_role("group", name="Personne inscrite avec vous, numéro 1")
    line.get_by_label("Prénom").fill("Léo")
    line.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_role("button", name="S’inscrire").click()


def test_a_family_takes_the_last_seats_of_a_session_and_gives_one_back(
    site: Site, visit: Callable[..., Any], mailbox: Mailbox
) -> None:
    tenant = site.prefecture
    session = open_a_workshop(tenant, seats=2)
    with visit(javascript=False, viewport=PHONE) as page, visit(javascript=False) as late:
        join_with_leo(page, site, tenant)
        titled(page, "Rendez-vous confirmé")
        (joined,) = letters(mailbox)
        late.goto(site.url(tenant, f"/ateliers/{session.pk}/"))
        expect(late.get_by_role("button", name="S’inscrire")).to_have_count(0)
        page.get_by_role("link", name="Annuler").first.click()
        page.locator("label", has_text="Léo Martin").click()
        page.get_by_role("button", name="Rendre ces places").click()
        titled(page, "Rendez-vous confirmé")
        late.reload()
        expect(late.get_by_role("button", name="S’inscrire")).to_be_visible()
    assert plain(joined["subject"]) == f"Rendez-vous confirmé : {when(session)}"
    assert "Léo" in joined["text"]
    with in_tenant(tenant):
        places = Participation.objects.filter(rdv=session).select_related("usager__responsible")
        by_name = {each.usager.first_name: each for each in places}
        assert by_name["Zoé"].status == RdvStatus.SCHEDULED
        assert by_name["Léo"].status in CANCELLED
        assert by_name["Léo"].usager.responsible == by_name["Zoé"].usager
        assert Occupation.objects.get().rdv == session
    assert [plain(each["subject"]) for each in letters(mailbox)[1:]] == [
        f"Rendez-vous annulé : {when(session)}"
    ]


def test_a_proof_that_nothing_was_free_writes_to_nobody(
    site: Site, visit: Callable[..., Any], mailbox: Mailbox
) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        page.goto(site.url(site.prefecture, "/rdv/mariage/"))
        page.get_by_role("button", name="Recevoir une preuve").click()
        titled(page, "Récépissé : aucun créneau n’était libre")
    with in_tenant(site.prefecture):
        assert UnmetDemand.objects.get().motif.slug == "mariage"
    assert letters(mailbox) == mailbox.messages() == []
