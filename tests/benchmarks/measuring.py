"""What every measure shares: options, medians beside a yardstick taken in the same seconds, the printed shape."""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

from booking.models import Lieu

# Between two runs of what is measured, so that a busy machine slows both alike.
YARDSTICKS_PER_RUN = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """What `ok` is judged by; None where there is no limit. `share` is a rate over another rate."""

    ratio: float | None = None
    queries: int | None = None
    ms: float | None = None
    share: float | None = None


@dataclass(slots=True)
class Result:
    name: str
    median_ms: float | None = None
    ratio: float | None = None
    queries: int | None = None
    limit: Limit = field(default_factory=Limit)
    ok: bool = True
    note: str = ""

    def judge(self) -> "Result":
        limit = self.limit
        too_much = (
            _above(self.ratio, limit.ratio)
            or _above(self.queries, limit.queries)
            or _above(self.median_ms, limit.ms)
            or _above(limit.share, self.ratio if limit.share is not None else None)
        )
        self.ok = self.ok and not too_much
        return self


def _above(value: float | None, limit: float | None) -> bool:
    return value is not None and limit is not None and value > limit


@dataclass(slots=True)
class Yardstick:
    """In the current administration, on the product's own connection."""

    orm_get: list[float] = field(default_factory=list)
    select_1: list[float] = field(default_factory=list)
    lieu_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.lieu_id = Lieu.objects.values_list("pk", flat=True)[0]

    def take(self) -> None:
        self.orm_get.append(seconds(lambda: Lieu.objects.get(pk=self.lieu_id)))
        self.select_1.append(seconds(_select_1))


def _select_1() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def measure(name: str, act: Callable[[], object], *, runs: int, limit: Limit, yardstick: Yardstick) -> Result:
    """`act` is run once to warm up and count its queries, then `runs` times, in turn with the yardstick."""
    act()
    with counted() as queries:
        act()
    own, times = Yardstick(), []
    for _ in range(runs):
        for _ in range(YARDSTICKS_PER_RUN):
            own.take()
        times.append(seconds(act))
    yardstick.orm_get += own.orm_get
    yardstick.select_1 += own.select_1
    median = statistics.median(times)
    return Result(
        name=name,
        median_ms=round(median * 1000, 3),
        ratio=round(median / statistics.median(own.orm_get), 2),
        queries=len(queries),
        limit=limit,
    ).judge()


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


@contextmanager
def counted() -> Iterator[list[str]]:
    """Statements sent by the block, those of transactions included."""
    statements: list[str] = []

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        statements.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield statements


def options(bench: str, names: list[str], argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"rdv bench {bench}")
    parser.add_argument("--json", action="store_true", help="pour un programme")
    parser.add_argument("--only", choices=names, help="une seule mesure")
    return parser.parse_args(argv)


def report(bench: str, yardstick: Yardstick, results: list[Result], *, as_json: bool) -> int:
    """Prints, and returns the exit code: 1 when a result is not ok."""
    sticks = {
        "orm_get_ms": _median_ms(yardstick.orm_get),
        "select_1_ms": _median_ms(yardstick.select_1),
    }
    if as_json:
        shown = [asdict(each) | {"limit": _said(each.limit)} for each in results]
        print(
            json.dumps({"bench": bench, "yardstick": sticks, "results": shown}, ensure_ascii=False, indent=2)
        )
    else:
        print(f"orm_get {sticks['orm_get_ms']} ms, SELECT 1 {sticks['select_1_ms']} ms")
        for each in results:
            mark = "ok " if each.ok else "NON"
            figures = f"{each.median_ms} ms, {each.ratio} ×, {each.queries} requêtes"
            print(f"{mark} {each.name:28} {figures}, limite {_said(each.limit)} {each.note}")
    return 0 if all(each.ok for each in results) else 1


def _median_ms(times: list[float]) -> float:
    return round(statistics.median(times) * 1000, 3)


def _said(limit: Limit) -> dict[str, float]:
    return {name: value for name, value in asdict(limit).items() if value is not None}
