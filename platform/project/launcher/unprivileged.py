"""PostgreSQL refuses to run as root: it then runs as `nobody`, and no account or parent folder is touched."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Identity:
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether this user may enter `path`, through every folder above it."""
        answer = subprocess.run(
            ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        )
        return answer.returncode == 0


def server_identity() -> Identity | None:
    """None when we are not root: the servers are then ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return Identity(NOBODY, NOBODY)
    return Identity(entry.pw_uid, entry.pw_gid)
