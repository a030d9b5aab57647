"""`rdv bench booking`: hold and confirm, alone, among sixteen, and two hundred for fifty creneaux.

Every time taken is given back afterwards: the data sets stay what they are.
"""

import random
from collections import Counter
from collections.abc import Callable
from statistics import median

from tenants.models import Tenant
from tests.benchmarks import crowd, replay
from tests.benchmarks.measuring import Limit, Result, Yardstick, measure, options, report
from tests.benchmarks.prepared import OFFICE, DataSet, migrate, prepared
from tests.benchmarks.taking import free_times, hold_and_confirm, motif_1, put_back, rdvs_taken

# One agent a place: a time of a lieu is one creneau.
ONE_AGENT_A_PLACE = DataSet("L28", 60)
CLIENTS, TIMES_EACH, ROUNDS = 16, 20, 3
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
    wanted = iter(free_times(motif, ALONE_RUNS + 2))
    return measure(
        "hold_confirm_one",
        lambda: hold_and_confirm(motif, *next(wanted)),
        runs=ALONE_RUNS,
        limit=Limit(ratio=50, queries=20),
        yardstick=yardstick,
    )


def _sixteen(tenant: Tenant, yardstick: Yardstick) -> Result:
    """Rounds in turn, so that a busy machine slows both alike."""
    motif = motif_1()
    wanted = free_times(motif, CLIENTS * TIMES_EACH)
    recorded = replay.record(motif, wanted)
    ours, alone, answers = [], [], Counter[str]()
    for _ in range(ROUNDS):
        put_back(tenant)
        alone.append(replay.rate(recorded, CLIENTS))
        answers["rejoués"] += rdvs_taken()
        put_back(tenant)
        outcome = crowd.run(tenant.pk, [wanted[number::CLIENTS] for number in range(CLIENTS)])
        ours.append(outcome.answers["rdv"] / outcome.seconds)
        answers += outcome.answers
    rate, theirs = median(ours), median(alone)
    everything = ROUNDS * len(wanted)
    return Result(
        name="hold_confirm_16_vs_pgbench",
        median_ms=round(1000 * CLIENTS / rate, 2),
        ratio=round(rate / theirs, 3),
        queries=len(recorded[0]),
        limit=Limit(share=0.15),
        ok=answers == {"rdv": everything, "rejoués": everything},
        note=f"ratio : {rate:.0f} par seconde sur {theirs:.0f} par pgbench ; {dict(answers)}",
    ).judge()


def _stampede(tenant: Tenant, yardstick: Yardstick) -> Result:
    slots = free_times(motif_1(), SLOTS)
    demand = slots * (CROWD // SLOTS)
    random.Random(2026).shuffle(demand)
    outcome = crowd.run(tenant.pk, [[each] for each in demand])
    rdvs = rdvs_taken()
    return Result(
        name="stampede_200_on_50",
        median_ms=round(1000 * outcome.seconds, 1),
        ok=rdvs == SLOTS and outcome.answers == {"rdv": SLOTS, "creneau-pris": CROWD - SLOTS},
        note=f"durée totale ; {rdvs} rdvs, réponses : {dict(outcome.answers)}",
    )
