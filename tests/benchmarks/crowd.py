"""Many clients at once: processes of several threads, as behind a web server, all started together."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from booking.queries.creneaux import Creneau
from foundation.errors import Refusal

PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """`answers` counts "rdv", the codes of refusals and the names of errors."""

    seconds: float
    answers: Counter[str]


def run(tenant_id: int, work: Sequence[Sequence[Creneau]]) -> Outcome:
    """One client per list: it takes its creneaux one after the other. Connections are warm before the clock starts."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(PROCESSES + 1)
    answers: Any = context.Queue()
    shares = [list(work[number::PROCESSES]) for number in range(PROCESSES)]
    children = [
        context.Process(target=_serve, args=(tenant_id, share, ready, answers), daemon=True)
        for share in shares
    ]
    for child in children:
        child.start()
    ready.wait(timeout=120)
    began = time.perf_counter()
    counts = [answers.get(timeout=200) for _ in children]
    took = time.perf_counter() - began
    for child in children:
        child.join(timeout=30)
    return Outcome(took, sum(counts, Counter()))


def _serve(tenant_id: int, share: list[list[Creneau]], ready: Any, answers: Any) -> None:
    import django

    django.setup()
    from tests.benchmarks.taking import motif_1

    start = Barrier(len(share) + 1)
    with ThreadPoolExecutor(len(share)) as clients:
        found = [clients.submit(_client, tenant_id, creneaux, start) for creneaux in share]
        with _inside(tenant_id):
            motif_1()
        ready.wait(timeout=120)
        start.wait(timeout=120)
        answers.put(sum((each.result() for each in found), Counter()))


def _client(tenant_id: int, wanted: list[Creneau], start: Barrier) -> Counter[str]:
    from django.db import connection

    from tests.benchmarks.taking import motif_1

    with _inside(tenant_id):
        motif = motif_1()
    connection.close()
    start.wait(timeout=120)
    answers: Counter[str] = Counter()
    for creneau in wanted:
        answers[_one(tenant_id, motif, creneau)] += 1
    return answers


def _one(tenant_id: int, motif: Any, creneau: Creneau) -> str:
    """As a request: a connection of the pool is taken, then given back."""
    from django.db import connection

    from tests.benchmarks.taking import hold_and_confirm

    try:
        with _inside(tenant_id):
            hold_and_confirm(motif, creneau)
    except Refusal as refusal:
        return refusal.code
    except Exception as error:
        return type(error).__name__
    finally:
        connection.close()
    return "rdv"


def _inside(tenant_id: int) -> Any:
    from foundation.tenancy import in_tenant
    from tenants.models import Tenant

    return in_tenant(_tenants.setdefault(tenant_id, None) or _remember(tenant_id, Tenant))


_tenants: dict[int, Any] = {}


def _remember(tenant_id: int, tenants: Any) -> Any:
    _tenants[tenant_id] = tenants.objects.get(pk=tenant_id)
    return _tenants[tenant_id]
