from booking.vocabulary import AgentNotices, OpeningNotices
from foundation.due.models import DueRow
from foundation.tenancy import in_public
from tests.booking.agents.conftest import Browser, text
from tests.booking.commands.conftest import Office

URL = "/agent/preferences/"


def test_an_agent_reads_their_present_choice(agent: Browser, office: Office) -> None:
    page = agent.get(URL)
    assert page.status_code == 200
    assert office.agent.email in text(page)
    assert 'value="others" checked' in " ".join(text(page).split())


def test_an_agent_chooses(agent: Browser, office: Office) -> None:
    answer = agent.post(URL, avis="soon", ouvertures="none", arrivees="on", resume="on")
    assert answer["Location"] == f"{URL}?fait=1"
    office.agent.refresh_from_db()
    assert (office.agent.notices, office.agent.daily_digest) == (AgentNotices.SOON, True)
    assert (office.agent.opening_notices, office.agent.arrival_notices) == (OpeningNotices.NONE, True)
    with in_public():
        assert DueRow.objects.filter(kind="booking.digest", ref="Europe/Paris").count() == 1
    assert "Préférences enregistrées" in text(agent.get(answer["Location"]))


def test_no_digest_unless_asked_for(agent: Browser, office: Office) -> None:
    agent.post(URL, avis="all", ouvertures="others")
    office.agent.refresh_from_db()
    assert (office.agent.notices, office.agent.daily_digest) == (AgentNotices.ALL, False)


def test_an_answer_that_does_not_exist_is_refused(agent: Browser, office: Office) -> None:
    assert agent.post(URL, avis="jamais", ouvertures="others").status_code == 422
    office.agent.refresh_from_db()
    assert office.agent.notices == AgentNotices.OTHERS


def test_arrivals_are_told_to_who_asks_only(agent: Browser, office: Office) -> None:
    assert not office.agent.arrival_notices
    agent.post(URL, avis="all", ouvertures="others")
    office.agent.refresh_from_db()
    assert not office.agent.arrival_notices


def test_openings_have_a_choice_of_their_own(agent: Browser, office: Office) -> None:
    assert office.agent.opening_notices == OpeningNotices.OTHERS
    assert agent.post(URL, avis="all", ouvertures="soon").status_code == 422
    assert agent.post(URL, avis="all").status_code == 422


def test_the_header_leads_there(agent: Browser) -> None:
    assert f'href="{URL}"' in text(agent.get("/agent/agenda/2026-11-23/liste/"))


def test_a_visitor_signs_in_first(office: Office) -> None:
    assert Browser().get(URL).status_code != 200
