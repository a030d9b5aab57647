"""`rdv bench booking`: hold and confirm, alone, among sixteen, and two hundred for fifty creneaux.

Every time taken is given back afterwards: the data sets stay what they are.
"""

import random
from collections.abc import Callable

from tenants.models import Tenant
from tests.benchmarks import crowd, replay
from tests.benchmarks.measuring import Limit, Result, Yardstick, measure, options, report
from tests.benchmarks.prepared import OFFICE, DataSet, migrate, prepared
from tests.benchmarks.taking import free_creneaux, hold_and_confirm, motif_1, put_back, rdvs_taken

# One agent a place: a time of a lieu is one creneau.
ONE_AGENT_A_PLACE = DataSet("L28", 60)
CLIENTS, TIMES_EACH = 16, 25
CROWD, SLOTS = 200, 50
ALONE_RUNS = 60


def main(argv: list[str]) -> int:
    measures: dict[str, tuple[DataSet, Callable[[Tenant, Yardstick], Result]]] = {
        "hold_confirm_one": (OFFICE, _one),
        "hold_confirm_16_vs_pgbench": (OFFICE, _sixteen),
        "stampede_200_on_50": (ONE_AGENT_A_PLACE, _stampede),
    }
    asked = options("booking", list(measures), argv)
    migrate()
    yardstick: Yardstick | None = None
    results = []
    for name, (data, act) in measures.items():
        if asked.only in (None, name):
            with prepared(data) as tenant:
                yardstick = yardstick or Yardstick()
                yardstick.take()
                put_back(tenant)
                try:
                    results.append(act(tenant, yardstick))
                finally:
                    put_back(tenant)
    assert yardstick is not None
    return report("booking", yardstick, results, as_json=asked.json)


def _one(tenant: Tenant, yardstick: Yardstick) -> Result:
    motif = motif_1()
    wanted = iter(free_creneaux(motif, ALONE_RUNS + 2))
    return measure(
        "hold_confirm_one",
        lambda: hold_and_confirm(motif, next(wanted)),
        runs=ALONE_RUNS,
        limit=Limit(ratio=50, queries=20),
        yardstick=yardstick,
    )


def _sixteen(tenant: Tenant, yardstick: Yardstick) -> Result:
    motif = motif_1()
    wanted = free_creneaux(motif, CLIENTS * TIMES_EACH)
    recorded = replay.record(motif, wanted)
    put_back(tenant)
    alone = replay.rate(recorded, CLIENTS)
    put_back(tenant)
    outcome = crowd.run(tenant.pk, [wanted[number::CLIENTS] for number in range(CLIENTS)])
    ours = outcome.answers["rdv"] / outcome.seconds
    return Result(
        name="hold_confirm_16_vs_pgbench",
        median_ms=round(1000 * CLIENTS / ours, 2) if ours else None,
        ratio=round(ours / alone, 3),
        queries=len(recorded[0]),
        limit=Limit(share=0.15),
        ok=outcome.answers == {"rdv": len(wanted)},
        note=f"ratio : {ours:.0f} par seconde sur {alone:.0f} par pgbench ; réponses : {dict(outcome.answers)}",
    ).judge()


def _stampede(tenant: Tenant, yardstick: Yardstick) -> Result:
    slots = free_creneaux(motif_1(), SLOTS)
    demand = slots * (CROWD // SLOTS)
    random.Random(2026).shuffle(demand)
    outcome = crowd.run(tenant.pk, [[creneau] for creneau in demand])
    rdvs = rdvs_taken()
    return Result(
        name="stampede_200_on_50",
        median_ms=round(1000 * outcome.seconds, 1),
        ok=rdvs == SLOTS and outcome.answers == {"rdv": SLOTS, "creneau-pris": CROWD - SLOTS},
        note=f"durée totale ; {rdvs} rdvs, réponses : {dict(outcome.answers)}",
    )
