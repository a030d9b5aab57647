"""What the page of times weighs, cold, over the wire; style sheets as WhiteNoise compresses them in production."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.conftest import PHONE, Site

COMPRESSED = ("text/css", "image/svg")


@pytest.mark.parametrize(
    ("who", "heaviest", "most_requests"), [("arras", 30_000, 6), ("prefecture", 130_000, 10)]
)
def test_the_page_of_times_is_light(
    who: str, heaviest: int, most_requests: int, site: Site, visit: Callable[..., Any]
) -> None:
    with visit(viewport=PHONE) as page:
        answers: list[Any] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(site.url(getattr(site, who), "/rdv/passeport/"))
        page.wait_for_load_state("networkidle")
        weights = {each.url: weight(each) for each in answers}
        assert page.locator("script").count() == 0
        assert page.locator("*").count() <= 900
    assert len(weights) <= most_requests, weights
    assert sum(weights.values()) <= heaviest, weights
    assert not [url for url in weights if url.endswith(".js")]


def weight(answer: Any) -> int:
    kind = answer.headers.get("content-type", "")
    if kind.startswith(COMPRESSED):
        return len(gzip.compress(answer.body()))
    sent: int = answer.request.sizes()["responseBodySize"]
    return sent
