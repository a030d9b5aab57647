"""What every page must pass: axe finds nothing, nothing overflows, it has one title."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW = {"width": 320, "height": 700}
AXE = Axe()
# Of a theme, nothing else changes.
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def check(page: Page) -> None:
    assert violations(page) == [], page.url
    assert fits(page), f"{page.url} overflows"
    assert page.locator("h1").count() == 1, page.url


def check_the_dark_theme(page: Page) -> None:
    """The page as it stands: nothing is asked of the server again."""
    page.emulate_media(color_scheme="dark")
    found = page.evaluate("options => axe.run(options)", COLOURS)["violations"]
    page.emulate_media(color_scheme="light")
    assert told(found) == [], f"{page.url} in the dark"


def reflows(page: Page) -> None:
    """On the narrowest phone and on a desktop, then with letters twice as big."""
    before = page.viewport_size
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert fits(page), f"{page.url} overflows at {width} px"
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(page), f"{page.url} overflows with letters twice as big"
    page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        page.set_viewport_size(before)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def violations(page: Page) -> list[tuple[str, list[str]]]:
    return told(AXE.run(page).response["violations"])


def told(found: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
