"""Trial calculation: it is linear, touches no earlier year, and is refused where it cannot be."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.budget.allocation.arithmetic import Factors, Group, Volume, calculate
from app.services.budget.allocation.errors import NotAFactor
from app.services.budget.allocation.trying import Adjustment, adjusted, differences
from tests.services.budget.allocation.calculations import UNITS, YEAR, factors, percents

UNIT, OTHER = UNITS[:2]
YEARS = range(YEAR - 1, YEAR + 4)
TYPED = Factors(
    (
        Group(
            1, "Barn", {YEAR - 1: {"A": Decimal(100), "B": Decimal(20)}},
            {(unit, year): Volume(Decimal(10)) for unit in (UNIT, OTHER) for year in YEARS},
        ),
        Group(2, "Elever", {YEAR: {"A": Decimal(50)}}, {(UNIT, YEAR): Volume(Decimal(4))}),
    ),
    {YEAR: Decimal(10), YEAR + 1: Decimal(5)},
)  # fmt: skip


@given(factors(), percents, st.sampled_from(tuple(YEARS)), st.sampled_from(("price", "volume")))
def test_a_percent_on_all_prices_or_volumes_is_that_percent_on_every_result(typed, percent, start, what):
    typed = replace(typed, mean_volume=typed.mean_volume and what == "price")
    before = calculate(typed, YEARS)
    after = calculate(adjusted(typed, [Adjustment(what, start, percent=percent)]), YEARS)
    assert set(after.units) == set(before.units)
    for (unit, year), amount in before.units.items():
        factor = 1 + Fraction(percent) / 100 if year >= start else 1
        assert after.units[unit, year] == amount * factor


@given(factors(), percents, percents)
def test_one_change_after_another_is_the_same_as_both_at_once(typed, price, volume):
    both = [Adjustment("price", YEAR, percent=price), Adjustment("volume", YEAR, percent=volume)]
    step = adjusted(adjusted(typed, both[:1]), both[1:])
    assert calculate(step, YEARS).units == calculate(adjusted(typed, both[::-1]), YEARS).units


@given(factors())
def test_nothing_tried_changes_nothing(typed):
    zero = [Adjustment(what, YEAR, percent=Decimal(0)) for what in ("price", "volume")]
    assert calculate(adjusted(typed, zero), YEARS).units == calculate(typed, YEARS).units
    assert adjusted(typed, []) == typed


def test_a_number_on_a_price_is_added_once_per_volume():
    after = adjusted(TYPED, [Adjustment("price", YEAR, number=Decimal(5), group_id=1)])
    was, now = calculate(TYPED, YEARS), calculate(after, YEARS)
    assert now.lines[1, UNIT, YEAR] - was.lines[1, UNIT, YEAR] == 10 * 5 * 100
    assert now.lines[2, UNIT, YEAR] == was.lines[2, UNIT, YEAR]
    assert now.lines[1, UNIT, YEAR - 1] == was.lines[1, UNIT, YEAR - 1]
    assert now.lines[1, UNIT, YEAR + 1] == was.lines[1, UNIT, YEAR + 1] + 10 * 5 * 100 * Fraction(105, 100)


def test_a_number_on_the_volumes_of_a_unit_leaves_the_others():
    tried = Adjustment("volume", YEAR, number=Decimal("2.5"), group_id=1, unit_id=UNIT)
    now = calculate(adjusted(TYPED, [tried]), YEARS)
    assert now.counted[1, UNIT, YEAR] == Fraction(25, 2)
    assert now.counted[1, UNIT, YEAR - 1] == now.counted[1, OTHER, YEAR] == 10


def test_points_on_an_index_change_the_years_that_are_indexed():
    now = adjusted(TYPED, [Adjustment("index", YEAR, number=Decimal(1))])
    assert [now.indexes[year] for year in range(YEAR, YEAR + 4)] == [11, 6, 1, 1]
    assert YEAR - 1 not in now.indexes


@pytest.mark.parametrize(
    "tried",
    [
        Adjustment("volume", YEAR, number=Decimal(-11)),
        Adjustment("volume", YEAR, percent=Decimal(-101)),
        Adjustment("index", YEAR, number=Decimal(-110)),
    ],
)
def test_what_cannot_be_is_refused(tried):
    with pytest.raises(NotAFactor, match="skulle bli"):
        adjusted(TYPED, [tried])


def test_the_difference_of_a_unit_is_told_with_its_percent():
    after = calculate(adjusted(TYPED, [Adjustment("price", YEAR, percent=Decimal(10))]), YEARS)
    found = {each.unit_id: each for each in differences(calculate(TYPED, YEARS), after, YEAR)}
    assert found[UNIT].percent == found[OTHER].percent == 10
    assert found[UNIT].change == Fraction(10 * 132 * 100 + 4 * 50 * 100, 10)


@pytest.mark.parametrize(
    ("tried", "words"),
    [
        (Adjustment("price", YEAR, percent=Decimal("2.5")), "pris +2,5\u00a0% från 2027"),
        (Adjustment("price", YEAR, number=Decimal(-500), group_id=2), "pris −500 kr från 2027 för Elever"),
        (Adjustment("volume", YEAR, number=Decimal(3)), "volym +3 från 2027"),
        (Adjustment("index", YEAR, number=Decimal("0.5")), "index +0,5 procentenheter från 2027"),
    ],
)
def test_what_is_tried_can_be_said(tried, words):
    assert tried.words(TYPED) == words
