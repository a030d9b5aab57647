"""The access journal as the person reads it, and what they do themselves with their file."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from booking.commands.record_file_access import record_file_access
from booking.models import AccessEntry, Usager
from booking.queries.file_access import SHOWN_TO_THE_PERSON, accesses_of
from booking.queries.my_data import my_data
from booking.vocabulary import CreatedBy, FileAccess
from foundation.actors import SYSTEM, VISITOR, Actor, ActorKind
from tests.booking.agents.conftest import HALF_HOUR, MONDAY_859, Browser, booked, text
from tests.booking.agents.test_access_journal import ALI, JOURNAL, actor, usager_of
from tests.booking.commands.conftest import NINE, Office
from tests.makers.office import make_agent, make_service


@pytest.fixture
def zoe(office: Office) -> Usager:
    return usager_of(booked(office))


def herself(zoe: Usager) -> Actor:
    return Actor(ActorKind.USAGER, id=zoe.pk, name="Usager", people=(zoe.pk,))


def test_the_person_reads_a_service_and_a_role_but_no_name(
    office: Office, django_assert_num_queries: Any
) -> None:
    office.agent.services.add(make_service(name="Titres d’identité"))
    zoe, ali = usager_of(booked(office)), usager_of(booked(office, NINE + HALF_HOUR, ALI))
    record_file_access([zoe.pk, ali.pk], FileAccess.RDV_OPENED, by=actor(office.agent), now=MONDAY_859)
    with django_assert_num_queries(4):
        (seen,) = accesses_of([zoe.pk])
    assert (seen.at, seen.usager_id, seen.action) == (MONDAY_859, zoe.pk, FileAccess.RDV_OPENED)
    assert seen.organisations == (office.agenda.organisation.name,)
    assert (seen.services, seen.role) == (("Titres d’identité",), "Agent")
    assert office.agent.last_name not in repr(seen)


def test_who_takes_their_file_away_is_written_down_as_such(zoe: Usager) -> None:
    for _ in range(2):
        record_file_access([zoe.pk], FileAccess.EXPORTED, by=herself(zoe), now=MONDAY_859)
    entry = AccessEntry.objects.get()
    assert (entry.by, entry.agent, entry.usager) == (CreatedBy.USAGER, None, zoe)
    assert entry.action == FileAccess.EXPORTED
    assert str(entry) == "usager exported 2026-11-23 07:59"


def test_an_agent_who_exports_at_the_same_moment_has_their_own_line(office: Office, zoe: Usager) -> None:
    for by in (herself(zoe), actor(office.agent)):
        record_file_access([zoe.pk], FileAccess.EXPORTED, by=by, now=MONDAY_859)
    assert sorted(AccessEntry.objects.values_list("by", flat=True)) == ["agent", "usager"]


def test_who_proved_nothing_and_the_system_are_not_written_down(zoe: Usager) -> None:
    for by in (VISITOR, SYSTEM):
        record_file_access([zoe.pk], FileAccess.EXPORTED, by=by, now=MONDAY_859)
    assert not AccessEntry.objects.exists()


def test_an_access_is_of_an_agent_or_of_the_person_and_never_of_nobody(zoe: Usager) -> None:
    with pytest.raises(IntegrityError):
        AccessEntry.objects.create(usager=zoe, action=FileAccess.EXPORTED, at=MONDAY_859)


def test_the_administrator_and_the_person_read_who_exported(admin: Browser, zoe: Usager) -> None:
    record_file_access([zoe.pk], FileAccess.EXPORTED, by=herself(zoe), now=MONDAY_859)
    page = text(admin.get(JOURNAL))
    assert "Exporté" in page
    assert "par l’usager" in page
    (seen,) = accesses_of([zoe.pk])
    assert (seen.role, seen.services, seen.organisations) == ("Vous ou un proche", (), ())


def test_the_file_handed_over_has_every_access_for_the_same_number_of_queries(
    office: Office, zoe: Usager
) -> None:
    counts = []
    for number in (1, SHOWN_TO_THE_PERSON + 50):
        colleague = make_agent(office.agenda.organisation)
        AccessEntry.objects.bulk_create(
            AccessEntry(
                agent=colleague, usager=zoe, action=FileAccess.FOUND, at=MONDAY_859 - timedelta(hours=each)
            )
            for each in range(number)
        )
        with CaptureQueriesContext(connection) as queries:
            told = my_data([zoe.pk], now=MONDAY_859)
        counts.append(len(queries))
    assert json.loads(json.dumps(told)) == told, "a program reads it as it is"
    assert len(told["consultations"]) == SHOWN_TO_THE_PERSON + 51
    assert len(accesses_of([zoe.pk])) == SHOWN_TO_THE_PERSON, "a page shows the most recent"
    assert counts[0] == counts[1]
