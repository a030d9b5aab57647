from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.commands.declare_absence import declare_absence
from booking.commands.hold_creneau import hold_creneau
from booking.commands.open_plage import open_plage
from booking.models import Absence, Agenda, Agent, PlageOuverture
from booking.vocabulary import AgendaKind
from tests.booking.agents.conftest import HALF_HOUR, TUESDAY, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, Office, visitor
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation


def colleague(office: Office, name: str, *, opens: bool = True) -> Agent:
    agent = make_agent(office.agenda.organisation, first_name=name, last_name="Dubois")
    if opens:
        plage = PlageOuverture(
            agenda=agent.agenda, lieu=office.lieu, first_day=date(2026, 11, 24), periods=[["14:00", "15:00"]]
        )
        open_plage(plage, [office.motif], now=NOW)
    return agent


def test_a_visitor_is_led_to_the_sign_in_page_and_back(office: Office) -> None:
    answer = Browser().get(TUESDAY)
    assert answer.status_code == 302
    assert answer["Location"] == "/connexion/?suite=%2Fagent%2Fagenda%2F2026-11-24%2F"


def test_the_door_of_the_agents_leads_to_today(agent: Browser) -> None:
    assert agent.get("/agent/")["Location"] == "/agent/agenda/"
    page = text(agent.get("/agent/agenda/"))
    assert "Lundi 23 novembre 2026 (aujourd’hui)" in page


def test_the_grid_shows_rdvs_openings_and_free_times(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    page = text(agent.get(TUESDAY))
    assert str(office.agent) in page
    assert office.lieu.name in page
    assert f"/agent/rdv/{rdv.pk}/" in page
    assert "Zoé Martin" in page
    assert office.motif.name in page
    assert 'class="ag-ouverture r-108 s-36"' in page
    assert "Nouveau rendez-vous à </span>9 h 30" in page
    assert f"debut=2026-11-24T09%3A30&amp;motif={office.motif.slug}" in page
    assert "Nouveau rendez-vous à </span>9 h<" not in page


def test_the_address_may_name_the_day_as_a_parameter(agent: Browser) -> None:
    assert "Mercredi 25 novembre 2026" in text(agent.get("/agent/agenda/", jour="2026-11-25"))


@pytest.mark.parametrize("day", ["2026-02-30", "1000-01-01", "9999-12-31", "2026-1-1"])
def test_a_day_that_does_not_exist_is_an_unknown_page(agent: Browser, day: str) -> None:
    assert agent.get(f"/agent/agenda/{day}/").status_code == 404


@pytest.mark.parametrize("day", ["demain", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_typed_wrong_is_refused_with_a_sentence(agent: Browser, day: str) -> None:
    answer = agent.get("/agent/agenda/", jour=day)
    assert answer.status_code == 422
    assert "Choisissez un jour" in text(answer)
    assert day in text(answer)


def test_the_first_and_the_last_day_have_no_neighbour_beyond(agent: Browser) -> None:
    assert agent.get("/agent/agenda/2000-01-01/").status_code == 200
    assert agent.get("/agent/agenda/2199-12-31/").status_code == 200


def test_colleagues_who_receive_that_day_are_shown_the_others_wait_in_the_filter(
    agent: Browser, office: Office
) -> None:
    colleague(office, "Claire")
    colleague(office, "Minh", opens=False)
    page = text(agent.get(TUESDAY))
    assert page.count('<section class="ag-agenda__colonne"') == 2
    assert page.count("Claire Dubois</h2>") == 1
    assert "Minh Dubois</bdi></label>" in page


def test_chosen_agents_are_shown_and_follow_to_the_next_day(agent: Browser, office: Office) -> None:
    minh = colleague(office, "Minh", opens=False)
    page = text(agent.get(TUESDAY, agents=str(minh.pk)))
    assert page.count('<section class="ag-agenda__colonne"') == 1
    assert f'href="/agent/agenda/2026-11-25/?agents={minh.pk}"' in page


@pytest.mark.parametrize("unknown", ["nobody", "agenda-abc", "agenda-99999999999999999999", "x" * 60])
def test_unknown_agents_are_nobody(agent: Browser, unknown: str) -> None:
    answer = agent.get(TUESDAY, agents=unknown)
    assert answer.status_code == 200
    assert "Personne ne reçoit" in text(answer)


def test_agents_of_another_organisation_are_not_shown_first(agent: Browser) -> None:
    elsewhere = make_organisation(name="Annexe de Beaurains")
    other = make_agent(elsewhere, first_name="Ali", last_name="Diallo")
    plage = PlageOuverture(
        agenda=other.agenda,
        lieu=make_lieu(elsewhere),
        first_day=date(2026, 11, 24),
        periods=[["09:00", "10:00"]],
    )
    open_plage(plage, [make_motif(elsewhere)], now=NOW)
    page = text(agent.get(TUESDAY))
    assert "Ali Diallo</h2>" not in page
    assert "Annexe de Beaurains" in page
    assert "Ali Diallo</h2>" in text(agent.get(TUESDAY, agents=str(other.pk)))


def test_free_times_may_be_asked_for_a_motif(agent: Browser, office: Office) -> None:
    short = make_motif(office.agenda.organisation, name="Retrait", slug="retrait", duration_min=10)
    PlageOuverture.objects.get(agenda=office.agenda).motifs.add(short)
    assert "motif=retrait" not in text(agent.get(TUESDAY))
    page = text(agent.get(TUESDAY, motif="retrait"))
    assert "debut=2026-11-24T09%3A10&amp;motif=retrait" in page
    assert "ag-libre" not in text(agent.get(TUESDAY, motif="inconnu"))


def test_a_gap_too_short_for_the_usual_motif_is_offered_for_another(agent: Browser, office: Office) -> None:
    short = make_motif(office.agenda.organisation, name="Retrait", slug="retrait", duration_min=10)
    PlageOuverture.objects.get(agenda=office.agenda).motifs.add(short)
    office.motif.duration_min = 25
    office.motif.save()
    booked(office, NINE)
    booked(office, NINE + 2 * HALF_HOUR - HALF_HOUR / 2)
    page = text(agent.get(TUESDAY))
    assert "debut=2026-11-24T09%3A25&amp;motif=retrait" in page


def test_an_absence_a_hold_and_a_holiday_are_hatched(agent: Browser, office: Office) -> None:
    away = Absence(
        agenda=office.agenda,
        title="Formation",
        first_day=date(2026, 11, 24),
        last_day=date(2026, 11, 24),
        start_time=time(11),
        end_time=time(12),
    )
    declare_absence(away, now=NOW)
    hold_creneau(office.wanted(NINE), visitor=visitor(), now=datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
    page = text(agent.get(TUESDAY))
    assert "Formation" in page
    assert "Réservation en cours" in page
    assert "Ce jour est férié." in text(agent.get("/agent/agenda/2026-12-25/"))
    christmas = text(agent.get("/agent/agenda/2026-12-25/", agents=str(office.agent.pk)))
    assert "Jour férié" in christmas
    assert "ag-libre" not in christmas


def test_a_counter_has_a_column_and_free_times_of_its_own(agent: Browser, office: Office) -> None:
    counter = Agenda.objects.create(
        organisation=office.agenda.organisation, kind=AgendaKind.GUICHET, title="Guichet 3", capacity=2
    )
    plage = PlageOuverture(
        agenda=counter, lieu=office.lieu, first_day=date(2026, 11, 24), periods=[["14:00", "15:00"]]
    )
    open_plage(plage, [office.motif], now=NOW)
    page = text(agent.get(TUESDAY))
    assert "Guichet 3</h2>" in page
    assert page.count(f"agent=agenda-{counter.pk}&amp;debut=2026-11-24T14%3A00") == 1
    address = f"/agent/rdv/nouveau/?agent=agenda-{counter.pk}&debut=2026-11-24T14:00"
    assert "Guichet 3" in text(agent.get(address))


def test_the_line_of_the_present_is_drawn_today_only(agent: Browser) -> None:
    assert 'class="ag-agenda__trait' in text(agent.get("/agent/agenda/"))
    assert 'class="ag-agenda__trait' not in text(agent.get(TUESDAY))


def test_the_number_of_queries_does_not_depend_on_the_number_of_agents(
    agent: Browser, office: Office
) -> None:
    booked(office)
    colleague(office, "Claire")
    agent.get(TUESDAY)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert agent.get(TUESDAY).status_code == 200
    for number in range(8):
        colleague(office, f"Agent {number}")
        booked(office, NINE + HALF_HOUR * (number % 5 + 1)) if number < 5 else None
    with CaptureQueriesContext(connection) as many:
        assert text(agent.get(TUESDAY)).count('<section class="ag-agenda__colonne"') == 10
    assert len(many) == len(few)
    assert len(many) <= 16
