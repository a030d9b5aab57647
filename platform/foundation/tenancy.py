"""The current administration, without knowing the class that describes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from django.db import connection


class CurrentTenant(Protocol):
    """What the floors below may know of the administration they work for."""

    id: int
    schema_name: str
    slug: str
    name: str
    short_name: str
    phone: str
    accent: str
    time_zone: str

    def url(self, path: str) -> str:
        """Absolute address of `path` on the administration's primary host."""
        ...


class NoTenant(RuntimeError):
    """Tenant code ran outside any administration: a programming error, never a user's."""


def current() -> CurrentTenant:
    """The administration of this connection. Raises NoTenant on the public schema."""
    tenant = connection.tenant  # type: ignore[attr-defined]
    if not getattr(tenant, "slug", None):
        raise NoTenant("no administration on this connection")
    return cast(CurrentTenant, tenant)


@contextmanager
def in_tenant(tenant: CurrentTenant) -> Iterator[CurrentTenant]:
    """Work inside `tenant`, then come back to whatever was current.

    The library's own context managers share state between threads (measured): never use them.
    Open transactions inside, never round it.
    """
    previous = connection.tenant  # type: ignore[attr-defined]
    connection.set_tenant(tenant)  # type: ignore[attr-defined]
    try:
        yield tenant
    finally:
        connection.set_tenant(previous)  # type: ignore[attr-defined]


@contextmanager
def in_public() -> Iterator[None]:
    """Work in the public schema, then come back to whatever was current."""
    previous = connection.tenant  # type: ignore[attr-defined]
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.set_tenant(previous)  # type: ignore[attr-defined]
