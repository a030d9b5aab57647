"""`rdv bench pages`: whole pages as the process answers them, on the data sets of the study."""

import logging
import statistics
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass

import time_machine
from django.conf import settings
from django.test import Client

from project.launcher.assets import prepare
from tenants.models import Tenant
from tests.benchmarks.answers import SLUG, first_lieu
from tests.benchmarks.measuring import Limit, Result, Yardstick, counted, options, report, seconds
from tests.benchmarks.prepared import NOW_UTC, DataSet, migrate, prepared

FULL_60, FULL_98 = DataSet("L64x28", 60), DataSet("L64x28", 98)
LIMIT = Limit(ms=200, queries=8)
RUNS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    name: str
    data: DataSet
    of_one_lieu: bool = False

    @property
    def path(self) -> str:
        return f"/rdv/{SLUG}/" + (f"?lieu={first_lieu().slug}" if self.of_one_lieu else "")


PAGES = [
    Seen("slot_page", FULL_60),
    Seen("slot_page_one_lieu", FULL_60, of_one_lieu=True),
    Seen("slot_page_98", FULL_98),
]


def main(argv: list[str]) -> int:
    asked = options("pages", [each.name for each in PAGES], argv)
    # As in production behind its proxy, visitors counted; a crowd of one machine is no crowd.
    settings.SECURE_SSL_REDIRECT, settings.FLOOD_PER_MINUTE = False, sys.maxsize
    # The figures alone go to the output.
    logging.disable(logging.INFO)
    with redirect_stdout(sys.stderr):
        prepare(gather=True)
    migrate()
    yardstick: Yardstick | None = None
    results = []
    for page in PAGES:
        if asked.only in (None, page.name):
            with prepared(page.data) as tenant, time_machine.travel(NOW_UTC):
                yardstick = yardstick or Yardstick()
                results.append(_measure(page, tenant, yardstick))
    assert yardstick is not None
    return report("pages", yardstick, results, as_json=asked.json)


def _measure(page: Seen, tenant: Tenant, yardstick: Yardstick) -> Result:
    """`ok` is judged by the 95th percentile."""
    visitor, path = Client(headers={"host": tenant.host}), page.path
    answer = visitor.get(path, secure=True)
    with counted() as queries:
        visitor.get(path, secure=True)
    times = []
    for _ in range(RUNS):
        yardstick.take()
        times.append(seconds(lambda: visitor.get(path, secure=True)))
    p95 = statistics.quantiles(times, n=20)[18] * 1000
    median = statistics.median(times)
    result = Result(
        name=page.name,
        median_ms=round(median * 1000, 3),
        ratio=round(median / statistics.median(yardstick.orm_get), 2),
        queries=len(queries),
        limit=LIMIT,
        note=f"{page.data}, p95 {p95:.1f} ms, {len(answer.content)} octets",
    )
    result.judge()
    result.ok = result.ok and p95 <= (LIMIT.ms or p95) and answer.status_code == 200
    return result
