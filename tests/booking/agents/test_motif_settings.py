"""The administrators' pages about motifs."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Agent, Motif, Role
from booking.vocabulary import AgentAccess, AgentRole, BookableBy
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.architecture.test_urls import example
from tests.architecture.url_table import TENANT_HOST
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import Office, make_office
from tests.makers.office import make_agent, make_motif, make_organisation

MOTIFS = "/agent/parametres/motifs/"
OURS = [route for route in TENANT_HOST if route.startswith("agent/parametres/motifs/")]


def page(motif: Motif, path: str = "") -> str:
    return f"{MOTIFS}{motif.slug}/{path}"


def form_of(answer: Any, section: str) -> dict[str, Any]:
    """What a browser would send of one section, unchanged. Its list of lines, if any, is another form."""
    whole = answer.content.decode()
    part = re.search(rf'<section id="{section}".*?</section>', whole, re.S)
    forms = re.findall(r"<form.*?</form>", part[0] if part else whole, re.S)
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", forms[-1]):
        said = {name: html.unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        found[said["name"]] = said.get("value", "")
    for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n(.*?)</textarea>', forms[-1], re.S):
        found[name] = html.unescape(value)
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', forms[-1], re.S):
        first = re.search(r'<option value="([^"]*)"', options)
        chosen = re.search(r'<option value="([^"]*)" selected', options) or first
        found[name] = html.unescape(chosen[1]) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def send(admin: Browser, motif: Motif, section: str, **typed: Any) -> Any:
    """A browser that opens the page, changes some fields of a section and posts it."""
    return admin.post(page(motif), **form_of(admin.get(page(motif)), section) | typed)


@pytest.fixture
def motif(office: Office) -> Motif:
    return office.motif


def test_the_list_says_what_each_motif_is(admin: Browser, motif: Motif) -> None:
    hidden = make_motif(
        motif.organisation, is_published=False, bookable_by=BookableBy.AGENTS, duration_min=90
    )
    shown = text(admin.get(MOTIFS))
    for word in (motif.name, hidden.name, "1 h 30", "Non publié", "Les agents seulement", "Sur place"):
        assert word in shown
    assert f'href="/agent/motifs/{motif.slug}/pourquoi/"' in shown
    assert f'href="{page(motif)}"' in shown


@pytest.mark.parametrize("route", OURS)
def test_an_agent_who_is_no_administrator_is_refused(agent: Browser, route: str) -> None:
    assert agent.get(example(route)).status_code == 403
    assert agent.post(example(route)).status_code == 403


def test_an_administrator_sets_the_motifs_of_their_organisations_only(
    admin: Browser, chief: Agent, motif: Motif
) -> None:
    other = make_motif(make_organisation(name="Annexe du port"), name="Permis")
    Role.objects.create(agent=chief, organisation=other.organisation, level=AgentRole.AGENT)
    assert "Permis" not in text(admin.get(MOTIFS))
    assert admin.get(page(other)).status_code == 403
    assert admin.post(page(other), rubrique="quota", quota="1").status_code == 403
    assert admin.post(page(other, "questions/"), question="Quoi ?").status_code == 403
    refused = admin.post(f"{MOTIFS}ajouter/", **new(admin) | {"organisation": other.organisation_id})
    assert refused.status_code == 422
    assert Motif.objects.count() == 2


def test_who_waits_for_a_confirmation_reads_only(office: Office, motif: Motif) -> None:
    chief = make_agent(motif.organisation, level=AgentRole.ADMIN, access=AgentAccess.REVIEW)
    browser = Browser().sign_in(chief)
    shown = text(browser.get(page(motif)))
    assert "Vous pouvez lire ces réglages." in shown
    assert ">Enregistrer" not in shown
    assert browser.post(page(motif), rubrique="quota", quota="1").status_code == 403


def test_another_administration_sees_none_of_ours(
    pas_de_calais: Tenant, admin: Browser, motif: Motif
) -> None:
    with in_tenant(pas_de_calais):
        theirs = make_office().motif
        theirs.slug = "leur-motif"
        theirs.save()
        chief = make_agent(theirs.organisation, level=AgentRole.ADMIN)
        stranger = Browser(PAS_DE_CALAIS).sign_in(chief)
    assert admin.get(page(theirs)).status_code == 404
    assert admin.post(page(theirs), rubrique="quota", quota="1").status_code == 404
    assert stranger.get(page(motif)).status_code == 404
    assert motif.name not in text(stranger.get(MOTIFS)).replace(theirs.name, "")


def new(admin: Browser) -> dict[str, Any]:
    return form_of(admin.get(f"{MOTIFS}ajouter/"), "") | {"nom": "Carte d’identité"}


def test_a_motif_is_added_once(admin: Browser, motif: Motif) -> None:
    answer = admin.post(f"{MOTIFS}ajouter/", **new(admin))
    added = Motif.objects.get(slug="carte-d-identite")
    assert (answer.status_code, answer["Location"]) == (303, f"{page(added)}?fait=ajoute")
    assert "Aucune page ne permet encore d’en ouvrir" in text(admin.get(answer["Location"]))
    assert (added.organisation, added.duration_min) == (motif.organisation, 30)
    assert added.is_published
    again = admin.post(f"{MOTIFS}ajouter/", **new(admin))
    assert again.status_code == 409
    assert f'<a href="{page(added)}">Ouvrir sa page</a>' in text(again)
    assert 'value="Carte d’identité"' in text(again)


@pytest.mark.parametrize(
    ("name", "slug"), [("حالة مدنية", "motif"), ("Retrouver", "retrouver-2"), ("Ajouter", "ajouter-2")]
)
def test_any_name_gets_an_address_of_its_own(admin: Browser, name: str, slug: str) -> None:
    assert admin.post(f"{MOTIFS}ajouter/", **new(admin) | {"nom": name}).status_code == 303
    assert Motif.objects.get(name=name).slug == slug


def test_renaming_keeps_the_address(admin: Browser, motif: Motif) -> None:
    slug = motif.slug
    answer = send(admin, motif, "essentiel", nom="Titres d’identité", duree="45", pas="15")
    assert answer["Location"] == f"{page(motif)}?fait=essentiel#essentiel"
    motif.refresh_from_db()
    assert (motif.slug, motif.name, motif.duration_min, motif.step_min) == (slug, "Titres d’identité", 45, 15)
    assert "C’est enregistré." in text(admin.get(f"{page(motif)}?fait=essentiel"))


SECTIONS = (
    "essentiel", "delais", "textes", "plusieurs", "rappels", "presence", "quota", "regles", "traductions",
)  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_saved_as_it_stands_changes_nothing(admin: Browser, motif: Motif, section: str) -> None:
    before = Motif.objects.values().get(pk=motif.pk)
    for _ in range(2):
        assert send(admin, motif, section).status_code == 303
    assert Motif.objects.values().get(pk=motif.pk) == before


def test_the_same_number_of_queries_whatever_there_is(admin: Browser, motif: Motif) -> None:
    for path in (MOTIFS, page(motif), f"{MOTIFS}ajouter/"):
        counts = []
        for number in (1, 12):
            for _ in range(number):
                make_motif(motif.organisation)
            admin.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert admin.get(path).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 8
