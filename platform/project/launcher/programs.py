"""Command lines of the three processes of the product, the same in the demonstration and in a deployment."""

import os
import sys
import tempfile
from pathlib import Path

THREADS = 8


def rdv(*arguments: str) -> list[str]:
    return module("project", *arguments)


def module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def web(port: int, *, host: str, workers: int) -> list[str]:
    return [
        *module("gunicorn", "project.wsgi:application"),
        *("--worker-class", "gthread", "--threads", str(THREADS), "--workers", str(workers)),
        *(
            "--bind",
            f"{host}:{port}",
            "--graceful-timeout",
            "8",
            "--logger-class",
            "project.server_log.ServerLog",
        ),
        # Its heartbeat file must never wait for a disk; its control socket would live in the home folder.
        *("--worker-tmp-dir", _memory_folder(), "--no-control-socket"),
        # Imported once, then forked: half the start, and shared memory.
        "--preload",
    ]


def worker(*, concurrency: int | None = None) -> list[str]:
    size = ["--concurrency", str(concurrency)] if concurrency else []
    # Workers need not know each other: without this talk each starts a second earlier.
    return [
        *_celery(),
        "worker",
        "-Q",
        "rdv",
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
        *size,
    ]


def beat() -> list[str]:
    return [*_celery(), "beat", "--loglevel", "INFO"]


def _celery() -> list[str]:
    return module("celery", "-A", "project")


def _memory_folder() -> str:
    shared = Path("/dev/shm")  # noqa: S108
    return str(shared) if shared.is_dir() and os.access(shared, os.W_OK) else tempfile.gettempdir()
