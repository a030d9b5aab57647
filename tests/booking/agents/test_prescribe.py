"""An agent books in another organisation for somebody they accompany."""

import re
from uuid import uuid4

import pytest

from booking.commands.open_plage import open_plage
from booking.models import Motif, Participation, PlageOuverture, Rdv, Usager
from booking.vocabulary import BookableBy, CreatedBy
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, booked, text
from tests.booking.commands.conftest import NOW, Office, make_office
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation

PRESCRIBE = "/agent/prescrire/"
ZOE = {"prenom": "Zoé", "nom": "Martin", "telephone": "06 12 34 56 78", "courriel": ""}


@pytest.fixture
def theirs(office: Office) -> Motif:
    """A motif of another organisation, every morning."""
    centre = make_organisation(name="Centre social")
    motif = make_motif(centre, slug="budget", name="Budget", bookable_by=BookableBy.PRESCRIBERS)
    plage = PlageOuverture(
        agenda=make_agent(centre).agenda,
        lieu=make_lieu(centre, slug="centre"),
        first_day=NOW.date(),
        periods=[["09:00", "12:00"]],
        recurrence={"every": "week", "weekdays": [1, 2, 3, 4, 5]},
    )
    open_plage(plage, [motif], now=NOW)
    return motif


def first_time(agent: Browser) -> str:
    found = re.search(r'name="creneau" value="([^"]+)"', text(agent.get(f"{PRESCRIBE}budget/")))
    assert found
    return found[1]


def test_an_agent_books_elsewhere_and_keeps_seeing_it(office: Office, theirs: Motif, agent: Browser) -> None:
    page = text(agent.get(PRESCRIBE))
    assert "Centre social" in page
    assert office.motif.name not in page, "in one's own organisation, the agenda is there for that"
    answer = agent.post(f"{PRESCRIBE}budget/", creneau=first_time(agent))
    form = answer["Location"]
    assert "Centre social" in text(agent.get(form))
    key = str(uuid4())
    for _ in range(2):
        booked = agent.post(form, cle=key, **ZOE)
        assert booked.status_code == 303
    participation = Participation.objects.select_related("rdv").get()
    assert participation.prescriber == {"agent": str(office.agent.pk)}
    assert participation.rdv.created_by == CreatedBy.AGENT
    assert participation.rdv.organisation_id == theirs.organisation_id
    assert "Zoé Martin" in text(agent.get(booked["Location"]))


def test_a_known_usager_is_found_again(office: Office, theirs: Motif, agent: Browser) -> None:
    zoe = Usager.objects.create(
        first_name="Zoé", last_name="Martin", phone="+33612345678", email="zoe@exemple.fr", created_at=NOW
    )
    assert f"?usager={zoe.pk}" in text(agent.get(f"{PRESCRIBE}?usager={zoe.pk}"))
    at = first_time(agent)
    answer = agent.post(f"{PRESCRIBE}budget/?usager={zoe.pk}", creneau=at)
    assert 'value="zoe@exemple.fr"' in text(agent.get(answer["Location"]))
    agent.post(answer["Location"], cle=str(uuid4()), **ZOE)
    assert Participation.objects.get().usager == zoe


def test_a_time_gone_meanwhile_is_said(office: Office, theirs: Motif, agent: Browser) -> None:
    form = agent.post(f"{PRESCRIBE}budget/", creneau=first_time(agent))["Location"]
    agent.post(form, cle=str(uuid4()), **ZOE)
    refused = agent.post(form, cle=str(uuid4()), **ZOE | {"prenom": "Léo"})
    assert refused.status_code == 409
    assert "Choisir un autre créneau" in text(refused)
    assert 'value="Léo"' in text(refused)
    assert Rdv.objects.count() == 1


def test_bad_input_gets_a_sentence(office: Office, theirs: Motif, agent: Browser) -> None:
    form = agent.post(f"{PRESCRIBE}budget/", creneau=first_time(agent))["Location"]
    for wrong in ({"nom": ""}, {"nom": "x" * 100_000}, {"nom": "a\0b"}, {"telephone": "12"}):
        assert agent.post(form, cle=str(uuid4()), **ZOE | wrong).status_code == 422
    assert not Rdv.objects.exists()


def test_made_up_addresses_lead_nowhere(office: Office, theirs: Motif, agent: Browser) -> None:
    make_motif(theirs.organisation, slug="agents", bookable_by=BookableBy.AGENTS)
    for url in ("agents/", "inconnu/", "budget/personne/", "budget/personne/?creneau=demain"):
        assert agent.get(f"{PRESCRIBE}{url}").status_code == 404
    assert agent.post(f"{PRESCRIBE}budget/", creneau="demain").status_code == 422
    lieu = "2026-11-24T08:00:00Z@ailleurs"
    assert agent.get(f"{PRESCRIBE}budget/personne/", creneau=lieu).status_code == 404
    assert agent.get(f"{PRESCRIBE}budget/", semaine="2026-W99").status_code == 200
    assert agent.get(PRESCRIBE, usager="n'importe quoi").status_code == 200


def test_other_administrations_are_not_ours_to_prescribe_in(
    pas_de_calais: Tenant, office: Office, theirs: Motif, agent: Browser
) -> None:
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    assert stranger.get(f"{PRESCRIBE}budget/").status_code == 404
    assert "Centre social" not in text(stranger.get(PRESCRIBE))


@pytest.mark.parametrize("day", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_a_time_that_no_calendar_holds_is_no_page(
    office: Office, theirs: Motif, agent: Browser, day: str
) -> None:
    assert agent.post(f"{PRESCRIBE}budget/", creneau=f"{day}@centre").status_code == 422
    assert agent.get(f"{PRESCRIBE}budget/personne/", creneau=f"{day}@centre").status_code == 404


def test_nobody_is_led_to_prescribe_where_nobody_else_receives(office: Office, agent: Browser) -> None:
    rdv = booked(office)
    for url in ("/agent/agenda/", "/agent/aide/", f"/agent/rdv/{rdv.pk}/"):
        page = text(agent.get(url))
        assert PRESCRIBE not in page
        assert "prescrire dans une autre organisation" not in page
    by_hand = text(agent.get(PRESCRIBE))
    assert "Aucune autre organisation de votre administration n’ouvre de motif aux prescripteurs." in by_hand
    assert 'href="/agent/agenda/"' in by_hand


def test_where_somebody_else_receives_the_menu_and_the_rdv_lead_there(
    office: Office, theirs: Motif, agent: Browser
) -> None:
    rdv = booked(office)
    for url in ("/agent/agenda/", "/agent/aide/", f"/agent/rdv/{rdv.pk}/"):
        assert PRESCRIBE in text(agent.get(url))
    assert "prescrire dans une autre organisation" in text(agent.get(f"/agent/rdv/{rdv.pk}/"))


def test_in_ones_own_organisation_nothing_is_prescribed_by_hand(office: Office, agent: Browser) -> None:
    assert agent.get(f"{PRESCRIBE}{office.motif.slug}/").status_code == 404
