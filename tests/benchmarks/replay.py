"""The statements of hold and confirm, recorded once and sent again by pgbench: what the database alone can do."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection as _connection

from booking.models import Motif
from foundation.database.base import tenant_role
from foundation.database.switch import Switch
from project.launcher.binaries import postgres_programs
from tests.benchmarks.crowd import Time
from tests.benchmarks.taking import hold_and_confirm

connection: Any = _connection
TRANSACTIONS = re.compile(r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)", re.IGNORECASE)
PGBENCH_SAYS = re.compile(r"latency average = ([\d.]+) ms")


def record(motif: Motif, wanted: Sequence[Time]) -> list[list[str]]:
    """The statements of each hold and confirm, values included; transactions are those of the commands."""
    found = []
    for lieu_id, starts_at in wanted:
        with _recording() as statements:
            hold_and_confirm(motif, lieu_id, starts_at)
        found.append(statements)
    return found


def rate(recorded: Sequence[Sequence[str]], clients: int) -> float:
    """Holds and confirms a second with as many pgbench clients, each statement sent once."""
    pgbench, servers = _pgbench(), _server_options()
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for number in range(clients):
            script = Path(folder) / f"{number}.sql"
            script.write_text(_script(recorded[number::clients]))
            commands.append([pgbench, "-n", "-t", "1", "-f", str(script), *servers])
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for command in commands
        ]
        seconds = [_duration(*child.communicate(timeout=120)) for child in running]
    return len(recorded) / max(seconds)


def _script(share: Sequence[Sequence[str]]) -> str:
    schema = connection.schema_name
    role = tenant_role(connection.settings_dict["NAME"], schema) if settings.TENANT_ROLES else None
    lines = [*Switch.to(schema, role=role).sql.split("; "), "SET timezone = 'UTC'"]
    for statements in share:
        lines += statements
    # A backslash at the start of a line is a command of pgbench, a line break ends nothing.
    return "".join(f"{' '.join(line.split())};\n" for line in lines)


def _duration(output: str, errors: str) -> float:
    found = PGBENCH_SAYS.search(output)
    if found is None or "ERROR" in errors:
        raise RuntimeError(f"pgbench: {output}{errors}")
    return float(found[1]) / 1000


@contextmanager
def _recording() -> Iterator[list[str]]:
    """Statements of `foundation.database`, and the BEGIN and COMMIT round them, which Django sends by itself."""
    statements: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        statements.append(str(connection.ops.compose_sql(str(sql), params) if params else sql))
        return execute(sql, params, many, context)

    set_autocommit, commit = connection._set_autocommit, connection._commit

    def opened(autocommit: bool) -> None:
        if not autocommit:
            statements.append("BEGIN")
        set_autocommit(autocommit)

    def committed() -> None:
        statements.append("COMMIT")
        commit()

    connection._set_autocommit, connection._commit = opened, committed
    try:
        with connection.execute_wrapper(note):
            yield statements
    finally:
        del connection._set_autocommit, connection._commit


def _pgbench() -> str:
    beside = Path(postgres_programs(None)["pgbench"])
    return str(beside) if beside.exists() else shutil.which("pgbench") or "pgbench"


def _server_options() -> list[str]:
    asked = connection.settings_dict
    pairs = {"-h": asked["HOST"], "-p": asked["PORT"], "-U": asked["USER"]}
    return [part for option, value in pairs.items() if value for part in (option, str(value))] + [
        asked["NAME"]
    ]
