"""A role per administration: another's table answers "permission denied", whatever the mistake."""

from collections.abc import Iterable
from typing import Any

from django.db import connection as _connection

from foundation.database.base import tenant_role

connection: Any = _connection

# What an administration's role may do in public, and nothing else: write its events and due rows with its own work,
# and that a message of its own has left. The relay, the due task and the carriers' doors read them as the login role.
PUBLIC_GRANTS = {
    "foundation_outbox_message": "INSERT",
    "foundation_outbox_delivery": "INSERT",
    "foundation_due_duerow": "SELECT, INSERT, UPDATE, DELETE",
    "foundation_courier_posted": "INSERT",
}

# The number of the administration, read in the name of the role that it has taken.
OWN = "tenant_id = substring(current_user from '_t([0-9]+)$')::bigint"
# A delivery has no administration of its own: its key says that the message exists, and nothing of it can be read.
GUARDED = ("foundation_outbox_message", "foundation_due_duerow", "foundation_courier_posted")
POLICY = "own_rows"


def common_role() -> str:
    """Holds the public grants once; every administration's role is a member of it."""
    return tenant_role(connection.settings_dict["NAME"], "tenant")


def ensure_common_role() -> None:
    role = common_role()
    with connection.cursor() as cursor:
        # Two administrations opened at once would grant the same: PostgreSQL refuses the second ("tuple concurrently
        # updated"). They follow one another, until the end of the transaction.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [role])
    _create(role)
    with connection.cursor() as cursor:
        cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
        for table, rights in PUBLIC_GRANTS.items():
            cursor.execute(f'GRANT {rights} ON public."{table}" TO "{role}"')
    for table in GUARDED:
        _guard(table, role)


def missing_roles(schemas: Iterable[str]) -> list[str]:
    """Schemas whose role this cluster does not have."""
    wanted = {tenant_role(connection.settings_dict["NAME"], schema): schema for schema in schemas}
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(wanted)])
        known = {row[0] for row in cursor.fetchall()}
    return [schema for role, schema in wanted.items() if role not in known]


def _guard(table: str, role: str) -> None:
    """Row security, once: an administration writes and sees its own rows of a public table only."""
    with connection.cursor() as cursor:
        known = "SELECT 1 FROM pg_policies WHERE schemaname = 'public' AND tablename = %s AND policyname = %s"
        cursor.execute(known, [table, POLICY])
        if cursor.fetchone():
            return
        cursor.execute(f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY')
        cursor.execute(
            f'CREATE POLICY {POLICY} ON public."{table}" TO "{role}" USING ({OWN}) WITH CHECK ({OWN})'
        )


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
