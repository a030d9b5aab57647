"""Work on a schema as its owner: migrations, provisioning and their proofs. Never a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as _connection

connection: Any = _connection


@contextmanager
def building(schema: str) -> Iterator[None]:
    """Search path on `schema`, then public, with the login role's rights; then back to what was current."""
    previous, connection.without_role = connection.tenant, True
    connection.set_schema(schema)
    connection.search_path_set_schemas = None
    try:
        yield
    finally:
        connection.without_role = False
        connection.set_tenant(previous)
        connection.search_path_set_schemas = None
