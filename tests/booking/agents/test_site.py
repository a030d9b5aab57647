"""« Site public » : what administrators say of it, and what they take from it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.save_site import save_site
from booking.models import SiteSettings
from booking.vocabulary import AgentRole
from foundation.actors import VISITOR
from foundation.errors import Forbidden
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.citizens.conftest import HOST, Office, Visitor, clock, office, text, value_of
from tests.makers.office import make_agent, make_motif, make_organisation
from tests.makers.sessions import sign_in

__all__ = ["clock", "office"]

pytestmark = pytest.mark.django_db
SITE = "/agent/parametres/site/"
LEGAL, ACCESS, EMBED, LANGUAGES = (
    f"{SITE}{name}/" for name in ("mentions", "accessibilite", "integration", "langues")
)


@pytest.fixture
def admin(office: Office) -> Visitor:
    browser = Visitor()
    sign_in(browser, make_agent(office.organisation, level=AgentRole.ADMIN), host=HOST)
    return browser


def kept() -> SiteSettings:
    return SiteSettings.objects.get(id=1)


def test_an_agent_does_not_set_the_site(office: Office) -> None:
    browser = Visitor()
    sign_in(browser, make_agent(office.organisation), host=HOST)
    for path in (SITE, LEGAL, f"{SITE}affiche.pdf"):
        assert browser.get(path).status_code == 403
    assert browser.post(LEGAL, {"director": "X"}).status_code == 403
    with pytest.raises(Forbidden):
        save_site("legal", {}, by=VISITOR)


def test_what_is_missing_is_said_first(admin: Visitor) -> None:
    assert "Mentions à compléter" in text(admin.get(SITE))
    admin.post(LEGAL, {"director": "Nadia Roche, maire", "host": "Exemple"})
    assert "Mentions à compléter" not in text(admin.get(SITE))


def test_the_notice_is_prefilled_then_kept(admin: Visitor) -> None:
    assert value_of(admin.get(LEGAL), "publisher") == "Ville d’Arras"
    said = {
        "publisher": "Ville d’Arras",
        "director": "Nadia Roche, maire",
        "host": "Exemple\r\n1 rue du Port",
    }
    for _ in range(2):
        assert admin.post(LEGAL, said)["Location"] == f"{LEGAL}?fait=1"
    assert kept().legal["host"] == "Exemple\r\n1 rue du Port"
    assert value_of(admin.get(LEGAL), "director") == "Nadia Roche, maire"
    assert "Nadia Roche, maire" in text(Visitor().get("/mentions-legales/"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (LEGAL, {"director": "d" * 100_000}),
        (LEGAL, {"host": "h" * 100_000}),
        (LEGAL, {"dpo": "a\0b"}),
        (LEGAL, {"contact": "nulle part"}),
        (ACCESS, {"audited_on": "hier", "rate": "60"}),
        (ACCESS, {"audited_on": "2030-01-01", "rate": "60"}),
        (ACCESS, {"audited_on": "2026-01-01", "rate": ""}),
        (ACCESS, {"audited_on": "", "rate": "60"}),
        (ACCESS, {"audited_on": "2026-01-01", "rate": "101"}),
        (ACCESS, {"audited_on": "2026-01-01", "rate": "9" * 5_000}),
        (LANGUAGES, {"languages": ["xx"]}),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(admin: Visitor, path: str, said: dict[str, Any]) -> None:
    answer = admin.post(path, said)
    assert answer.status_code == 422
    assert "Erreur" in text(answer)
    assert not SiteSettings.objects.exists()


def test_an_audit_changes_the_foot_of_every_page_at_once(admin: Visitor) -> None:
    assert "non conforme" in text(Visitor().get("/aide/"))
    admin.post(ACCESS, {"audited_on": "2026-10-01", "rate": "100", "auditor": "Cabinet Clair"})
    assert kept().accessibility["state"] == "full"
    assert "Accessibilité : totalement conforme" in text(Visitor().get("/aide/"))
    assert value_of(admin.get(ACCESS), "audited_on") == "2026-10-01"


def test_one_group_leaves_the_others_as_they_are(admin: Visitor) -> None:
    admin.post(LEGAL, {"director": "Nadia Roche"})
    admin.post(EMBED, {"hosts": "https://www.arras.fr"})
    assert kept().legal["director"] == "Nadia Roche"


def test_french_alone_may_be_chosen(admin: Visitor) -> None:
    assert admin.post(LANGUAGES, {}).status_code == 303
    assert kept().languages == ["fr"]


def test_an_unknown_group_is_unknown(admin: Visitor) -> None:
    assert admin.get(f"{SITE}autre/").status_code == 404
    assert admin.post(f"{SITE}autre/").status_code == 404


def test_pages_cost_the_same_whatever_the_number_of_motifs(admin: Visitor, office: Office) -> None:
    for path in (SITE, EMBED):
        counts = []
        for number in (1, 12):
            for each in range(number):
                make_motif(office.organisation, slug=f"{path[-5:-1]}-{number}-{each}")
            admin.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert admin.get(path).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1]


def test_another_administration_keeps_its_own(pas_de_calais: Tenant, admin: Visitor) -> None:
    admin.post(LEGAL, {"director": "Nadia Roche"})
    with in_tenant(pas_de_calais):
        make_organisation()
        assert not SiteSettings.objects.exists()
