"""`rdv bench messages`: what is due becomes messages, for one administration as for a thousand.

The whole way of the product: due row, event, receipt, words, gateway, receipt, meter.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from billing_usage.models import UsageFact, UsageMonth
from booking.commands.plan_messages import REMINDER, plan_rows, ref_of
from booking.models import Organisation, Participation, Rdv, Receipt
from foundation import clock
from foundation.courier.models import Posted
from foundation.database.building import building
from foundation.due.claim import claim
from foundation.due.models import DueRow
from foundation.due.rows import forget
from foundation.outbox.models import LIVE, Delivery, Message
from foundation.tenancy import in_public, in_tenant
from project.launcher.children import Child
from tenants.models import Tenant
from tests.benchmarks.fleet import ROWS, SIZES, TWO_DAYS_S, fleet, rows_of_each
from tests.benchmarks.gateway import Gateway, running_gateway
from tests.benchmarks.measuring import Limit, Result, Yardstick, measure, options, report
from tests.benchmarks.workers import PROCESSES, running_workers, until_nothing_is_left

A_SECOND = 100
NAMES = {1: "send_1_tenant", 100: "send_100_tenants", 1_000: "send_1000_tenants"}
FIND = "find_due"
# What is not due yet, and must cost nothing: the reminders that a thousand administrations have planned.
TO_COME = 300_000
BATCH, RUNS = 100, 50
# Of what a measure leaves in public.
LEFT_BEHIND = (Delivery, Message, DueRow, Posted, UsageFact, UsageMonth)
AN_HOUR = timedelta(hours=1)


def main(argv: list[str]) -> int:
    asked = options("messages", [*NAMES.values(), FIND], argv)
    tenants = fleet()
    with in_tenant(tenants[0]):
        yardstick = Yardstick()
        for _ in range(RUNS):
            yardstick.take()
    results: list[Result] = []
    try:
        if sizes := [
            size for size in SIZES if asked.only in (None, NAMES[size]) or (asked.only != FIND and size == 1)
        ]:
            results += _send(tenants, sizes)
        # Last: the disk goes on writing what it has planned long after.
        if asked.only in (None, FIND):
            results.append(_find(tenants, yardstick))
    finally:
        _put_back()
    return report("messages", yardstick, results, as_json=asked.json)


def _send(tenants: Sequence[Tenant], sizes: Sequence[int]) -> list[Result]:
    results, alone = [], 0.0
    # What a measure cut short has left would leave first.
    _put_back()
    with running_gateway() as gateway, running_workers(gateway.url) as workers:
        for size in sizes:
            took = _sent(tenants[:size], workers)
            alone = alone or took
            results.append(_result(size, took, alone, gateway))
    return results


def _sent(tenants: Sequence[Tenant], workers: Child) -> float:
    _put_back()
    _plan(tenants)
    return until_nothing_is_left(workers, _is_left)


def _is_left() -> bool:
    return DueRow.objects.exists() or Delivery.objects.filter(state__in=LIVE).exists()


def _result(size: int, took: float, alone: float, gateway: Gateway) -> Result:
    counted, metered = gateway.counts(), UsageFact.objects.count()
    return Result(
        name=NAMES[size],
        median_ms=round(1000 * took, 1),
        ratio=round(took / alone, 2),
        limit=Limit(ms=1000 * ROWS / A_SECOND, ratio=1.5),
        ok=counted == {"asked": ROWS, "sent": ROWS} and metered == ROWS,
        note=f"durée totale, ratio : sur une seule administration ; {ROWS / took:.0f} messages par seconde "
        f"avec {PROCESSES} processus ; passerelle : {counted}, comptés : {metered}",
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
            [REMINDER, TO_COME],
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
    each, now = rows_of_each(len(tenants)), clock.now()
    for place, tenant in enumerate(tenants):
        moments = [now - AN_HOUR + timedelta(seconds=0.5 * (n * len(tenants) + place)) for n in range(each)]
        with in_tenant(tenant), transaction.atomic():
            _plan_one(moments, now)


def _plan_one(moments: Sequence[datetime], now: datetime) -> None:
    """Rdvs of the day after tomorrow, about noon there: nobody is reminded in the night."""
    starts_at = now + timedelta(seconds=TWO_DAYS_S) - AN_HOUR
    people = Participation.objects.order_by("pk").values_list("pk", "rdv")[: len(moments)]
    Organisation.objects.update(time_zone=f"Etc/GMT{now.hour - 12:+d}")
    Rdv.objects.filter(pk__in=[rdv for _, rdv in people]).update(
        starts_at=starts_at, ends_at=starts_at + AN_HOUR
    )
    forget(Receipt.objects.all())
    rows = zip(people, moments, strict=True)
    plan_rows(REMINDER, {ref_of(pk, TWO_DAYS_S): (moment, starts_at) for (pk, _), moment in rows})


def _put_back() -> None:
    with building("public"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in LEFT_BEHIND)}")
