"""The administrator's pages about webhooks, from the first key to a post read in full: axe finds nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from booking.models import WebhookEndpoint
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.journeys.conftest import DESKTOP, Site
from tests.journeys.looking import NARROW, check
from tests.journeys.signing_in import sign_in

HOOKS = "/agent/parametres/webhooks/"
# An address, not a name: nothing is asked of a resolver.
OUTSIDE = "https://51.91.1.1/webhooks"


@pytest.mark.parametrize(("who", "viewport"), [("arras", NARROW), ("prefecture", DESKTOP)])
def test_an_administrator_opens_a_webhook_and_reads_its_log(
    who: str, viewport: dict[str, int], site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(viewport=viewport) as page:
        sign_in(page, site, tenant)
        declare(page, site, tenant)
        page.get_by_role("link", name="J’ai copié la clé").click()
        check(page)
        page.get_by_role("button", name="Envoyer un essai").click()
        check(page)
        page.get_by_role("table", name="Envois").get_by_role("link").click()
        check(page)
        page.get_by_role("button", name="Renvoyer").click()
        check(page)
        page.goto(site.url(tenant, f"{HOOKS}{endpoint_of(tenant)}/"))
        page.get_by_role("button", name="Arrêter").click()
        check(page)
        page.get_by_role("button", name="Réactiver").click()
        check(page)
        page.get_by_role("navigation", name="Pages du webhook").get_by_role("link", name="Réglages").click()
        check(page)
        page.get_by_role("button", name="Changer la clé").click()
        check(page)
        page.goto(site.url(tenant, f"{HOOKS}{endpoint_of(tenant)}/reglages/"))
        check(page)
        page.get_by_role("link", name="Supprimer ce webhook").click()
        check(page)
        page.get_by_role("button", name="Supprimer le webhook").click()
        check(page)


def declare(page: Page, site: Site, tenant: Tenant) -> None:
    page.goto(site.url(tenant, HOOKS))
    check(page)
    page.get_by_role("link", name="Ajouter un webhook").click()
    check(page)
    page.get_by_label("Nom du programme").fill("Logiciel d’accueil")
    page.get_by_label("Adresse du programme").fill("http://51.91.1.1/")
    page.get_by_role("button", name="Ajouter le webhook").click()
    check(page)
    page.get_by_label("Adresse du programme").fill(OUTSIDE)
    page.get_by_role("button", name="Ajouter le webhook").click()
    check(page)
    assert page.get_by_label("Clé de signature").input_value().startswith("whsec_")


def endpoint_of(tenant: Tenant) -> object:
    with in_tenant(tenant):
        return WebhookEndpoint.objects.get().pk
