"""The normalised score, with the figures that the method has been published with as golden values."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.formatting import write_number
from app.services.scorecard.score import (
    MOST,
    RED,
    TARGET,
    Part,
    held_direction,
    obstacle,
    resolved,
    score,
    shares,
    standing,
    weighted,
)
from app.services.scorecard.views import Goalposts

D = Decimal
NUMBERS = st.decimals(-10_000, 10_000, places=2)


def posts(value: object = None, threshold: object = None, **more: object) -> Goalposts:
    """Goalposts in whole numbers or texts."""
    numbers = {key: D(str(one)) for key, one in more.items() if key in ("upper", "threshold_upper")}
    words = {key: one for key, one in more.items() if key not in numbers}
    return Goalposts(
        None if value is None else D(str(value)),
        threshold=None if threshold is None else D(str(threshold)),
        **numbers,
        **words,
    )


@pytest.mark.parametrize(
    ("outcome", "expected"), [(300, D(0)), (500, RED), (600, D(5)), (700, TARGET), (900, MOST)]
)
def test_the_published_example_of_red_at_500_and_goal_at_700(outcome, expected):
    assert score(D(outcome), posts(700, 500), "higher") == expected


@pytest.mark.parametrize(("outcome", "expected"), [(900, D(0)), (700, RED), (500, TARGET), (300, MOST)])
def test_the_same_example_where_lower_is_better(outcome, expected):
    assert score(D(outcome), posts(500, 700), "lower") == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(254_999, "unmet"), (255_000, "partly"), (259_999, "partly"), (260_000, "met"), (300_000, "met")],
)
def test_the_published_colours_below_255_000_and_from_260_000(outcome, expected):
    assert standing(score(D(outcome), posts(260_000, 255_000), "higher")) == expected


def test_thresholds_are_exact_thirds_and_are_shown_as_3_33_and_6_67():
    assert (write_number(RED, 2), write_number(TARGET, 2)) == ("3,33", "6,67")
    assert write_number(score(D("0.3"), posts("0.3", "0.1"), "higher"), 2) == "6,67"


def test_the_scale_ends_at_0_and_10():
    assert score(D(-5000), posts(700, 500), "higher") == 0
    assert score(D(5000), posts(700, 500), "higher") == 10


@pytest.mark.parametrize(
    ("outcome", "target", "expected"), [(1, None, 10), (0, None, 0), (0, 0, 10), (1, 0, 0), (1, 1, 10)]
)
def test_yes_or_no_scores_10_or_0_whichever_is_better(outcome, target, expected):
    assert score(D(outcome), posts(target), "yes_no") == expected


def test_a_goal_alone_is_met_or_not():
    assert [score(D(one), posts(90), "higher") for one in (89, 90, 91)] == [0, 10, 10]
    assert [score(D(one), posts(90), "lower") for one in (89, 90, 91)] == [10, 10, 0]


def test_a_range_is_best_in_its_middle_and_falls_on_both_sides():
    goalposts = posts(40, 30, upper=60, threshold_upper=80)
    outcomes = (20, 30, 35, 40, 50, 60, 70, 80, 100)
    found = [score(D(one), goalposts, "within") for one in outcomes]
    assert found == [0, RED, 5, TARGET, 10, TARGET, 5, RED, 0]


def test_unchanged_allows_half_of_its_tolerance_on_both_sides():
    found = [score(D(one), posts(100, 90), "unchanged") for one in (85, 90, 95, 100, 105, 110, 115)]
    assert [standing(one) for one in found] == ["unmet", "partly", "met", "met", "met", "partly", "unmet"]
    assert (found[3], found[0], found[6]) == (10, 0, 0)
    assert [score(D(one), posts(100), "unchanged") for one in (99, 100)] == [0, 10]


def test_steps_of_a_text_scale_go_from_0_over_the_target_to_10():
    found = [score(D(one), posts(3), "scale", steps=4) for one in (1, 2, 3, 4)]
    assert [write_number(one, 2) for one in found] == ["0,00", "3,33", "6,67", "10,00"]
    assert score(D(4), posts(4), "scale", steps=4) == TARGET


def test_a_change_is_held_against_last_year_and_needs_it():
    wanted = posts(2, 0, kind="previous")
    assert score(D(222), resolved(wanted, D(220)), "higher") == TARGET
    assert score(D(220), resolved(wanted, D(220)), "higher") == RED
    assert score(D(222), resolved(wanted, None), "higher") is None
    assert obstacle(resolved(wanted, None), "higher", before=None) == "utfall året före saknas"


def test_a_gap_is_better_the_smaller_it_is():
    assert score(D(12), posts(10, 20, kind="gap"), held_direction("higher", "gap")) > RED


@pytest.mark.parametrize(
    ("goalposts", "direction", "why"),
    [
        (posts(), "higher", "målvärde saknas"),
        (posts(5), None, "riktning saknas"),
        (posts(words="Fler trivs"), "higher", "målet är skrivet i ord"),
        (posts(5, 9), "higher", "gränsvärdet ligger på fel sida om målet"),
        (posts(), "yes_no", ""),
        (posts(5, 3), "higher", ""),
    ],
)
def test_what_stands_in_the_way_of_a_score_is_said(goalposts, direction, why):
    assert obstacle(goalposts, direction) == why
    if why:
        assert score(D(5), goalposts, direction) is None


@given(red=NUMBERS, width=st.decimals(D("0.01"), 5000, places=2), outcome=NUMBERS)
def test_higher_and_lower_are_mirrors_and_follow_the_line(red, width, outcome):
    goal = red + width
    found = score(outcome, Goalposts(goal, threshold=red), "higher")
    mirrored = score(-outcome, Goalposts(-goal, threshold=-red), "lower")
    exact = min(max(Fraction(10 * (outcome - red + width)) / Fraction(3 * width), Fraction(0)), Fraction(10))
    assert found == mirrored
    assert abs(Fraction(found) - exact) < Fraction(1, 10**20)
    assert standing(found) == ("met" if outcome >= goal else "partly" if outcome >= red else "unmet")


@given(red=NUMBERS, width=st.decimals(D("0.01"), 5000, places=2), one=NUMBERS, other=NUMBERS)
def test_a_better_outcome_never_scores_less(red, width, one, other):
    goalposts = Goalposts(red + width, threshold=red)
    low, high = sorted((one, other))
    assert score(low, goalposts, "higher") <= score(high, goalposts, "higher")


def test_what_is_unknown_or_nobodys_is_never_green():
    assert standing(MOST, known=False) == "missing"
    assert standing(MOST, owned=False) == "unowned"
    assert standing(None) == "unscored"


# ---- means ---------------------------------------------------------------------------------------


def test_a_mean_is_written_out_and_leaves_out_what_has_no_score():
    mean = weighted([Part(D(6)), Part(D(5)), Part(None)])
    assert (mean.score, mean.counted, mean.count, mean.share) == (D("5.5"), 2, 3, D(200) / 3)
    assert mean.formula == "(6,00 + 5,00) / 2 = 5,50; 1 utan poäng räknas inte"
    assert weighted([Part(D(6), D(2)), Part(RED)]).formula == "(2 × 6,00 + 1 × 3,33) / 3 ≈ 5,11"
    assert weighted([Part(D(6)), Part(None)]).formula == "6,00; 1 utan poäng räknas inte"
    assert weighted([Part(D(6))] * 20).formula == "120,00 (summan av 20 poäng) / 20 = 6,00"


def test_a_mean_of_nothing_is_missing_and_never_zero():
    mean = weighted([Part(None), Part(None, standing="unowned")])
    assert (mean.score, mean.standing, mean.counted, mean.count) == (None, "missing", 0, 2)
    assert weighted([]).share is None
    assert weighted([Part(D(9), D(0))]).score is None


def test_a_mean_of_thirds_at_the_target_is_met():
    assert weighted([Part(RED), Part(MOST)]).score == TARGET
    assert weighted([Part(RED), Part(RED), Part(RED)]).score == RED
    assert weighted([Part(TARGET * D("0.85")), Part(TARGET)]).standing == "partly"
    assert write_number(weighted([Part(D("5.43") + RED), Part(RED)]).score, 2) == "6,05"


def test_leading_and_lagging_are_apart():
    mean = weighted([Part(D(8), nature="leading"), Part(D(4), nature="lagging"), Part(D(6))])
    assert (mean.score, mean.leading, mean.lagging) == (6, 8, 4)


@given(st.lists(st.tuples(st.decimals(0, 10, places=3), st.decimals(D("0.1"), 9, places=1)), min_size=1))
def test_a_mean_lies_between_its_parts_and_shares_are_the_whole(parts):
    mean = weighted([Part(value, weight) for value, weight in parts])
    values = [value for value, _ in parts]
    assert min(values) - D("1e-20") <= mean.score <= max(values) + D("1e-20")
    assert abs(sum(shares(weight for _, weight in parts)) - 100) < D("1e-20")
