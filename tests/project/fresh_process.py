"""Another interpreter, whose servers do not answer: nothing is listening on port 1."""

import os
import subprocess
import sys


def run_python(program: str, **environ: str) -> str:
    """What `program` prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RDV_")}
    nowhere = {
        "DATABASE_URL": "postgresql://rdv:motdepasse@127.0.0.1:1/rdv",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "essai",
        "DJANGO_SETTINGS_MODULE": "project.settings_test",
        "RDV_LOG_FORMAT": "json",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **nowhere, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
