"""A task runs where its headers say, or not at all."""

import logging
from typing import Any
from uuid import uuid4

import pytest
from celery.app.trace import build_tracer
from django.db import connection

from foundation.tasks import PublicTask
from foundation.tenancy import in_tenant
from project.celery import app
from project.schedule import TIMETABLE
from tenants.models import Tenant
from tests.foundation.noting import CORRELATION, headers_of, note_in_public, note_in_tenant, seen
from tests.foundation.outbox.closing import suspended


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    seen.clear()


def run(task: Any, **headers: Any) -> str:
    """As a worker runs what it took from the queue, with these headers and no other. Returns the state."""
    request = {
        "id": str(uuid4()),
        "task": task.name,
        "headers": headers,
        "delivery_info": {},
        "is_eager": True,
    }
    outcome = build_tracer(task.name, task, app=app, eager=True)(request["id"], [], {}, request)
    return outcome.info.state if outcome.info else "SUCCESS"


@pytest.mark.django_db
def test_a_tenant_task_runs_in_the_administration_of_its_header(arras: Tenant) -> None:
    assert run(note_in_tenant, **headers_of(arras), _correlation_id=CORRELATION) == "SUCCESS"
    assert seen == [(arras.schema_name, CORRELATION, {})]
    assert connection.schema_name == "public"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_tenant_task_without_its_header_is_refused(arras: Tenant, caplog: pytest.LogCaptureFixture) -> None:
    assert run(note_in_tenant) == "REJECTED"
    assert run(note_in_tenant, _schema_name="public") == "REJECTED"
    assert run(note_in_tenant, _schema_name=arras.schema_name) == "REJECTED"
    assert seen == []
    refusals = [record.levelno for record in caplog.records if record.message == "task refused"]
    assert refusals == [logging.ERROR] * 3


@pytest.mark.django_db
def test_a_tenant_task_whose_headers_disagree_is_refused(arras: Tenant, pas_de_calais: Tenant) -> None:
    mixed = {"_schema_name": arras.schema_name, "_tenant_id": pas_de_calais.id}
    assert run(note_in_tenant, **mixed) == "REJECTED"
    with in_tenant(arras):
        assert run(note_in_tenant, **mixed) == "REJECTED"
    assert seen == []


@pytest.mark.django_db
def test_a_task_of_a_suspended_administration_is_refused(arras: Tenant) -> None:
    with suspended(arras):
        assert run(note_in_tenant, **headers_of(arras)) == "REJECTED"
    assert seen == []


@pytest.mark.django_db
def test_a_public_task_wants_its_header_too(arras: Tenant) -> None:
    assert run(note_in_public) == "REJECTED"
    assert run(note_in_public, **headers_of(arras)) == "REJECTED"
    assert seen == []
    assert run(note_in_public, _schema_name="public") == "SUCCESS"
    assert [schema for schema, _, _ in seen] == ["public"]


def test_every_line_of_the_timetable_names_a_task_that_exists_and_runs_in_public() -> None:
    app.autodiscover_tasks(force=True)
    for line in TIMETABLE.values():
        assert isinstance(app.tasks[line["task"]], PublicTask)
        assert line["options"]["headers"] == {"_schema_name": "public"}
