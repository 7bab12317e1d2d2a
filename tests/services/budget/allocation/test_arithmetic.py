"""Volume times price: the published figures, exactness, and what is not known."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.budget.allocation.arithmetic import (
    Factors,
    Group,
    Special,
    Volume,
    as_decimal,
    calculate,
    prices_of,
    rounded,
    rounding,
    shortened,
    volume_change,
)
from app.services.formatting import write_mnkr
from tests.services.budget.allocation.calculations import (
    SJOBO_CARE,
    SJOBO_SCHOOL,
    SJOBO_UPPER,
    UNITS,
    YEAR,
    factors,
    group,
    ore,
)

UNIT = UNITS[0]


def _sjobo(lines: tuple[tuple[str, str, str, str], ...]) -> Factors:
    groups = tuple(
        group(key, name, price, volume) for key, (name, price, volume, _) in enumerate(lines, start=1)
    )
    return Factors(groups, price_unit="tkr")


def _mnkr(amount: Fraction) -> str:
    return write_mnkr(rounded(amount), unit=False)


@pytest.mark.parametrize("lines", [SJOBO_SCHOOL, SJOBO_UPPER, SJOBO_CARE])
def test_every_published_line_comes_out_to_the_decimal(lines):
    found = calculate(_sjobo(lines), [YEAR])
    for key, (_, _, _, wanted) in enumerate(lines, start=1):
        assert _mnkr(found.lines[key, UNIT, YEAR]) == wanted.replace(".", ",")


@pytest.mark.parametrize(("lines", "total"), [(SJOBO_SCHOOL, "396,6"), (SJOBO_CARE, "225,4")])
def test_published_totals_come_from_lines_that_are_not_rounded(lines, total):
    assert _mnkr(calculate(_sjobo(lines), [YEAR]).total(YEAR)) == total


def test_a_published_total_can_differ_from_the_sum_of_its_rounded_lines_and_says_by_how_much():
    found = calculate(_sjobo(SJOBO_SCHOOL), [YEAR])
    tenth = 10_000_000
    shown = sum(rounded(amount / tenth) for amount in found.lines.values())
    exact = rounded(found.total(YEAR) / tenth)
    assert rounding(found.lines.values(), tenth) == exact - shown


def test_the_mean_of_the_first_and_the_last_volume_is_taken_when_the_version_says_so():
    typed = Factors((group(1, "Barn", "107400", "13", opening="12"),))
    assert calculate(typed, [YEAR]).lines[1, UNIT, YEAR] == ore("1396200")
    found = calculate(replace(typed, mean_volume=True), [YEAR])
    assert found.counted[1, UNIT, YEAR] == Fraction(25, 2)
    assert found.lines[1, UNIT, YEAR] == ore("1342500")


def test_a_year_opens_with_what_the_year_before_ended_with():
    volumes = {(UNIT, YEAR - 1): Volume(Decimal(10)), (UNIT, YEAR): Volume(Decimal(20))}
    typed = Factors((Group(1, "Barn", {YEAR - 1: {"A": Decimal(1)}}, volumes),), mean_volume=True)
    found = calculate(typed, [YEAR - 1, YEAR])
    assert (found.counted[1, UNIT, YEAR - 1], found.counted[1, UNIT, YEAR]) == (10, 15)


def test_a_price_is_the_sum_of_its_parts_and_the_subsidy_a_share_of_it():
    parts = {YEAR: {"Grundbelopp": Decimal("100.10"), "Kvalitet": Decimal(50), "Ambition": Decimal("-0.1")}}
    one = Group(1, "Barn", parts, {(UNIT, YEAR): Volume(Decimal(2))}, Decimal("12.5"))
    assert calculate(Factors((one,)), [YEAR]).lines[1, UNIT, YEAR] == ore("37.5")


def test_a_year_without_a_price_has_the_one_before_with_its_index():
    one = Group(1, "Barn", {YEAR: {"A": Decimal(100)}, YEAR + 3: {"A": Decimal(7)}})
    typed = Factors((one,), {YEAR: Decimal(99), YEAR + 1: Decimal("2.5")})
    found = prices_of(typed, one, range(YEAR - 1, YEAR + 5))
    assert {year: price.value for year, price in found.items()} == {
        YEAR: 100, YEAR + 1: Fraction(205, 2), YEAR + 2: Fraction(205, 2), YEAR + 3: 7, YEAR + 4: 7,
    }  # fmt: skip
    assert [found[year].own for year in sorted(found)] == [True, False, False, True, False]


def test_a_volume_without_a_price_gives_its_unit_no_result_that_year():
    priced = group(1, "A", "100", "1")
    typed = Factors((priced, Group(2, "B", {}, {(UNIT, YEAR): Volume(Decimal(1))})))
    found = calculate(typed, [YEAR])
    assert found.unpriced == {(2, UNIT, YEAR)}
    assert found.units == {}
    assert found.lines[1, UNIT, YEAR] == ore("100")


def test_no_volume_needs_no_price():
    typed = Factors((group(1, "A", "100", "1"), Group(2, "B", {}, {(UNIT, YEAR): Volume(Decimal(0))})))
    assert calculate(typed, [YEAR]).units == {(UNIT, YEAR): ore("100")}


def test_an_appropriation_is_its_own_result():
    typed = Factors(
        specials={(UNIT, YEAR): Special(5, "Krav"), (UNIT, YEAR + 9): Special(7, "Krav")}, special=True
    )
    found = calculate(typed, [YEAR])
    assert found.units == {(UNIT, YEAR): 5}
    assert volume_change(typed, found, UNIT, YEAR) == 5


def test_the_change_of_volumes_is_at_the_price_of_the_year():
    volumes = {(UNIT, YEAR - 1): Volume(Decimal(10)), (UNIT, YEAR): Volume(Decimal("12.5"))}
    one = Group(1, "Barn", {YEAR - 1: {"A": Decimal(100)}, YEAR: {"A": Decimal(110)}}, volumes)
    typed = Factors((one,))
    found = calculate(typed, [YEAR - 1, YEAR])
    assert volume_change(typed, found, UNIT, YEAR) == ore("275")
    assert found.units[UNIT, YEAR] - found.units[UNIT, YEAR - 1] == ore("375")
    assert volume_change(typed, found, UNIT, YEAR + 1) is None


@pytest.mark.parametrize(
    ("amount", "whole"),
    [("0.5", 1), ("-0.5", -1), ("0.4999", 0), ("1.5", 2), ("-1.49", -1), ("2.5", 3), ("0", 0)],
)
def test_amounts_are_rounded_half_up_away_from_zero(amount, whole):
    assert rounded(Fraction(Decimal(amount))) == whole


@given(factors())
def test_results_are_exact_and_the_sums_of_their_lines(typed):
    years = range(YEAR - 1, YEAR + 4)
    found = calculate(typed, years)
    for (key, unit, year), amount in found.lines.items():
        one = typed.group(key)
        share = Fraction(one.subsidy) / 100 if one.subsidy is not None else 1
        scale = 100_000 if typed.price_unit == "tkr" else 100
        assert amount == found.counted[key, unit, year] * found.prices[key, year].value * share * scale
        assert as_decimal(amount) is not None
    for (unit, year), amount in found.units.items():
        assert amount == sum(
            line for (_, at, when), line in found.lines.items() if (at, when) == (unit, year)
        )
    for year in years:
        assert found.total(year) == sum(v for (_, at), v in found.units.items() if at == year)
        assert found.volume(year) == sum(v for (_, _, at), v in found.counted.items() if at == year)


@given(factors())
def test_an_index_chain_is_the_product_of_its_years(typed):
    for one in typed.groups:
        found = prices_of(typed, one, range(YEAR - 1, YEAR + 4))
        for year in range(YEAR, YEAR + 4):
            if year in one.prices:
                assert found[year].value == sum(map(Fraction, one.prices[year].values()))
            else:
                rise = 1 + Fraction(typed.indexes.get(year, Decimal())) / 100
                assert found[year].value == found[year - 1].value * rise


@given(factors())
def test_it_does_not_matter_which_years_are_asked_for(typed):
    every = calculate(typed, range(YEAR - 1, YEAR + 4))
    for year in range(YEAR - 1, YEAR + 4):
        alone = calculate(typed, [year])
        assert alone.units == {place: v for place, v in every.units.items() if place[1] == year}


@given(st.lists(st.fractions(-(10**9), 10**9), max_size=8), st.sampled_from((1, 100, 100_000)))
def test_the_rounding_is_what_the_shown_lines_lack(amounts, unit):
    shown = sum(rounded(amount / unit) for amount in amounts)
    assert shown + rounding(amounts, unit) == rounded(sum(amounts, Fraction()) / unit)


@given(st.decimals(-(10**12), 10**12, places=8, allow_nan=False, allow_infinity=False))
def test_a_decimal_comes_back_from_its_fraction(value):
    assert as_decimal(Fraction(value)) == value
    assert shortened(Fraction(value), 8) == value


def test_a_fraction_that_never_ends_is_no_decimal():
    assert as_decimal(Fraction(1, 3)) is None
    assert shortened(Fraction(2, 3), 4) == Decimal("0.6667")
