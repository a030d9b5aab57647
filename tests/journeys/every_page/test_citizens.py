"""Every page of the citizens, both skins, light and dark, in French and from right to left: axe finds nothing, and all
of it is read at 320 pixels and with letters twice as big.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from playwright.sync_api import Page, expect

from foundation import clock
from foundation.tenancy import in_tenant
from tests.architecture.url_table.citizens import CITIZENS
from tests.journeys.conftest import PHONE, Site
from tests.journeys.every_page.prepared import prepare
from tests.journeys.every_page.stops import STOPS, WITHOUT_PAGE
from tests.journeys.every_page.walk import Walk
from tests.journeys.looking import check, check_the_dark_theme, reflows


def test_every_address_of_the_citizens_is_visited_or_says_why_not() -> None:
    visited = {stop.route for stop in STOPS}
    assert not visited & set(WITHOUT_PAGE)
    assert visited | set(WITHOUT_PAGE) == set(CITIZENS)


@pytest.fixture
def in_the_morning(site: Site) -> Iterator[None]:
    """Tomorrow at ten: times that are freed are offered by day."""
    day = (clock.now() + timedelta(days=1)).date()
    with time_machine.travel(datetime.combine(day, time(10), tzinfo=ZoneInfo("Europe/Paris"))):
        yield


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("who", ["arras", "prefecture"])
def test_every_page(
    who: str, language: str, site: Site, in_the_morning: None, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    site.expected |= {404, 410}
    with in_tenant(tenant):
        known = prepare()
    with visit(viewport=PHONE, reduced_motion="reduce") as page:
        walk = Walk(page, site, tenant, known)
        walk.open(f"/?lang={language}")
        for stop in STOPS:
            stop.go(walk)
            assert (walk.route, stop.what) == (stop.route, stop.what)
            expect(page.locator(stop.sees).first).to_be_attached()
            look(page)
        walk.open("/nulle-part/")
        look(page)


def look(page: Page) -> None:
    check(page)
    check_the_dark_theme(page)
    reflows(page)
