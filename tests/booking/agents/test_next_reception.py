from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.models import Agenda, FreeTime
from booking.queries.next_reception import next_reception
from tests.booking.agents.conftest import HALF_HOUR, TUESDAY, Browser, booked, text
from tests.booking.commands.conftest import NINE, Office

NEW = "/agent/rdv/nouveau/"
SUNDAY, MONDAY, TUESDAY_24 = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)


def fill_monday(office: Office) -> None:
    monday = NINE - 48 * HALF_HOUR
    for number in range(6):
        booked(office, monday + number * HALF_HOUR)
    assert not FreeTime.objects.filter(day=MONDAY).exists()


def test_an_empty_grid_leads_to_the_next_day_of_reception(agent: Browser, office: Office) -> None:
    page = text(agent.get("/agent/agenda/2026-11-28/"))
    assert "Personne ne reçoit ce jour-là." in page
    assert "Prochain jour d’accueil : lundi 30 novembre" in page
    assert 'href="/agent/agenda/2026-11-30/"' in page
    chosen = text(agent.get("/agent/agenda/2026-11-28/", agents=str(office.agent.pk)))
    assert f'href="/agent/agenda/2026-11-30/?agents={office.agent.pk}"' in chosen


def test_a_past_day_leads_to_no_past_day(agent: Browser) -> None:
    assert "Prochain jour d’accueil : lundi 23 novembre" in text(agent.get("/agent/agenda/2026-10-04/"))


def test_a_day_full_of_rdvs_is_a_day_of_reception_but_not_to_book(agent: Browser, office: Office) -> None:
    fill_monday(office)
    agendas = list(Agenda.objects.all())
    assert next_reception(agendas, SUNDAY) == MONDAY
    assert next_reception(agendas, SUNDAY, to_book=True) == TUESDAY_24
    assert next_reception([], SUNDAY) is None
    with CaptureQueriesContext(connection) as queries:
        next_reception(agendas, SUNDAY)
    assert len(queries) == 1


def test_a_new_rdv_starts_from_the_first_free_time_of_the_day(agent: Browser, office: Office) -> None:
    booked(office, NINE)
    assert f'href="{NEW}?jour=2026-11-24"' in text(agent.get(TUESDAY))
    answer = agent.get(NEW, jour="2026-11-24")
    assert answer.status_code == 302
    assert f"agent={office.agent.pk}&debut=2026-11-24T09%3A30" in answer["Location"]
    assert agent.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23"])
def test_without_free_time_it_starts_from_the_next_day_with_some(
    agent: Browser, office: Office, day: str
) -> None:
    fill_monday(office)
    assert "debut=2026-11-24T09%3A00" in agent.get(NEW, jour=day)["Location"]


def test_without_any_free_time_to_come_the_day_says_so(agent: Browser) -> None:
    answer = agent.get(NEW, jour="2026-11-24", agents="nobody")
    assert answer["Location"] == f"{TUESDAY}?agents=nobody&complet=1"
    assert "Aucun créneau libre à venir." in text(agent.get(answer["Location"]))


def test_a_day_that_does_not_exist_has_no_first_time(agent: Browser) -> None:
    assert agent.get(NEW, jour="2026-02-30").status_code == 404


def test_the_name_of_the_administration_leads_to_the_agents_own_page(agent: Browser) -> None:
    page = text(agent.get(TUESDAY))
    assert '<a href="/agent/"><bdi' in page
    assert "Liste du jour" not in page
