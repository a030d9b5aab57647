"""Whatever the sequence of commands, the index is what the engine computes from the sources."""

from contextlib import suppress
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.queries.index_proof import differences
from foundation.errors import Refusal
from tenants.models import Tenant
from tests.booking.commands.bustle import AGENTS, CITIZENS, Bustle
from tests.booking.commands.busy_office import make_busy_office
from tests.booking.commands.conftest import NOW

ZONES = ("Europe/Paris", "Pacific/Noumea", "America/Martinique", "Indian/Reunion")
# A name, and the seed of what it draws.
GESTURES = st.tuples(st.sampled_from((*CITIZENS, *AGENTS)), st.integers(0, 999))


class Undo(Exception):
    """Each example leaves nothing to the next."""


def check(gestures: list[tuple[str, int]], zone: str) -> None:
    office = make_busy_office(time_zone=zone)
    somebody = Bustle(office, Random(0), 1)
    agenda_ids = [agenda.pk for agenda in office.agendas]
    for name, seed in gestures:
        somebody.draw = Random(seed)
        try:
            # A refusal undoes what its command began.
            with transaction.atomic():
                somebody.do(name)
        except Refusal:
            pass
    assert differences(agenda_ids, now=NOW) == []


def played(gestures: list[tuple[str, int]], zone: str) -> None:
    with suppress(Undo), transaction.atomic():
        check(gestures, zone)
        raise Undo


FIXTURE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=20, suppress_health_check=FIXTURE)
@given(gestures=st.lists(GESTURES, min_size=3, max_size=12), zone=st.sampled_from(ZONES))
def test_the_index_equals_the_engine_after_any_sequence_of_commands(
    at_arras: Tenant, gestures: list[tuple[str, int]], zone: str
) -> None:
    played(gestures, zone)


@pytest.mark.long
@pytest.mark.timeout(1_800)
@settings(max_examples=300, suppress_health_check=FIXTURE)
@given(gestures=st.lists(GESTURES, min_size=3, max_size=30), zone=st.sampled_from(ZONES))
def test_the_index_equals_the_engine_after_long_sequences(
    at_arras: Tenant, gestures: list[tuple[str, int]], zone: str
) -> None:
    played(gestures, zone)


@pytest.mark.parametrize("name", [*CITIZENS, *AGENTS])
def test_each_gesture_alone_keeps_the_index_true(at_arras: Tenant, name: str) -> None:
    check([("book", 1), ("book", 2), (name, 3), (name, 4)], "Europe/Paris")
