"""A role per administration: another's table answers "permission denied", whatever the mistake."""

from typing import Any

from django.db import connection as _connection

from foundation.database.base import tenant_role

connection: Any = _connection

# What an administration's role may do in public, and nothing else: write its events and due rows with its own work.
# The relay and the due task read them as the login role.
PUBLIC_GRANTS = {
    "foundation_outbox_message": "INSERT",
    "foundation_outbox_delivery": "INSERT",
    "foundation_due_duerow": "SELECT, INSERT, UPDATE, DELETE",
}


def common_role() -> str:
    """Holds the public grants once; every administration's role is a member of it."""
    return tenant_role(connection.settings_dict["NAME"], "tenant")


def ensure_common_role() -> None:
    role = common_role()
    _create(role)
    with connection.cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        for table, rights in PUBLIC_GRANTS.items():
            cursor.execute(f'GRANT {rights} ON public."{table}" TO "{role}"')


def ensure_role(schema: str) -> None:
    """The administration's role and its rights on `schema`, tables to come included."""
    role = tenant_role(connection.settings_dict["NAME"], schema)
    _create(role)
    statements = [
        f'GRANT "{common_role()}" TO "{role}"',
        f'GRANT USAGE ON SCHEMA "{schema}" TO "{role}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO "{role}"',
        f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA "{schema}" TO "{role}"',
        f'ALTER DEFAULT PRIVILEGES IN SCHEMA "{schema}" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{role}"',
        f'ALTER DEFAULT PRIVILEGES IN SCHEMA "{schema}" GRANT USAGE ON SEQUENCES TO "{role}"',
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop_role(schema: str) -> None:
    role = tenant_role(connection.settings_dict["NAME"], schema)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone():
            cursor.execute(f'DROP OWNED BY "{role}"')
            cursor.execute(f'DROP ROLE "{role}"')


def _create(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE ROLE "{role}" NOLOGIN')
            cursor.execute(f'GRANT "{role}" TO CURRENT_USER')
