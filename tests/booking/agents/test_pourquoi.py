import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.book_rdv import book_rdv
from booking.commands.change_agenda import change_agenda
from booking.commands.open_session import open_session
from booking.models import Lieu, UnmetDemand
from foundation.actors import VISITOR, Actor, ActorKind
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


def test_a_motif_held_in_sessions_says_so(agent: Browser, office: Office) -> None:
    by = Actor(ActorKind.AGENT, name="Amina Benali")
    where = {"lieu_id": office.lieu.pk, "agenda_ids": [office.agenda.pk]}
    open_session(office.motif, **where, starts_at=NINE, seats=4, by=by, now=NOW)
    change_agenda(office.agenda.pk, is_active=False, now=NOW)
    page = text(agent.get(url(office)))
    assert "Ce motif se prend en séance collective" in page
    assert "1 séance ouverte à l’inscription" in page
    assert "Aucun créneau n’est proposé" not in page


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


def demand(office: Office, days_ago: float = 0, lieu: Lieu | None = None, reference: str = "") -> UnmetDemand:
    at = NOW - timedelta(days=days_ago)
    return UnmetDemand.objects.create(
        reference=reference or f"R-{UnmetDemand.objects.count()}",
        motif=office.motif,
        lieu=lieu,
        at=at,
        first_day=at.date(),
        last_day=at.date() + timedelta(days=30),
    )


def table(page: str) -> list[list[str]]:
    """Heads, then rows, of the demands that found nothing."""
    found = page.split("Par jour et par lieu</caption>")[1].split("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found.split("</tr>")]
    return [[re.sub(r"<[^>]*>", "", cell).strip() for cell in row] for row in rows if row]


def test_demands_that_found_nothing_are_counted_by_day_and_lieu(agent: Browser, office: Office) -> None:
    assert "sans créneau" not in text(agent.get(url(office)))
    port = make_lieu(office.agenda.organisation, name="Annexe du port", slug="port")
    for days, lieu in ((0, port), (0, None), (0, None), (13, office.lieu), (14, port)):
        demand(office, days, lieu)
    page = text(agent.get(url(office)))
    assert "4 demandes ces quatorze derniers jours" in page
    names = sorted([port.name, office.lieu.name])
    counts = {port.name: ["1", "0"], office.lieu.name: ["0", "1"]}
    assert table(page) == [
        ["Jour", *names, "Sans lieu précis"],
        ["lundi 23 novembre", *(counts[name][0] for name in names), "2"],
        ["mardi 10 novembre", *(counts[name][1] for name in names), "0"],
    ]
    assert "Ces demandes ne sont comptées qu’une fois." in page


def test_of_one_lieu_the_others_are_left_out(agent: Browser, office: Office) -> None:
    port = make_lieu(office.agenda.organisation, name="Annexe du port", slug="port")
    make_plage(make_agent(office.agenda.organisation).agenda, port, office.motif)
    demand(office, lieu=port)
    demand(office, lieu=office.lieu)
    assert table(text(agent.get(url(office), lieu="port")))[0] == ["Jour", "Annexe du port"]


def test_the_number_of_queries_does_not_grow_with_lieux_and_days(agent: Browser, office: Office) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            agent.get(url(office))
        return len(queries)

    demand(office, lieu=office.lieu)
    asked()
    before = asked()
    for number in range(6):
        lieu = make_lieu(office.agenda.organisation, name=f"Annexe {number}", slug=f"annexe-{number}")
        demand(office, number, lieu)
    assert asked() == before


HELP = "/agent/aide/"


def test_a_receipt_of_ours_is_verified_however_it_was_typed(agent: Browser, office: Office) -> None:
    assert 'href="/agent/aide/#recepisse"' in text(agent.get(url(office)))
    demand(office, lieu=office.lieu, reference="7KQ4-M2RT")
    for typed in ("7KQ4-M2RT", " 7kq4-m2rt ", "7kq4m2rt", "7KQ4 M2RT"):
        page = text(agent.get(HELP, reference=typed))
        assert "Ce récépissé est authentique" in page
        for word in (office.motif.name, office.lieu.name, "lundi 23 novembre 2026 à 8 h", "7KQ4-M2RT"):
            assert word in page


@pytest.mark.parametrize("typed", ["AAAA-AAAA", "\0", "é" * 500, "<script>", "' OR 1=1"])
def test_an_unknown_receipt_is_said_to_be_unknown(agent: Browser, office: Office, typed: str) -> None:
    demand(office, reference="7KQ4-M2RT")
    page = text(agent.get(HELP, reference=typed))
    assert "authentique" not in page
    assert "Ce récépissé est inconnu" in page
    assert "<script>" not in page.split("Vérifier un récépissé")[1].split("</section>")[0]


def test_nothing_is_said_of_a_receipt_before_one_is_asked_about(agent: Browser) -> None:
    for page in (text(agent.get(HELP)), text(agent.get(HELP, reference=" "))):
        assert "Référence du récépissé" in page
        assert "inconnu" not in page.split("Vérifier un récépissé")[1].split("</section>")[0]


def test_a_receipt_of_another_administration_is_unknown_here(
    pas_de_calais: Tenant, agent: Browser, office: Office
) -> None:
    demand(office, reference="7KQ4-M2RT")
    with in_tenant(pas_de_calais):
        stranger = Browser(PAS_DE_CALAIS).sign_in(make_office().agent)
    assert "Ce récépissé est inconnu" in text(stranger.get(HELP, reference="7KQ4-M2RT"))
