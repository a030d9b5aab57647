"""Finds Chromium and starts it."""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright import sync_api

from tests.browser import npm

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BUILDS = (
    "chromium-*/chrome-*/chrome",
    "chromium_headless_shell-*/*/headless_shell",
    "chromium_headless_shell-*/*/chrome-headless-shell",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowser(Exception):
    """One French sentence."""


@dataclass(frozen=True, slots=True)
class Browser:
    path: Path
    # Added to the environment of the browser's process.
    env: dict[str, str] = field(default_factory=dict)


def find() -> Browser:
    """CHROMIUM, Playwright's own build, PATH, then npm (a few seconds, once). Raises NoBrowser."""
    if named := os.environ.get("CHROMIUM"):
        if not Path(named).is_file():
            raise NoBrowser(f"CHROMIUM désigne {named}, qui n’existe pas.")
        return Browser(Path(named), npm.environment(Path(named)))
    if found := _playwright_build() or _on_path():
        return Browser(found)
    try:
        path = npm.unpacked()
    except npm.CannotInstall as error:
        raise NoBrowser(
            f"Aucun Chromium : {error} Installez-en un, ou donnez son chemin par la variable CHROMIUM."
        ) from error
    return Browser(path, npm.environment(path))


def launch(playwright: sync_api.Playwright) -> sync_api.Browser:
    browser = find()
    return playwright.chromium.launch(
        executable_path=browser.path, args=list(ARGUMENTS), env={**os.environ, **browser.env}
    )


def _playwright_build() -> Path | None:
    folders = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
    ]
    for folder in filter(None, folders):
        for pattern in BUILDS:
            for path in sorted(Path(folder).expanduser().glob(pattern), reverse=True):
                return path
    return None


def _on_path() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)
