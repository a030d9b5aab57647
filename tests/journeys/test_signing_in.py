"""Who are you? ProConnect and back, one logout for all, a removal, a second factor, a code, FranceConnect."""

import re
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.core import mail
from playwright.sync_api import Page, expect

from booking.models import Agent, Usager
from booking.vocabulary import AgentAccess
from foundation.clock import now
from foundation.outbox.relay import relay_once
from foundation.tenancy import in_public, in_tenant
from sso.accounts.models import Account
from tests.journeys.conftest import PHONE, Site
from tests.journeys.signing_in import choose, sign_in
from tests.journeys.test_a_citizen_books import confirm, hold_a_time


def test_an_agent_signs_in_on_the_public_host_and_lands_at_home(
    site: Site, visit: Callable[..., Any]
) -> None:
    with visit() as page:
        sign_in(page, site, site.arras)
        expect(page.get_by_text("Amina Benali").first).to_be_visible()
    with in_tenant(site.arras):
        amina = Agent.objects.get(first_name="Amina")
        assert amina.access == AgentAccess.GRANTED
    with in_public():
        assert SocialAccount.objects.get(provider="proconnect", uid="amina").user_id == amina.account_id


def test_logging_out_here_ends_it_here_there_and_at_the_provider(
    site: Site, visit: Callable[..., Any]
) -> None:
    with visit() as page:
        sign_in(page, site, site.arras)
        page.get_by_role("button", name="Se déconnecter").first.click()
        page.wait_for_url(re.compile(r"arras\.rdv\.localhost:\d+/(connexion/.*)?$"))
        # Neither the administration, nor the sign-in host, nor the provider remembers: a person must be chosen anew.
        page.goto(site.url(site.arras, "/agent/agenda/"))
        page.get_by_role("link", name="ProConnect").first.click()
        expect(page.get_by_role("button", name="Amina")).to_be_visible()


def test_an_agent_removed_from_the_team_is_out(site: Site, visit: Callable[..., Any]) -> None:
    with visit() as page:
        sign_in(page, site, site.arras, who="Hugo")
        with in_tenant(site.arras):
            Agent.objects.filter(first_name="Hugo").update(is_active=False, access=AgentAccess.REMOVED)
        page.goto(site.url(site.arras, "/agent/agenda/"))
        expect(page).to_have_url(re.compile("/connexion/"))
        site.expected.add(403)
        page.get_by_role("link", name="ProConnect").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "/agent/" not in page.url


def test_a_team_member_without_second_factor_can_only_enrol(site: Site, visit: Callable[..., Any]) -> None:
    with in_public():
        account = Account.objects.create(
            email="claude.vidal@programme.example", given_name="Claude", is_programme=True
        )
        SocialAccount.objects.create(user=account, provider="proconnect", uid="claude")
    with visit() as page:
        page.goto(f"{site.public}/supervision/")
        page.get_by_role("link", name="ProConnect").first.click()
        choose(page, "Claude")
        for path in ("/supervision/", "/mes-administrations/"):
            page.goto(f"{site.public}{path}")
        page.goto(f"{site.public}/supervision/")
        expect(page).to_have_url(re.compile("/second-facteur/"))


def test_a_citizen_books_gets_a_code_sees_her_rdvs_and_links_franceconnect(
    site: Site, visit: Callable[..., Any]
) -> None:
    with visit(javascript=False, viewport=PHONE) as page:
        book(page, site)
        page.goto(site.url(site.arras, "/mes-rdv/"))
        page.get_by_label("Adresse électronique ou téléphone portable").fill("rosalie@usagers.example")
        page.get_by_role("button", name="Recevoir un code").click()
        page.get_by_label("Code reçu").fill(code_received())
        page.get_by_role("button", name="Continuer").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("rendez-vous")
        expect(page.get_by_text("Passeport").first).to_be_visible()
        page.get_by_role("link", name="FranceConnect").first.click()
        choose(page, "Rosalie")
        page.wait_for_url("**/mes-rdv/**")
        page.goto(site.url(site.arras, "/mes-rdv/acces/"))
        expect(page).to_have_url(re.compile("/mes-rdv/acces/"))
    with in_tenant(site.arras):
        assert Usager.objects.get().certified_at is not None


def book(page: Page, site: Site) -> None:
    hold_a_time(page, site, site.arras)
    page.get_by_label("Prénom").fill("Rosalie")
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Téléphone").fill("06 39 98 12 34")
    page.get_by_label("Adresse électronique").fill("rosalie@usagers.example")
    confirm(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rendez-vous confirmé")


def code_received() -> str:
    """Out of the last e-mail, once the relay has passed."""
    while relay_once(now()):
        pass
    found = re.search(r"\b(\d{3})[ \u202f\u00a0]?(\d{3})\b", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1] + found[2]
