import base64
import json
import logging
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from celery import current_app
from celery.app.trace import build_tracer
from django.db import connection, transaction
from redis import Redis
from tenant_schemas_celery.app import CeleryApp

from foundation.correlation import current_correlation_id, use_correlation_id
from foundation.tasks import PublicTask, kick, kick_taken, public_task, send, tenant_task
from foundation.tenancy import in_tenant
from project.celery import app
from project.schedule import TIMETABLE
from tenants.models import Tenant
from tests.foundation.outbox.closing import suspended

CORRELATION = "0123456789abcdef0123456789abcdef"


class Sent(NamedTuple):
    task: str
    headers: dict[str, Any]
    kwargs: dict[str, Any]


seen: list[tuple[str, str, dict[str, Any]]] = []


@tenant_task("tests.note_in_tenant")
def note_in_tenant(**facts: Any) -> None:
    seen.append((connection.schema_name, current_correlation_id(), facts))  # type: ignore[attr-defined]


@public_task("tests.note_in_public")
def note_in_public(**facts: Any) -> None:
    seen.append((connection.schema_name, current_correlation_id(), facts))  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    seen.clear()


@pytest.fixture
def broker() -> Iterator[Callable[[], list[Sent]]]:
    """The real broker, in a queue of the test's own. Tells what waits there, oldest first."""
    name = f"tests-{uuid4().hex}"
    own = CeleryApp("tests", broker=app.conf.broker_url, set_as_current=True)
    own.conf.task_default_queue = name
    redis = Redis.from_url(app.conf.broker_url)
    yield lambda: [_read(raw) for raw in reversed(redis.lrange(name, 0, -1))]
    redis.delete(name)
    redis.close()
    own.close()
    app.set_current()


@pytest.fixture
def no_broker() -> Iterator[None]:
    lost = CeleryApp("tests", broker="redis://127.0.0.1:1/0", set_as_current=True)
    lost.conf.broker_transport_options = app.conf.broker_transport_options
    yield
    lost.close()
    app.set_current()


def _read(raw: bytes | str) -> Sent:
    message = json.loads(raw)
    _, kwargs, _ = json.loads(base64.b64decode(message["body"]))
    return Sent(message["headers"]["task"], message["headers"], kwargs)


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


def headers_of(tenant: Tenant) -> dict[str, Any]:
    return {"_schema_name": tenant.schema_name, "_tenant_id": tenant.id}


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


@pytest.mark.django_db(transaction=True)
def test_a_task_waits_for_the_commit_and_keeps_the_administration_of_the_call(
    arras: Tenant, broker: Callable[[], list[Sent]]
) -> None:
    with transaction.atomic():
        with in_tenant(arras), use_correlation_id(CORRELATION):
            send(note_in_tenant, ref="7Kq")
        send(note_in_public)
        assert broker() == []
    first, second = broker()
    assert (first.task, first.kwargs) == ("tests.note_in_tenant", {"ref": "7Kq"})
    assert {**first.headers, **headers_of(arras), "_correlation_id": CORRELATION} == first.headers
    assert (second.task, second.headers["_schema_name"]) == ("tests.note_in_public", "public")


@pytest.mark.django_db(transaction=True)
def test_a_task_vanishes_with_its_transaction(arras: Tenant, broker: Callable[[], list[Sent]]) -> None:
    def abandoned() -> None:
        with in_tenant(arras), transaction.atomic():
            send(note_in_tenant)
            kick(f"tests.{uuid4()}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        abandoned()
    assert broker() == []


@pytest.mark.django_db(transaction=True)
def test_many_kicks_make_one_task_until_it_starts(broker: Callable[[], list[Sent]]) -> None:
    name = f"tests.{uuid4()}"
    for _ in range(3):
        with transaction.atomic():
            kick(name)
            kick(name)
    assert [sent.task for sent in broker()] == [name]
    kick_taken(name)
    kick(name)
    assert [sent.headers["_schema_name"] for sent in broker()] == ["public", "public"]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_never_reaches_the_user(
    arras: Tenant, no_broker: None, caplog: pytest.LogCaptureFixture
) -> None:
    with in_tenant(arras), transaction.atomic():
        send(note_in_tenant)
        kick(f"tests.{uuid4()}")
    assert [record.message for record in caplog.records] == ["broker out of reach"] * 2


@pytest.mark.django_db(transaction=True)
def test_a_cache_that_is_down_never_reaches_the_user(
    settings: Any, no_broker: None, caplog: pytest.LogCaptureFixture
) -> None:
    lost = {**settings.CACHES["shared"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "shared": lost}
    with transaction.atomic():
        kick(f"tests.{uuid4()}")
    kick_taken("tests.anything")
    assert [record.message for record in caplog.records] == ["broker out of reach"] * 2


def test_every_line_of_the_timetable_names_a_task_that_exists_and_runs_in_public() -> None:
    app.autodiscover_tasks(force=True)
    for line in TIMETABLE.values():
        assert isinstance(app.tasks[line["task"]], PublicTask)
        assert line["options"]["headers"] == {"_schema_name": "public"}


def test_a_thread_of_the_web_server_sends_to_our_broker() -> None:
    found: list[str] = []
    thread = Thread(target=lambda: found.append(current_app.main))
    thread.start()
    thread.join()
    assert found == ["rdv"]
