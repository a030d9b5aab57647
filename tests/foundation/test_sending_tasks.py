"""A task leaves with the transaction of the call; a broker that is down is nobody's trouble."""

import base64
import json
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from celery import current_app
from django.db import transaction
from redis import Redis
from tenant_schemas_celery.app import CeleryApp

from foundation.correlation import use_correlation_id
from foundation.tasks import kick, kick_taken, send
from foundation.tenancy import in_tenant
from project.celery import app
from tenants.models import Tenant
from tests.foundation.noting import CORRELATION, headers_of, note_in_public, note_in_tenant


class Sent(NamedTuple):
    task: str
    headers: dict[str, Any]
    kwargs: dict[str, Any]


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


def test_a_thread_of_the_web_server_sends_to_our_broker() -> None:
    found: list[str] = []
    thread = Thread(target=lambda: found.append(current_app.main))
    thread.start()
    thread.join()
    assert found == ["rdv"]
