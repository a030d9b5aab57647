"""Agents search without delays, over many agents, lieux and motifs, in a constant number of queries."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from booking.commands.open_plage import open_plage
from booking.models import Agenda, Lieu, Motif, PlageOuverture
from booking.queries.agent_search import Found, agent_search
from booking.queries.creneaux import creneaux
from booking.queries.earliest import next_across
from booking.queries.offers import next_by_motif
from booking.vocabulary import AgendaKind, Modalite
from tenants.models import Tenant
from tests.makers.office import make_agent, make_lieu, make_motif, make_organisation, make_service

# A Monday in winter.
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MONDAY = NOW.date()


def plage(
    agenda: Agenda, lieu: Lieu | None, *motifs: Motif, hours: tuple[str, str] = ("09:00", "10:00")
) -> None:
    rule = {"every": "week", "weekdays": [1, 2, 3, 4, 5]}
    opening = PlageOuverture(
        agenda=agenda, lieu=lieu, first_day=date(2026, 11, 23), periods=[list(hours)], recurrence=rule
    )
    open_plage(opening, motifs, now=NOW)


def told(found: list[Found]) -> list[tuple[str, int, int | None]]:
    return [(f"{each.start:%d %H:%M}", each.agenda.pk, each.lieu.pk if each.lieu else None) for each in found]


def test_one_entry_per_start_agent_and_lieu(at_arras: Tenant) -> None:
    organisation = make_organisation()
    motif = make_motif(organisation, min_delay_s=5 * 86_400, max_delay_s=6 * 86_400)
    here, there = make_lieu(organisation), make_lieu(organisation)
    first, second = (make_agent(organisation) for _ in range(2))
    plage(first.agenda, here, motif)
    plage(first.agenda, there, motif, hours=("14:00", "14:30"))
    plage(second.agenda, here, motif)
    found = told(agent_search(motif, from_day=MONDAY, now=NOW))
    assert found[:5] == [
        ("23 09:00", first.agenda.pk, here.pk),
        ("23 09:00", second.agenda.pk, here.pk),
        ("23 09:30", first.agenda.pk, here.pk),
        ("23 09:30", second.agenda.pk, here.pk),
        ("23 14:00", first.agenda.pk, there.pk),
    ]
    assert len(found) == len(set(found)) == 25
    of_second = agent_search(motif, from_day=MONDAY + timedelta(days=4), now=NOW, agent_ids=[second.pk])
    assert [each[0] for each in told(of_second)] == [
        f"{day} 09:{minute}" for day in (27, 30) for minute in ("00", "30")
    ] + [f"0{day} 09:{minute}" for day in (1, 2, 3) for minute in ("00", "30")]
    at_there = agent_search(motif, from_day=MONDAY, now=NOW, lieu_ids=[there.pk])
    assert {each.lieu for each in at_there} == {there}
    assert agent_search(motif, from_day=MONDAY, now=NOW, agent_ids=[]) == []


@pytest.mark.parametrize("agents", [1, 5])
def test_the_number_of_queries_does_not_grow(
    at_arras: Tenant, agents: int, django_assert_num_queries: Any
) -> None:
    organisation = make_organisation()
    service = make_service()
    kinds = [Modalite.ON_SITE, Modalite.PHONE, Modalite.VISIO]
    motifs = [make_motif(organisation, service=service, modalite=kind) for kind in kinds]
    lieu = make_lieu(organisation)
    for _ in range(agents):
        agenda = make_agent(organisation).agenda
        plage(agenda, lieu, motifs[0])
        plage(agenda, None, *motifs[1:], hours=("10:00", "11:00"))
    asked = list(Motif.objects.filter(service=service).select_related("organisation"))
    with django_assert_num_queries(3):
        found = agent_search(asked[0], from_day=MONDAY, now=NOW)
        assert all(str(each.agenda.agent) and each.lieu for each in found)
    with django_assert_num_queries(2):
        assert len(next_across(asked, now=NOW)) == 5


def test_the_next_five_come_from_every_channel(at_arras: Tenant) -> None:
    organisation = make_organisation()
    on_site = make_motif(organisation)
    by_phone = make_motif(organisation, modalite=Modalite.PHONE, duration_min=20)
    lieu = make_lieu(organisation)
    first, second = (make_agent(organisation).agenda for _ in range(2))
    for agenda in (first, second):
        plage(agenda, lieu, on_site)
        plage(agenda, None, by_phone, hours=("09:20", "10:00"))
    found = next_across([on_site, by_phone], now=NOW)
    assert [(f"{each.start:%H:%M}", each.motif_id, each.agenda_id) for each in found] == [
        ("08:00", on_site.pk, first.pk),
        ("08:20", by_phone.pk, first.pk),
        ("08:30", on_site.pk, first.pk),
        ("08:40", by_phone.pk, first.pk),
        ("08:00", on_site.pk, first.pk),
    ]
    assert found[-1].start.date() == MONDAY + timedelta(days=1)


def test_a_far_time_is_found_too(at_arras: Tenant) -> None:
    organisation = make_organisation()
    motif = make_motif(organisation)
    agenda = make_agent(organisation).agenda
    opening = PlageOuverture(agenda=agenda, first_day=date(2027, 3, 1), periods=[["09:00", "09:30"]])
    open_plage(opening, [motif], now=NOW)
    assert [each.start.date() for each in next_across([motif], now=NOW)] == [date(2027, 3, 1)]
    assert next_across([motif], now=NOW, within_delays=True) == []
    assert next_across([], now=NOW) == []


def test_what_a_motif_requires_binds_these_searches_too(at_arras: Tenant) -> None:
    organisation = make_organisation()
    motif = make_motif(organisation, requires=[{"kind": "agent", "agendas": [], "count": 1}])
    lieu = make_lieu(organisation)
    plage(make_agent(organisation).agenda, lieu, motif)
    assert agent_search(motif, from_day=MONDAY, now=NOW) == []
    assert next_across([motif], now=NOW) == []
    assert next_by_motif([motif], now=NOW) == {}
    plage(make_agent(organisation).agenda, lieu, hours=("09:15", "10:00"))
    soonest = creneaux(motif, first_day=MONDAY, last_day=MONDAY, now=NOW)[0].start
    assert f"{soonest:%H:%M}" == "08:15"
    assert next_across([motif], now=NOW)[0].start == soonest
    assert next_by_motif([motif], now=NOW) == {motif.pk: soonest}
    assert agent_search(motif, from_day=MONDAY, now=NOW)[0].agenda.kind == AgendaKind.AGENT
