from datetime import UTC, datetime

import pytest

from booking.commands.record_presence import record_presence
from booking.models import Rdv
from booking.vocabulary import RdvStatus
from foundation.actors import Actor, ActorKind
from tests.booking.agents.conftest import HALF_HOUR, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, Office
from tests.makers.office import make_agent

A_ROW = '<tr role="row" id='
AN_AGENT = Actor(ActorKind.AGENT, name="Amina Benali")


def test_past_rdvs_without_outcome_are_counted_and_led_to(agent: Browser, office: Office) -> None:
    friday = [booked_in_the_past(office, hour) for hour in (9, 10, 11)]
    page = text(agent.get("/agent/agenda/"))
    assert '<a href="/agent/agenda/sans-issue/">3 rendez-vous passés à renseigner</a>' in page
    record_presence(friday[0], RdvStatus.HONOURED, by=AN_AGENT, now=NOW)
    listed = text(agent.get("/agent/agenda/sans-issue/"))
    assert listed.count(A_ROW) == 2
    assert str(friday[0].pk) not in listed


def test_those_of_colleagues_are_behind_a_tab(agent: Browser, office: Office) -> None:
    booked_in_the_past(office, 9)
    claire = Browser().sign_in(make_agent(office.agenda.organisation, first_name="Claire"))
    assert "à renseigner</a>" not in text(claire.get("/agent/agenda/"))
    assert "Tout est renseigné." in text(claire.get("/agent/agenda/sans-issue/"))
    assert text(claire.get("/agent/agenda/sans-issue/", agents="tous")).count(A_ROW) == 1


def test_an_outcome_noted_there_is_told_and_may_be_taken_back(agent: Browser, office: Office) -> None:
    rdv = booked_in_the_past(office, 9)
    path = "/agent/agenda/sans-issue/"
    after = f"{path}?agents=tous&amp;fait={rdv.pk}"
    assert f'name="retour" value="{after}"' in text(agent.get(path, agents="tous"))
    done = agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut="no_show", retour=after.replace("&amp;", "&"))
    page = text(agent.get(done["Location"]))
    assert "Zoé Martin : absent." in page
    assert "Effacer ce choix" in page
    assert A_ROW not in page
    agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut="scheduled", retour=path)
    assert "absent." not in text(agent.get(done["Location"]))


@pytest.mark.parametrize("said", ["x", "8d2a5a54-0000-4000-8000-000000000000", "\0"])
def test_an_outcome_that_nobody_noted_is_not_told(agent: Browser, said: str) -> None:
    answer = agent.get("/agent/agenda/sans-issue/", fait=said)
    assert answer.status_code == 200
    assert "Effacer ce choix" not in text(answer)


def booked_in_the_past(office: Office, hour: int) -> Rdv:
    rdv = booked(office, NINE + (hour - 9) * 2 * HALF_HOUR)
    rdv.starts_at = datetime(2026, 11, 20, hour - 1, tzinfo=UTC)
    rdv.ends_at = rdv.starts_at + HALF_HOUR
    rdv.save()
    return rdv
