"""From catalogues to what Django reads. A language that is not complete is not compiled, so not offered."""

import os
from io import BytesIO
from pathlib import Path

from foundation.languages import SOURCE
from project.translating.folders import FOLDER, file_of, languages


def compile_catalogues(*, folder: Path = FOLDER) -> list[str]:
    """The languages offered from now on. What is compiled already is left alone."""
    return [language for language in languages() if _is_fresh(language, folder) or _compile(language, folder)]


def _is_fresh(language: str, folder: Path) -> bool:
    source, compiled = file_of(language, folder=folder), file_of(language, compiled=True, folder=folder)
    return source.exists() and compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns


def _compile(language: str, folder: Path) -> bool:
    # Only here: what is compiled already asks for no library.
    from babel.messages.mofile import write_mo

    from project.translating.catalogues import is_translated, messages, read

    path = file_of(language, compiled=True, folder=folder)
    catalogue = read(language, folder=folder)
    texts = messages(catalogue)
    if not texts or (language != SOURCE and not all(is_translated(text) for text in texts)):
        path.unlink(missing_ok=True)
        return False
    written = BytesIO()
    write_mo(written, catalogue)
    # Several processes of the tests may start together: each finds a whole file.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(written.getvalue())
    draft.replace(path)
    return True
