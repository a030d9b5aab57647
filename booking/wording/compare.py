"""Two wordings compared by the share of people who did not come, without saying more than the figures do.

Wilson's interval for a share, Newcombe's for a difference of two (Statistics in Medicine 17, 1998, methods 3 and
10): right for small numbers too, where the usual formula promises too much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
# Chance of seeing an effect that is there.
POWER = 0.80
# The effect worth waiting for: one absence in four avoided, as in the trials (PMC4569397).
WORTH = 0.25
# Below this share of absences no office has enough rdvs: the number asked for stays readable.
RAREST = 0.01
LOOKED_AT_EVERY = 100

Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


class Verdict(StrEnum):
    # Too few rdvs: looking every day and stopping at the first good news would find what is not there.
    TOO_FEW = "too_few"
    NONE_SEEN = "none_seen"
    A_BETTER = "a"
    B_BETTER = "b"


@dataclass(frozen=True, slots=True)
class Arm:
    """The rdvs that had one wording and an outcome."""

    absent: int
    total: int

    @property
    def share(self) -> float:
        return self.absent / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return interval(self.absent, self.total)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`low`–`high` is how much fewer absences B has than A, in shares of all rdvs; `enough` is asked of each arm."""

    a: Arm
    b: Arm
    low: float
    high: float
    enough: int
    verdict: Verdict


def interval(successes: int, total: int) -> tuple[float, float]:
    """Where the true share lies, 95 times out of 100. Without any observation: anywhere."""
    if not total:
        return 0.0, 1.0
    share, z2 = successes / total, Z * Z
    middle = 2 * successes + z2
    reach = Z * sqrt(z2 + 4 * successes * (1 - share))
    scale = 2 * (total + z2)
    # At both ends the formula is exact, and its rounding is not.
    low = 0.0 if successes == 0 else (middle - reach) / scale
    high = 1.0 if successes == total else (middle + reach) / scale
    return low, high


def difference(a: Arm, b: Arm) -> tuple[float, float]:
    """Where a's share minus b's lies, 95 times out of 100."""
    (a_low, a_high), (b_low, b_high) = a.interval, b.interval
    gap = a.share - b.share
    low = gap - sqrt((a.share - a_low) ** 2 + (b_high - b.share) ** 2)
    high = gap + sqrt((a_high - a.share) ** 2 + (b.share - b_low) ** 2)
    return max(low, -1.0), min(high, 1.0)


def enough(share: float) -> int:
    """Rdvs each wording needs for an effect worth having to show, four times out of five, from this `share`."""
    before = min(max(share, RAREST), 1.0)
    after = before * (1 - WORTH)
    middle = (before + after) / 2
    power = NormalDist().inv_cdf(POWER)
    spread = Z * sqrt(2 * middle * (1 - middle)) + power * sqrt(before * (1 - before) + after * (1 - after))
    return ceil((spread / (before - after)) ** 2)


def compare(a: Arm, b: Arm) -> Comparison:
    low, high = difference(a, b)
    everybody = Arm(a.absent + b.absent, a.total + b.total)
    asked = enough(everybody.share)
    return Comparison(a, b, low, high, asked, _verdict(a, b, low, high, asked))


def compare_in_order(a: Sequence[bool], b: Sequence[bool]) -> Comparison:
    """Who was absent, in an order that later rdvs only make longer: counted up to the first hundred that is enough of
    each wording, and never further. Whoever looks again every day sees the same result: one found by looking often
    enough would be chance's.
    """
    fewest = min(len(a), len(b))
    for count in range(LOOKED_AT_EVERY, fewest + 1, LOOKED_AT_EVERY):
        found = compare(Arm(sum(a[:count]), count), Arm(sum(b[:count]), count))
        if found.enough <= count:
            return found
    found = compare(Arm(sum(a), len(a)), Arm(sum(b), len(b)))
    next_look = (fewest // LOOKED_AT_EVERY + 1) * LOOKED_AT_EVERY
    return replace(found, verdict=Verdict.TOO_FEW, enough=max(found.enough, next_look))


def _verdict(a: Arm, b: Arm, low: float, high: float, asked: int) -> Verdict:
    if min(a.total, b.total) < asked:
        return Verdict.TOO_FEW
    if low > 0:
        return Verdict.B_BETTER
    return Verdict.A_BETTER if high < 0 else Verdict.NONE_SEEN
