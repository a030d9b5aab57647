"""Many clients at once: processes of several threads, as behind a web server, all started together.

Nothing of Django is imported above: a child reads this module before it can set Django up.
"""

import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import Barrier
from typing import Any

PROCESSES = 4
SECONDS_TO_START, SECONDS_TO_END = 120, 200

type Time = tuple[int | None, datetime]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`answers` counts "rdv", the codes of refusals and the names of errors."""

    seconds: float
    answers: Counter[str]


def run(tenant_id: int, work: Sequence[Sequence[Time]]) -> Outcome:
    """One client per list of times (lieu, start), taken one after the other. All are ready when the clock starts."""
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(PROCESSES + 1), context.Queue()
    shares = [[list(times) for times in work[number::PROCESSES]] for number in range(PROCESSES)]
    children = [
        context.Process(target=_serve, args=(tenant_id, share, ready, answers), daemon=True)
        for share in shares
    ]
    for child in children:
        child.start()
    ready.wait(timeout=SECONDS_TO_START)
    began = time.perf_counter()
    counts = [answers.get(timeout=SECONDS_TO_END) for _ in children]
    took = time.perf_counter() - began
    for child in children:
        child.join(timeout=SECONDS_TO_START)
    return Outcome(took, sum(counts, Counter()))


def _serve(tenant_id: int, share: list[list[Time]], ready: Any, answers: Any) -> None:
    import django

    django.setup()
    from tenants.models import Tenant

    tenant = Tenant.objects.get(pk=tenant_id)
    start = Barrier(len(share) + 1)
    with ThreadPoolExecutor(len(share)) as clients:
        found = [clients.submit(_client, tenant, times, start) for times in share]
        ready.wait(timeout=SECONDS_TO_START)
        start.wait(timeout=SECONDS_TO_START)
        answers.put(sum((each.result() for each in found), Counter()))


def _client(tenant: Any, times: list[Time], start: Barrier) -> Counter[str]:
    from django.db import connection

    from foundation.tenancy import in_tenant
    from tests.benchmarks.taking import motif_1

    with in_tenant(tenant):
        motif = motif_1()
    connection.close()
    start.wait(timeout=SECONDS_TO_START)
    return Counter(_one(tenant, motif, lieu_id, starts_at) for lieu_id, starts_at in times)


def _one(tenant: Any, motif: Any, lieu_id: int | None, starts_at: datetime) -> str:
    """As a request does: a connection is taken from the pool, then given back."""
    from django.db import connection

    from foundation.errors import Refusal
    from foundation.tenancy import in_tenant
    from tests.benchmarks.taking import hold_and_confirm

    try:
        with in_tenant(tenant):
            hold_and_confirm(motif, lieu_id, starts_at)
    except Refusal as refusal:
        return refusal.code
    except Exception as error:
        return type(error).__name__
    finally:
        connection.close()
    return "rdv"
