"""The statistics against published values, then on simulated offices."""

from random import Random

import pytest

from booking.wording.compare import Arm, Verdict, compare, compare_in_order, difference, enough, interval

# Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
PUBLISHED_SHARES = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10.
PUBLISHED_DIFFERENCES = [
    (Arm(56, 70), Arm(48, 80), 0.0524, 0.3339),
    (Arm(9, 10), Arm(3, 10), 0.1705, 0.8090),
    (Arm(6, 7), Arm(2, 7), 0.0582, 0.8062),
    (Arm(5, 56), Arm(0, 29), -0.0381, 0.1926),
    (Arm(0, 10), Arm(0, 20), -0.1611, 0.2775),
    (Arm(0, 10), Arm(0, 10), -0.2775, 0.2775),
    (Arm(10, 10), Arm(0, 20), 0.6791, 1.0),
    (Arm(10, 10), Arm(0, 10), 0.6075, 1.0),
]
# The first trial of London: about 10 000 people, four wordings.
TRIAL = 2_500


@pytest.mark.parametrize(("successes", "total", "low", "high"), PUBLISHED_SHARES)
def test_the_interval_of_a_share_is_the_published_one(
    successes: int, total: int, low: float, high: float
) -> None:
    assert interval(successes, total) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("a", "b", "low", "high"), PUBLISHED_DIFFERENCES)
def test_the_interval_of_a_difference_is_the_published_one(a: Arm, b: Arm, low: float, high: float) -> None:
    assert difference(a, b) == pytest.approx((low, high), abs=0.00006)


def test_no_observation_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    nothing = compare(Arm(0, 0), Arm(0, 0))
    assert (nothing.low, nothing.high, nothing.verdict) == (-1.0, 1.0, Verdict.TOO_FEW)


def test_the_difference_turned_round_is_its_mirror() -> None:
    low, high = difference(Arm(56, 70), Arm(48, 80))
    assert difference(Arm(48, 80), Arm(56, 70)) == pytest.approx((-high, -low))


def test_the_number_asked_for_is_that_of_the_textbook() -> None:
    """From 20 % to 15 %, five in a hundred, power 80 %: 906 in each group (Fleiss, without continuity)."""
    assert enough(0.20) == 906
    assert enough(0.0) == enough(0.01)
    assert enough(0.05) > enough(0.10) > enough(0.40)


def test_a_striking_beginning_is_not_yet_a_result() -> None:
    seen = compare(Arm(30, 100), Arm(10, 100))
    assert seen.low > 0
    assert seen.verdict == Verdict.TOO_FEW


def drawn(chance: Random, share: float, total: int = TRIAL) -> Arm:
    return Arm(chance.binomialvariate(total, share), total)


def test_the_effect_of_the_trial_is_found() -> None:
    seen = compare(drawn(Random(2015), 0.111), drawn(Random(4569397), 0.084))
    assert seen.verdict == Verdict.B_BETTER
    assert seen.low < 0.111 - 0.084 < seen.high


def test_the_effect_of_the_trial_is_found_nine_times_out_of_ten() -> None:
    chance = Random(11)
    found = [compare(drawn(chance, 0.111), drawn(chance, 0.084)).verdict for _ in range(1_000)]
    assert 0.86 <= found.count(Verdict.B_BETTER) / 1_000 <= 0.94
    assert Verdict.A_BETTER not in found


def test_the_interval_holds_the_truth_95_times_out_of_100() -> None:
    chance = Random(84)
    seen = [compare(drawn(chance, 0.111, 300), drawn(chance, 0.084, 300)) for _ in range(2_000)]
    held = sum(each.low <= 0.111 - 0.084 <= each.high for each in seen) / 2_000
    assert 0.935 <= held <= 0.965


def test_the_same_text_twice_shows_no_difference_95_times_out_of_100() -> None:
    chance = Random(95)
    found = [compare(drawn(chance, 0.10), drawn(chance, 0.10)).verdict for _ in range(2_000)]
    assert 0.935 <= found.count(Verdict.NONE_SEEN) / 2_000 <= 0.965
    assert Verdict.TOO_FEW not in found


def test_looking_again_and_again_finds_no_more_than_chance() -> None:
    """The same text twice, looked at until long after the end: a winner five times out of a hundred at most, where
    the interval of the day would name one in five.
    """
    chance, winners = Random(100), {Verdict.A_BETTER, Verdict.B_BETTER}
    named = 0
    for _ in range(300):
        a, b = ([chance.random() < 0.3 for _ in range(1_500)] for _ in "ab")
        looks = range(50, 1_501, 50)
        named += bool(winners & {compare_in_order(a[:seen], b[:seen]).verdict for seen in looks})
    assert 0.02 <= named / 300 <= 0.05


def test_what_was_found_stays() -> None:
    a, b = [True, False] * 150, [True, False] * 150
    found = compare_in_order(a, b)
    assert (found.a, found.b, found.verdict) == (Arm(150, 300), Arm(150, 300), Verdict.NONE_SEEN)
    assert compare_in_order([*a, *[True] * 90], [*b, *[False] * 500]) == found


def test_between_two_hundreds_nothing_is_said() -> None:
    a, b = [True, False] * 140, [True, True, False, False] * 70
    found = compare_in_order(a, b)
    assert enough(0.5) < 280
    assert (found.a.total, found.enough, found.verdict) == (280, 300, Verdict.TOO_FEW)


def test_too_few_of_one_wording_settle_nothing() -> None:
    found = compare_in_order([True] * 5_000, [False] * 20)
    assert (found.a, found.b, found.verdict) == (Arm(5_000, 5_000), Arm(0, 20), Verdict.TOO_FEW)
