"""The only way to send work to the workers: the tenant of the call is captured, the commit awaited."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from celery import current_app, shared_task
from celery.exceptions import Reject
from django.core.cache import caches
from django.db import connection as _connection
from django.db import transaction
from tenant_schemas_celery.task import TenantTask as LibraryTask

from foundation.correlation import current_correlation_id, use_correlation_id
from foundation.ports import tenant_by_id

logger = logging.getLogger(__name__)
connection: Any = _connection

PUBLIC = "public"
SCHEMA_HEADER = "_schema_name"
TENANT_HEADER = "_tenant_id"
CORRELATION_HEADER = "_correlation_id"
PUBLIC_HEADERS = {SCHEMA_HEADER: PUBLIC}
# A kick asks for one pass of a relay: while one waits in the queue, another would add nothing.
KICK_SECONDS = 5


class HouseTask(LibraryTask):
    """Runs only where its headers say: when its own switch fails, the library lets the body run in public."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return self.run(*args, **kwargs)
        if problem := self.objection():
            logger.error("task refused", extra={"task": self.name, "reason": problem})
            raise Reject(problem, requeue=False)
        with use_correlation_id(self.header(CORRELATION_HEADER)):
            return self.run(*args, **kwargs)

    def objection(self) -> str:
        """Why the task must not run here; empty when it may."""
        return "it is neither public nor an administration's"

    def header(self, name: str) -> Any:
        # Over Redis the headers are merged into the request.
        headers = self.request.headers or {}
        return headers[name] if name in headers else self.request.get(name)

    def get_tenant_for_schema(self, schema_name: str) -> Any:
        """Asked by the library's switch. A closed administration is refused, like an unknown one."""
        number = self.header(TENANT_HEADER)
        tenant = tenant_by_id(int(number)) if number else None
        if tenant is None or tenant.schema_name != schema_name:
            raise LookupError(f"no open administration for {schema_name}")
        return tenant


class PublicTask(HouseTask):
    abstract = True

    def objection(self) -> str:
        wanted, here = self.header(SCHEMA_HEADER), connection.schema_name
        return "" if wanted == here == PUBLIC else f"wants public, header {wanted}, connection {here}"


class TenantTask(HouseTask):
    abstract = True

    def objection(self) -> str:
        wanted, number = self.header(SCHEMA_HEADER), self.header(TENANT_HEADER)
        if not wanted or wanted == PUBLIC or not number:
            return f"wants an administration, header {wanted}"
        same = connection.schema_name == wanted and getattr(connection.tenant, "id", None) == int(number)
        return "" if same else f"header {wanted}, connection {connection.schema_name}"


def public_task[**P](name: str) -> Callable[[Callable[P, None]], Any]:
    """A task that works for every administration, from the public schema. `name` never changes."""
    return shared_task(name=name, base=PublicTask)


def tenant_task[**P](name: str) -> Callable[[Callable[P, None]], Any]:
    """A task that works inside the administration it was sent from. `name` never changes."""
    return shared_task(name=name, base=TenantTask)


def current_tenant_id() -> int | None:
    """None in the public schema."""
    return getattr(connection.tenant, "id", None) if connection.schema_name != PUBLIC else None


def send(task: Any, **kwargs: Any) -> None:
    """After the commit, in the administration of the call. Arguments are JSON.

    Never raises to the caller: with the broker down the task is lost and logged. What must happen is an event
    or a due row, never a bare task.
    """
    headers = {
        SCHEMA_HEADER: PUBLIC if isinstance(task, PublicTask) else connection.schema_name,
        TENANT_HEADER: None if isinstance(task, PublicTask) else current_tenant_id(),
        CORRELATION_HEADER: current_correlation_id(),
    }
    _after_commit(partial(_post, task.name, kwargs, headers))


def kick(name: str) -> None:
    """Ask for one pass of the public task `name` after the commit: one a transaction, one in the queue."""
    waiting = (function for _, function, _ in connection.run_on_commit)
    if not any(isinstance(function, _Kick) and function.name == name for function in waiting):
        _after_commit(_Kick(name))


def kick_taken(name: str) -> None:
    """The pass starts: the next event may ask for another."""
    _quietly(partial(caches["shared"].delete, f"kick:{name}"))


class _Kick:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> None:
        if _quietly(partial(caches["shared"].add, f"kick:{self.name}", 1, timeout=KICK_SECONDS)):
            _post(self.name, {}, {**PUBLIC_HEADERS, CORRELATION_HEADER: current_correlation_id()})


def _post(name: str, kwargs: dict[str, Any], headers: dict[str, Any]) -> None:
    _quietly(partial(current_app.send_task, name, kwargs=kwargs, headers=headers, retry=False))


def _quietly(gesture: Callable[[], Any]) -> Any:
    """The user's work is committed: a broker that is down must not turn it into an error."""
    try:
        return gesture()
    except Exception as error:  # the drivers' errors have no common parent
        logger.warning("broker out of reach", extra={"error": type(error).__name__})
        return None


def _after_commit(function: Callable[[], None]) -> None:
    # The one place that waits for a commit: everything else publishes an event or sends a task.
    transaction.on_commit(function, robust=True)  # noqa: TID251
