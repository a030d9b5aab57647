"""The environment of every command: real servers by their two URLs, embedded ones otherwise."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from project.launcher.postgres import EmbeddedPostgres, data_folder
from project.launcher.progress import Progress
from project.launcher.refusals import AlreadyRunning
from project.launcher.state import StateFolder
from project.launcher.stopping import stop_when_uv_dies, stops_on_signal, undisturbed
from project.launcher.valkey import EmbeddedValkey

URLS = {"DATABASE_URL": "RDV_EMBEDDED_DATABASE_URL", "REDIS_URL": "RDV_EMBEDDED_REDIS_URL"}
SECONDS_TO_JOIN = 60


def missing(url: str) -> bool:
    """Whether `url` (DATABASE_URL, REDIS_URL) is given neither by the user nor by a launcher above us."""
    return not os.environ.get(url) and not os.environ.get(URLS[url])


@contextmanager
def servers(name: str = "demo", *, interrupt: bool = False) -> Iterator[dict[str, str]]:
    """For one command: joins the servers of whoever holds the state folder, or starts them while it runs.

    `interrupt=False` leaves Ctrl-C to the command inside.
    """
    if not any(missing(url) for url in URLS):
        yield dict(os.environ)
        return
    state = StateFolder(name)
    if (environ := _take_or_join(state)) is not None:
        yield environ
        return
    try:
        with embedded(state, progress=Progress(sys.stderr), interrupt=interrupt) as environ:
            state.announce(_added(environ))
            yield environ
    finally:
        state.release()


@contextmanager
def embedded(
    state: StateFolder,
    *,
    durable: bool = True,
    rebuild: bool = False,
    interrupt: bool = True,
    progress: Progress,
) -> Iterator[dict[str, str]]:
    """Starts what is missing, on a state folder that the caller holds; stops it in the reverse order."""
    stop_when_uv_dies()
    with stops_on_signal(interrupt=interrupt), ExitStack() as started:
        environ = dict(os.environ)
        # Last in, so first out: nothing interrupts the stop of the servers.
        stopping = started.enter_context(_undisturbed_stop())
        if missing("DATABASE_URL"):
            postgres = EmbeddedPostgres(state, durable=durable)
            stopping.callback(postgres.stop)
            with progress.step("PostgreSQL embarqué"):
                environ["RDV_EMBEDDED_DATABASE_URL"] = postgres.start(rebuild=rebuild)
            environ["RDV_EMBEDDED_BIN"] = str(postgres.programs.folder)
            environ["PATH"] = _path(environ)
            environ.setdefault("SECRET_KEY", state.secret_key())
            environ.setdefault("RDV_HTTPS", "0")
            environ.setdefault("RDV_STATIC_ROOT", str(state.path / "static"))
        if missing("REDIS_URL"):
            valkey = EmbeddedValkey(state)
            stopping.callback(valkey.stop)
            with progress.step("Valkey embarqué"):
                environ["RDV_EMBEDDED_REDIS_URL"] = valkey.start()
        yield environ


def start_over(state: StateFolder) -> None:
    """Forgets all data of a state folder that the caller holds."""
    data = data_folder(state)
    if data.parent != state.path:
        shutil.rmtree(data.parent, ignore_errors=True)
    state.clear()


@contextmanager
def _undisturbed_stop() -> Iterator[ExitStack]:
    stopping = ExitStack()
    try:
        yield stopping
    finally:
        with undisturbed():
            stopping.close()


def _take_or_join(state: StateFolder) -> dict[str, str] | None:
    """None when the folder is now ours; otherwise the environment announced by whoever holds it."""
    deadline = time.monotonic() + SECONDS_TO_JOIN
    while not state.take():
        announced = state.announced()
        if announced is not None:
            return _joined(announced)
        if time.monotonic() > deadline:
            raise AlreadyRunning(
                f"Une autre commande démarre depuis plus d’une minute sur {state.path} : "
                "attendez sa fin ou arrêtez-la."
            )
        time.sleep(0.1)
    return None


def _joined(announced: dict[str, str]) -> dict[str, str]:
    if not missing("DATABASE_URL"):
        # A real database keeps its own key and ports: only the broker is borrowed.
        announced = {name: value for name, value in announced.items() if name == URLS["REDIS_URL"]}
    joined = {**announced, **os.environ}
    return {**joined, "PATH": _path(joined)}


def _path(environ: dict[str, str]) -> str:
    """psql, pg_dump and pgbench of the server's own version come first."""
    return os.pathsep.join(filter(None, [environ.get("RDV_EMBEDDED_BIN"), environ.get("PATH")]))


def _added(environ: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if os.environ.get(name) != value}
