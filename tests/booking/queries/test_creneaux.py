"""Searches say in SQL, from the index, what the engine says from the sources."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.availability import engine
from booking.availability.wall_clock import local_day
from booking.availability.window import Window
from booking.models import Agenda, Motif, PlageOuverture
from booking.queries.creneaux import (
    Creneau,
    creneaux,
    delays_of,
    grid_of,
    nearest,
    next_by_lieu,
    starts_by_lieu,
)
from booking.queries.questions import question_of
from booking.queries.sources import load_sources
from tenants.models import Tenant
from tests.booking.queries.schedules import MONDAY, Choices, furnish, offices

random_offices = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
ONE_DAY = timedelta(days=1)
LONG = timedelta(days=20)


@contextmanager
def furnished(choices: Choices) -> Iterator[Motif]:
    """Each example leaves the administration as it was."""
    with transaction.atomic():
        yield Motif.objects.select_related("organisation").get(pk=furnish(choices).pk)
        transaction.set_rollback(True)


def said_by_the_engine(motif: Motif, window: Window, now: datetime) -> set[Creneau]:
    agenda_ids = Agenda.objects.values_list("pk", flat=True)
    sources = load_sources(list(agenda_ids), MONDAY - ONE_DAY, MONDAY + LONG)
    offered = list(PlageOuverture.objects.filter(motifs=motif))
    question = question_of(motif.organisation, sources, now=now, grid=grid_of(motif), plages=offered)
    return {
        Creneau(each.start, each.lieu, each.agenda)  # type: ignore[arg-type]
        for each in engine.creneaux(question, window)
    }


@random_offices
@given(choices=offices)
def test_the_earliest_time_of_each_lieu_is_the_engines(at_arras: Tenant, choices: Choices) -> None:
    with furnished(choices) as motif:
        now = choices["now"]
        expected: dict[int | None, Creneau] = {}
        for each in sorted(said_by_the_engine(motif, delays_of(motif).window(now), now), key=_rank):
            expected.setdefault(each.lieu_id, each)
        assert next_by_lieu(motif, now=now) == expected
        places = {pk: each for pk, each in expected.items() if pk is not None}
        assert next_by_lieu(motif, now=now, lieu_ids=list(places)) == places


@random_offices
@given(choices=offices, within_delays=st.booleans())
def test_the_times_of_some_days_are_the_engines(
    at_arras: Tenant, choices: Choices, within_delays: bool
) -> None:
    with furnished(choices) as motif:
        now = choices["now"]
        days = MONDAY, MONDAY + timedelta(days=8)
        window = delays_of(motif).window(now) if within_delays else Window(now, now + LONG)
        found = creneaux(motif, first_day=days[0], last_day=days[1], now=now, within_delays=within_delays)
        assert found == sorted(found, key=_rank)
        assert len(found) == len(set(found))
        expected = said_by_the_engine(motif, window, now)
        zone = ZoneInfo(motif.organisation.time_zone)
        # The days asked are those on which openings begin: a night's last times are on the day after.
        sure = {each for each in expected if days[0] < local_day(each.start, zone) < days[1]}
        assert sure <= set(found) <= expected
        if within_delays:
            by_lieu = starts_by_lieu(motif, first_day=days[0], last_day=days[1], now=now)
            times = {lieu_id: sorted({c.start for c in found if c.lieu_id == lieu_id}) for lieu_id in by_lieu}
            assert by_lieu == times
            assert sum(map(len, by_lieu.values())) == len({(c.lieu_id, c.start) for c in found})


def _rank(creneau: Creneau) -> tuple[datetime, int, int]:
    """PostgreSQL puts what has no lieu last."""
    return creneau.start, creneau.lieu_id or 2**62, creneau.agenda_id


@pytest.mark.parametrize("agents", [1, 12])
def test_a_search_is_one_query_whatever_the_size(
    at_arras: Tenant, agents: int, django_assert_num_queries: Any
) -> None:
    plage = {"lieu": 0, "offered": True, "weekdays": {1, 2, 3, 4, 5}, "hours": (time(9), time(12))}
    choices: Choices = {
        "zone": "Europe/Paris",
        "motif": {"duration_min": 30},
        "plages": [plage | {"agenda": number % 3, "lieu": number % 2} for number in range(agents)],
        "taken": [],
        "absences": [],
        "capacity": 1,
        "now": datetime.fromisoformat("2026-03-23T06:00:00+00:00"),
    }
    motif = furnish(choices)
    now: datetime = choices["now"]
    days: dict[str, Any] = {"first_day": MONDAY, "last_day": MONDAY + LONG}
    lieux = [pk for pk in next_by_lieu(motif, now=now) if pk]
    with django_assert_num_queries(1):
        assert creneaux(motif, **days, now=now, lieu_ids=lieux)
    with django_assert_num_queries(1):
        assert starts_by_lieu(motif, **days, now=now, lieu_ids=lieux)
    with django_assert_num_queries(1):
        assert len(next_by_lieu(motif, now=now, lieu_ids=lieux)) == len(lieux)
    with django_assert_num_queries(1):
        assert len(nearest(motif, around=now, now=now)) == 3
