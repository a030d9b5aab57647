"""The pages of agents and of the public host: axe finds nothing, nothing overflows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, Site
from tests.journeys.looking import NARROW, check
from tests.journeys.signing_in import choose, sign_in


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "viewport"), [("arras", DESKTOP), ("prefecture", DESKTOP), ("arras", NARROW)]
)
def test_agents_pages(
    who: str, viewport: dict[str, int], theme: str, site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with visit(viewport=viewport, color_scheme=theme) as page:
        sign_in(page, site, tenant)
        for path in (
            "/agent/agenda/",
            "/agent/agenda/liste/",
            "/agent/agenda/sans-issue/",
            "/agent/motifs/mariage/pourquoi/",
            "/agent/motifs/passeport/pourquoi/",
            "/agent/aide/",
            "/agent/preferences/",
            "/agent/parametres/messages/",
            "/agent/parametres/messages/rappel/",
            "/agent/parametres/webhooks/",
            "/agent/agenda/a-appeler/",
            "/agent/parametres/consommation/",
            "/agent/parametres/agents/",
            "/agent/parametres/agents/inviter/",
            "/agent/parametres/journal/",
            "/agent/parametres/integrations/",
            "/aide/interface/",
        ):
            page.goto(site.url(tenant, path))
            check(page)
        page.goto(site.url(tenant, "/agent/agenda/"))
        page.get_by_role("link", name="Jour suivant").first.click()
        page.get_by_role("link", name="Nouveau rendez-vous").first.click()
        check(page)


@pytest.mark.parametrize(("viewport", "theme"), [(NARROW, "light"), (DESKTOP, "dark")])
def test_the_public_host(viewport: dict[str, int], theme: str, site: Site, visit: Callable[..., Any]) -> None:
    with visit(viewport=viewport, color_scheme=theme) as page:
        for host in ("rdv.localhost", "rdv.gouv.localhost"):
            for path in ("/", "/connexion/", "/ouvrir/"):
                page.goto(f"http://{host}:{site.port}{path}")
                check(page)
        page.goto(f"{site.public}/ouvrir/")
        page.get_by_role("link", name="ProConnect").first.click()
        choose(page, "Sacha")
        page.wait_for_url("**/ouvrir/structure/")
        check(page)
        page.goto(f"{site.public}/mes-administrations/")
        check(page)
