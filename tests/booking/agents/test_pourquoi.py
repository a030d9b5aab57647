from datetime import timedelta

from booking.commands.book_rdv import book_rdv
from booking.commands.change_agenda import change_agenda
from booking.models import UnmetDemand
from foundation.actors import VISITOR
from foundation.tenancy import in_tenant
from tenants.models import Tenant
from tests.booking.agents.conftest import PAS_DE_CALAIS, Browser, text
from tests.booking.commands.conftest import NINE, NOW, ZOE, Office, make_office
from tests.makers.office import make_agent, make_lieu, make_plage


def url(office: Office) -> str:
    return f"/agent/motifs/{office.motif.slug}/pourquoi/"


def test_an_agent_reads_when_the_first_time_is(agent: Browser, office: Office) -> None:
    page = text(agent.get(url(office)))
    assert f"Créneaux : {office.motif}" in page
    assert "Le premier : lundi 23 novembre 2026 à 9 h 30." in page


def test_an_agent_reads_who_lacks_what(agent: Browser, office: Office) -> None:
    change_agenda(office.agenda.pk, is_active=False, now=NOW)
    page = text(agent.get(url(office)))
    assert "Aucun créneau n’est proposé" in page
    assert "Aucune plage d’ouverture n’est prévue pour ce motif." in page
    assert str(office.agenda) in page
    assert "Plages d’ouverture" in page


def test_delays_bind_citizens_and_not_agents(agent: Browser, office: Office) -> None:
    office.motif.min_delay_s = office.motif.max_delay_s - 1
    office.motif.save()
    assert "trop proches" in text(agent.get(url(office)))
    assert "Des créneaux sont disponibles" in text(agent.get(url(office), pour="agents"))


def test_one_lieu_is_asked_about(agent: Browser, office: Office) -> None:
    elsewhere = make_lieu(office.agenda.organisation, name="Annexe du port", slug="port")
    other = make_agent(office.agenda.organisation).agenda
    make_plage(other, elsewhere, office.motif, periods=[["09:00", "09:10"]])
    page = text(agent.get(url(office), lieu="port"))
    assert "plus courtes que la durée du motif" in page
    assert str(office.agenda.title) not in page.split("<table")[1]
    assert agent.get(url(office), lieu="nulle-part").status_code == 404
    assert agent.get(url(office), lieu="\0").status_code == 404


def test_it_never_names_a_citizen(agent: Browser, office: Office) -> None:
    book_rdv(office.wanted(NINE), identity=ZOE, by=VISITOR, now=NOW)
    assert "Martin" not in text(agent.get(url(office)))


def test_a_colleague_of_another_administration_finds_nothing(
    pas_de_calais: Tenant, agent: Browser, office: Office
) -> None:
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    assert stranger.get(url(office)).status_code == 404


def test_demands_that_found_nothing_this_week_are_counted(agent: Browser, office: Office) -> None:
    assert "sans créneau" not in text(agent.get(url(office)))
    for number, days in enumerate((0, 6, 8)):
        at = NOW - timedelta(days=days)
        UnmetDemand.objects.create(
            reference=f"R-{number}", motif=office.motif, at=at, first_day=at.date(), last_day=at.date()
        )
    assert "2 demandes sans créneau ces sept derniers jours" in text(agent.get(url(office)))
