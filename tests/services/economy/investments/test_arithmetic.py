"""Depreciation and running cost: nothing is lost and nothing is added, whatever the amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.investments.arithmetic import (
    InUse,
    Life,
    depreciation,
    project_depreciation,
    running,
    split,
)

_COSTS = st.integers(-(10**14), 10**14)
_LIVES = st.integers(1, 120)
_STARTS = st.builds(InUse, st.integers(2000, 2060), st.integers(1, 12))


@given(_COSTS, _LIVES, _STARTS)
def test_the_years_together_are_the_cost_to_the_öre(cost, years, start):
    borne = depreciation(cost, years, start)
    assert sum(borne.values()) == cost
    assert all(start.year <= year <= start.year + years for year in borne)
    assert all((amount > 0) == (cost > 0) for amount in borne.values())


@given(_COSTS, _LIVES, _STARTS)
def test_whole_years_bear_the_same_but_for_an_öre(cost, years, start):
    borne = depreciation(cost, years, start)
    whole = [borne.get(year, 0) for year in range(start.year + 1, start.year + years)]
    assert not whole or max(whole) - min(whole) <= 1


@given(
    st.dictionaries(st.integers(2020, 2040), _COSTS, max_size=6),
    st.lists(st.tuples(st.integers(1, 30), st.one_of(st.none(), _LIVES)), min_size=1, max_size=3),
    _STARTS,
)
def test_a_project_bears_what_its_parts_with_a_life_have_cost(spent, parts, start):
    rest = 100 - sum(share for share, _ in parts)
    lives = [Life(Decimal(share), years) for share, years in parts] + [Life(Decimal(rest), None)]
    early = sum(amount for year, amount in spent.items() if year <= start.year)
    tranches = [early, *(amount for year, amount in spent.items() if year > start.year)]
    shares = [life.share for life in lives]
    wanted = sum(
        cost
        for amount in tranches
        for cost, life in zip(split(amount, shares), lives, strict=True)
        if life.years is not None
    )
    assert sum(project_depreciation(spent, lives, start).values()) == wanted


@given(_COSTS, st.lists(st.integers(1, 20), min_size=1, max_size=5))
def test_shares_of_all_of_it_are_all_of_it(amount, shares):
    rest = 100 - sum(shares)
    whole = [Decimal(share) for share in (*shares, rest) if share]
    assert rest < 0 or sum(split(amount, whole)) == amount


def test_the_first_year_bears_its_months_and_the_last_takes_the_rest():
    assert depreciation(1_200_00, 10, InUse(2027, 8)) == {
        2027: 50_00,
        **dict.fromkeys(range(2028, 2037), 12000),
        2037: 70_00,
    }
    assert depreciation(100_00, 3, InUse(2027)) == {2027: 33_33, 2028: 33_34, 2029: 33_33}


def test_land_and_what_is_not_in_use_bear_nothing():
    assert depreciation(5_000_00, None, InUse(2027)) == {}
    assert project_depreciation({2027: 5_000_00}, [Life(Decimal(100), 10)], None) == {}
    with pytest.raises(ValueError, match="at least a year"):
        depreciation(1, 0, InUse(2027))


def test_what_is_spent_after_the_start_is_borne_from_the_year_after():
    spent = {2026: 100_00, 2027: 20_00, 2029: 60_00}
    borne = project_depreciation(spent, [Life(Decimal(100), 2)], InUse(2027, 7))
    assert borne == {2027: 30_00, 2028: 60_00, 2029: 30_00, 2030: 30_00, 2031: 30_00}


@given(st.integers(-(10**12), 10**12), _STARTS)
def test_running_cost_begins_in_the_month_of_use(amount, start):
    assert running(amount, start, start.year - 1) == 0
    assert running(amount, start, start.year + 1) == amount
    assert running(amount, None, start.year) == 0
    first = running(amount, start, start.year)
    assert abs(first * 12 - amount * (13 - start.month)) <= 6
