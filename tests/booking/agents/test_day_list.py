from booking.commands.cancel_rdv import cancel_by_service
from booking.commands.usagers import Identity
from foundation.actors import Actor, ActorKind
from tests.booking.agents.conftest import HALF_HOUR, MONDAY_859, TUESDAY, Browser, booked, text
from tests.booking.commands.conftest import NINE, NOW, Office

LIST = f"{TUESDAY}liste/"
ALI = Identity(first_name="Ali", last_name="Diallo", email="ali@exemple.fr")


def test_the_list_of_today_has_an_address_of_its_own(agent: Browser) -> None:
    assert agent.get("/agent/agenda/liste/")["Location"] == "/agent/agenda/2026-11-23/liste/"


def test_the_list_tells_the_day_in_time_order(agent: Browser, office: Office) -> None:
    booked(office, NINE + HALF_HOUR, ALI)
    booked(office, NINE)
    page = text(agent.get(LIST))
    assert page.index("Zoé Martin") < page.index("Ali Diallo")
    for word in ("9 h 30", office.motif.name, str(office.agent), office.lieu.name, "À venir"):
        assert word in page


def test_a_day_without_rdv_leads_to_its_free_times(agent: Browser) -> None:
    page = text(agent.get(LIST))
    assert "Aucun rendez-vous ce jour-là." in page
    assert f'href="{TUESDAY}"' in page
    assert "Voir les créneaux libres" in page


def test_a_day_when_nobody_receives_leads_to_the_next_one(agent: Browser) -> None:
    page = text(agent.get("/agent/agenda/2026-11-22/liste/"))
    assert "Aucun rendez-vous ce jour-là." in page
    sunday = text(agent.get("/agent/agenda/2026-11-29/liste/"))
    assert "Personne ne reçoit ce jour-là." in sunday
    assert "Prochain jour d’accueil : lundi 30 novembre" in sunday
    assert 'href="/agent/agenda/2026-11-30/liste/"' in sunday


def test_cancelled_rdvs_stay_on_the_list_without_button(agent: Browser, office: Office) -> None:
    cancel_by_service(booked(office), by=Actor(ActorKind.AGENT), now=NOW)
    page = text(agent.get(LIST))
    assert "Annulé" in page
    assert "statut/" not in page


def test_a_cancelled_rdv_stays_with_its_agent(agent: Browser, office: Office) -> None:
    cancel_by_service(booked(office), by=Actor(ActorKind.AGENT), now=NOW)
    page = text(agent.get(LIST, agents=str(office.agent.pk)))
    assert "Zoé Martin" in page
    assert page.index("Zoé Martin") < page.rindex(str(office.agent))
    assert "Zoé Martin" not in text(agent.get(LIST, agents="someone-else"))


def test_absent_is_offered_only_once_the_rdv_has_begun(agent: Browser, office: Office) -> None:
    booked(office, MONDAY_859 + HALF_HOUR / 30)
    page = text(agent.get("/agent/agenda/2026-11-23/liste/"))
    assert 'value="honoured"' in page
    assert 'value="no_show"' not in page
    assert 'value="honoured"' not in text(agent.get(LIST))


def test_an_outcome_is_one_click_and_comes_back_to_its_line(agent: Browser, office: Office) -> None:
    rdv = booked(office)
    back = f"{LIST}#rdv-{rdv.pk}"
    assert f'name="retour" value="{back}"' in text(agent.get(LIST))
    answer = agent.post(f"/agent/rdv/{rdv.pk}/statut/", statut="honoured", retour=back)
    assert (answer.status_code, answer["Location"]) == (303, back)
    page = text(agent.get(LIST))
    assert "Honoré" in page
    assert "Remettre à venir" in page


def test_the_list_keeps_the_chosen_agents(agent: Browser, office: Office) -> None:
    booked(office)
    assert "Zoé Martin" in text(agent.get(LIST, agents=str(office.agent.pk)))
    assert "Zoé Martin" not in text(agent.get(LIST, agents="someone-else"))
