"""Folders outside the checkout: short ones for sockets, lasting ones for what `nobody` must reach."""

import hashlib
import os
import tempfile
from pathlib import Path

from project.env import ConfigurationError
from project.launcher.unprivileged import Identity

# A socket's path has at most 103 bytes on macOS; ours adds "/rdv-<uid>-<12 letters>/.s.PGSQL.5432".
LONGEST_PARENT = 60


def socket_folder(state: Path, identity: Identity | None) -> Path:
    parent = Path(tempfile.gettempdir())
    if len(str(parent)) > LONGEST_PARENT:
        parent = Path("/tmp")  # noqa: S108
    return _private(parent / _named(state), identity)


def lasting_folder(path: Path, identity: Identity | None) -> Path:
    """Stands in for `path`, which the servers' user cannot reach (a checkout in a closed home)."""
    parent = Path("/var/tmp")  # noqa: S108
    return _private((parent if parent.is_dir() else Path(tempfile.gettempdir())) / _named(path), identity)


def _named(path: Path) -> str:
    return f"rdv-{os.geteuid()}-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]}"


def _private(folder: Path, identity: Identity | None) -> Path:
    """These parents are open to everyone: a folder that someone else made there in advance is refused."""
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = identity.uid if identity else os.geteuid()
    if folder.is_symlink() or folder.lstat().st_uid not in (os.geteuid(), owner):
        raise ConfigurationError(f"Le dossier {folder} appartient à un autre utilisateur : supprimez-le.")
    if identity:
        os.chown(folder, identity.uid, identity.gid)
    return folder
