"""The data folder of the embedded PostgreSQL: made, of the right version, free of a dead server's traces."""

import os
import shutil
import subprocess
from pathlib import Path

from project.launcher.binaries import PostgresPrograms
from project.launcher.refusals import CannotStart
from project.launcher.unprivileged import Identity

# What the server needs whatever LANG says: no installed locale, no ICU, and accents that fold.
BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17


def prepare_cluster(
    data: Path, programs: PostgresPrograms, identity: Identity | None, *, rebuild: bool
) -> None:
    """`rebuild` throws away the data of another major version, which is refused otherwise."""
    version = data / "PG_VERSION"
    if version.exists() and version.read_text().strip() != str(programs.major):
        if not rebuild:
            raise CannotStart(
                f"Les données de {data} sont de PostgreSQL {version.read_text().strip()}, "
                f"et le serveur est PostgreSQL {programs.major} : lancez « rdv demo --fresh » pour recommencer."
            )
        shutil.rmtree(data)
    if version.exists():
        stop_orphan(data, programs, identity)
    else:
        _initialise(data, programs, identity)


def stop_orphan(data: Path, programs: PostgresPrograms, identity: Identity | None) -> None:
    """A launcher killed by -9 may leave its server for an instant; a machine that stopped, only the file."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    if not _is_postgres(int(pid_file.read_text().split("\n", 1)[0] or 0)):
        # The number now belongs to a stranger, whom neither pg_ctl nor PostgreSQL would tell apart.
        pid_file.unlink(missing_ok=True)
        return
    _run([programs["pg_ctl"], "-D", str(data), "-m", "fast", "-w", "-t", "20", "stop"], identity)


def _initialise(data: Path, programs: PostgresPrograms, identity: Identity | None) -> None:
    # Built aside, then renamed: an initdb cut short must not look like data.
    draft = data.with_name(f"{data.name}.new")
    for leftover in (data, draft):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if identity:
        os.chown(draft, identity.uid, identity.gid)
    builtin = BUILTIN_LOCALE if programs.major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE else []
    options = ["-U", "postgres", "-A", "trust", "--no-sync", "--no-instructions", "--encoding=UTF8", *builtin]
    answer = _run([programs["initdb"], "-D", str(draft), "--locale=C.UTF-8", *options], identity)
    if answer.returncode != 0:
        said = (answer.stderr or answer.stdout).strip().splitlines() or ["aucun message"]
        raise CannotStart(f"PostgreSQL n’a pas pu préparer {data} : {said[-1]}")
    draft.rename(data)


def _is_postgres(pid: int) -> bool:
    if pid <= 0:
        return False
    command = Path(f"/proc/{pid}/comm")
    if Path("/proc/self").exists():
        return command.exists() and command.read_text().startswith("postgres")
    answer = subprocess.run(
        ["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "postgres" in answer.stdout


def _run(command: list[str], identity: Identity | None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={**os.environ, "LC_ALL": "C", "LC_MESSAGES": "C"},
            user=identity.uid if identity else None,
            group=identity.gid if identity else None,
            extra_groups=[] if identity else None,
        )
    except OSError as error:
        raise CannotStart(f"{command[0]} ne peut pas être lancé : {error.strerror}.") from error
