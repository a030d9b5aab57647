"""`rdv bench creneaux`: the searches, on the data sets and with the answers of the study of the service in production.

A time counts only when the answers of its data set hash to the expected values.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.answers import differences, first_lieu, hub, places, week
from tests.benchmarks.measuring import Limit, Result, Yardstick, measure, options, report
from tests.benchmarks.prepared import DataSet, migrate, prepared

SMALL, FULL_60, FULL_98 = DataSet("S", 60), DataSet("L64x28", 60), DataSet("L64x28", 98)


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    data: DataSet
    ask: Callable[[], Callable[[], object]]
    limit: Limit
    runs: int = 60


def _week() -> Callable[[], object]:
    slug = first_lieu().slug
    return lambda: week(slug)


QUESTIONS = [
    Question("week_one_lieu", FULL_60, _week, Limit(ratio=15, queries=4)),
    Question("next_64_lieux_60", FULL_60, lambda: places, Limit(ratio=20, queries=3)),
    Question("next_64_lieux_98", FULL_98, lambda: places, Limit(ratio=20, queries=3)),
    Question("three_months_64_lieux", FULL_60, lambda: hub, Limit(ms=1000, queries=4), runs=7),
    Question("small_week", SMALL, _week, Limit(ratio=15, queries=4)),
]


def main(argv: list[str]) -> int:
    asked = options("creneaux", [each.name for each in QUESTIONS], argv)
    migrate()
    yardstick: Yardstick | None = None
    results = []
    for question in QUESTIONS:
        if asked.only in (None, question.name):
            with prepared(question.data):
                yardstick = yardstick or Yardstick()
                results.append(_answer(question, yardstick))
    assert yardstick is not None
    return report("creneaux", yardstick, results, as_json=asked.json)


def _answer(question: Question, yardstick: Yardstick) -> Result:
    wrong = differences(question.data)
    result = measure(
        question.name, question.ask(), runs=question.runs, limit=question.limit, yardstick=yardstick
    )
    result.note = f"{question.data}, réponses identiques à celles de l’étude"
    if wrong:
        result.ok, result.note = False, f"{question.data}, réponses différentes : {', '.join(wrong)}"
    return result
