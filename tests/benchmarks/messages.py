"""`rdv bench messages`: what is due becomes messages, for one administration as for a thousand."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from booking.models import Participation
from foundation import clock
from foundation.database.building import building
from foundation.due.claim import claim
from foundation.due.models import DueRow
from foundation.due.rows import plan_all
from foundation.outbox.models import Delivery, Message
from foundation.tenancy import in_public, in_tenant
from tenants.models import Tenant
from tests.benchmarks.fleet import ROWS, SIZES, fleet, rows_of_each
from tests.benchmarks.gateway import Gateway, running_gateway
from tests.benchmarks.measuring import Limit, Result, Yardstick, measure, options, report
from tests.benchmarks.reminding import KIND
from tests.benchmarks.workers import PROCESSES, until_nothing_is_left

A_SECOND = 100
NAMES = {1: "send_1_tenant", 100: "send_100_tenants", 1_000: "send_1000_tenants"}
FIND = "find_due"
# What is not due yet, and must cost nothing: the reminders that a thousand administrations have planned.
TO_COME = 300_000
BATCH, RUNS = 100, 50


def main(argv: list[str]) -> int:
    asked = options("messages", [*NAMES.values(), FIND], argv)
    tenants = fleet()
    with in_tenant(tenants[0]):
        yardstick = Yardstick()
        for _ in range(RUNS):
            yardstick.take()
    results: list[Result] = []
    try:
        if asked.only in (None, FIND):
            results.append(_find(tenants, yardstick))
        sizes = [
            size for size in SIZES if asked.only in (None, NAMES[size]) or (asked.only != FIND and size == 1)
        ]
        results += _send(tenants, sizes)
    finally:
        _put_back()
    return report("messages", yardstick, results, as_json=asked.json)


def _send(tenants: Sequence[Tenant], sizes: Sequence[int]) -> list[Result]:
    results, alone = [], 0.0
    with running_gateway() as gateway:
        for size in sizes:
            _put_back()
            _plan(tenants[:size])
            took = until_nothing_is_left(gateway.url)
            alone = alone or took
            results.append(_result(size, took, alone, gateway))
    return results


def _result(size: int, took: float, alone: float, gateway: Gateway) -> Result:
    counted = gateway.counts()
    return Result(
        name=NAMES[size],
        median_ms=round(1000 * took, 1),
        ratio=round(took / alone, 2),
        limit=Limit(ms=1000 * ROWS / A_SECOND, ratio=1.5),
        ok=counted == {"asked": ROWS, "sent": ROWS},
        note=f"durée totale, ratio : sur une seule administration ; {ROWS / took:.0f} messages par seconde "
        f"avec {PROCESSES} processus ; passerelle : {counted}",
    ).judge()


def _find(tenants: Sequence[Tenant], yardstick: Yardstick) -> Result:
    """Claims, as the product does: find, take and read in one go."""
    _put_back()
    _plan(tenants)
    with building("public"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {DueRow._meta.db_table} (tenant_id, kind, ref, due_at, attempts) SELECT"
            " 1 + n %% 1000, %s, 'later-' || n, now() + interval '1 hour' + n * interval '10 s', 0"
            " FROM generate_series(1, %s) AS n",
            [KIND, TO_COME],
        )
        cursor.execute(f"VACUUM ANALYZE {DueRow._meta.db_table}")
    now = clock.now()

    def act() -> None:
        with in_public():
            assert len(claim(now, BATCH)) == BATCH

    with in_tenant(tenants[0]):
        result = measure(FIND, act, runs=RUNS, limit=Limit(ratio=8, queries=2), yardstick=yardstick)
    result.note = f"{BATCH} lignes dues de {len(tenants)} administrations, parmi {TO_COME} à venir"
    return result


def _plan(tenants: Sequence[Tenant]) -> None:
    """The same number of rows whatever the number of administrations, mixed as time mixes them."""
    each, start = rows_of_each(len(tenants)), clock.now() - timedelta(hours=1)
    for place, tenant in enumerate(tenants):
        with in_tenant(tenant), transaction.atomic():
            refs = Participation.objects.order_by("rdv__starts_at").values_list("pk", flat=True)[:each]
            moments = (start + timedelta(seconds=0.5 * (n * len(tenants) + place)) for n in range(each))
            plan_all(KIND, dict(zip(refs, moments, strict=False)))


def _put_back() -> None:
    with building("public"), connection.cursor() as cursor:
        tables = ", ".join(model._meta.db_table for model in (Delivery, Message, DueRow))
        cursor.execute(f"TRUNCATE {tables}")
