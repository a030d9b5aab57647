"""Where the catalogues are. Only the compiled ones are read by the service, and git does not keep them."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale

from project.launcher.state import HOUSE

FOLDER = HOUSE / "platform" / "languages"


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def file_of(language: str, *, compiled: bool = False, folder: Path = FOLDER) -> Path:
    return folder / to_locale(language) / "LC_MESSAGES" / f"django.{'mo' if compiled else 'po'}"
