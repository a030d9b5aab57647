"""Record what the migrations do to an empty schema, once per migration head."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection as _connection
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from foundation.database.building import building
from foundation.database.catalogue import fingerprint
from tenants.models import SchemaTemplate
from tenants.queries.head import head, head_nodes

connection: Any = _connection

# Kept after recording: tests and audits compare schemas with it.
MODEL_SCHEMA = "t_model"
READS = ("SELECT", "SHOW", "SAVEPOINT", "RELEASE", "SET ", "RESET")


def record_template(*, now: datetime) -> SchemaTemplate:
    """The template of the current head, recorded by really migrating `t_model` when it does not exist yet."""
    known = SchemaTemplate.objects.filter(head=head()).first()
    return known or _record(now)


def _record(now: datetime) -> SchemaTemplate:
    statements: list[str] = []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{MODEL_SCHEMA}" CASCADE')
            cursor.execute(f'CREATE SCHEMA "{MODEL_SCHEMA}"')
        with building(MODEL_SCHEMA), connection.execute_wrapper(_recorder(statements)):
            MigrationExecutor(connection).migrate(head_nodes())
        made = fingerprint(MODEL_SCHEMA)
        template, _ = SchemaTemplate.objects.update_or_create(
            head=head(), defaults={"statements": statements, "fingerprint": made, "recorded_at": now}
        )
    return template


def _recorder(statements: list[str]) -> Callable[..., Any]:
    def record(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql).strip()
        if not text.upper().startswith(READS):
            statements.append(connection.ops.compose_sql(text, params) if params else text)
        return execute(sql, params, many, context)

    return record
