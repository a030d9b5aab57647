"""What the page of times weighs, cold, over the wire; style sheets as WhiteNoise compresses them in production."""

import gzip
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Request

from booking.commands.open_plage import open_plage
from booking.models import Motif, PlageOuverture
from foundation.clock import now, today
from foundation.tenancy import in_tenant
from tests.journeys.conftest import EVERY_DAY, PHONE, Site
from tests.makers.office import make_agent, make_lieu

PARIS = ZoneInfo("Europe/Paris")
# Seven days of six hours, by half-hours.
A_FULL_WEEK = 84
COMPRESSED = ("text/css", "image/svg")


@pytest.mark.parametrize("lieux", [1, 3])
@pytest.mark.parametrize(
    ("who", "heaviest", "most_requests"), [("arras", 30_000, 6), ("prefecture", 130_000, 10)]
)
def test_the_page_of_times_is_light(
    who: str, heaviest: int, most_requests: int, lieux: int, site: Site, visit: Callable[..., Any]
) -> None:
    tenant = getattr(site, who)
    with in_tenant(tenant):
        open_more_lieux(lieux - 1)
    with visit(viewport=PHONE) as page:
        # Each counts: asked for twice, led elsewhere or refused.
        requests: list[Request] = []
        page.on("request", lambda request: requests.append(request))
        # The week after this one is full, whatever the day.
        page.goto(site.url(tenant, f"/rdv/passeport/?semaine={next_monday()}"))
        page.wait_for_load_state("networkidle")
        weights = [(each.url, weight(each)) for each in requests]
        assert page.locator(".ag-lieu").count() == lieux
        assert page.locator("ul button[name=creneau]").count() == lieux * A_FULL_WEEK
        assert page.locator("script").count() == 0
        assert page.locator("*").count() <= 900 + 450 * (lieux - 1)
    assert len(weights) <= most_requests, weights
    assert sum(size for _url, size in weights) <= heaviest, weights
    assert not [url for url, _size in weights if url.endswith(".js")]


def open_more_lieux(count: int) -> None:
    """As open as the first."""
    for _number in range(count):
        passport = Motif.objects.select_related("organisation").get(slug="passeport")
        plage = PlageOuverture(
            agenda=make_agent(passport.organisation).agenda,
            lieu=make_lieu(passport.organisation),
            first_day=today(PARIS),
            periods=[["09:00", "12:00"], ["14:00", "17:00"]],
            recurrence=EVERY_DAY,
        )
        open_plage(plage, [passport], now=now())


def next_monday() -> date:
    day = today(PARIS)
    return day + timedelta(days=7 - day.weekday())


def weight(request: Request) -> int:
    """Nothing came of a request that failed."""
    answer = request.response()
    if answer is None:
        return 0
    if answer.headers.get("content-type", "").startswith(COMPRESSED):
        return len(gzip.compress(answer.body()))
    return request.sizes()["responseBodySize"]
