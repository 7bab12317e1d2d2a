"""Spreading: sums are exact to the öre, held cells stay, and whatever is odd is said."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.services.budget import rules
from app.services.budget.spreading import NotSpread, Target, spread, spread_line, spread_percent

TKR = 100_000
AMOUNTS = st.integers(-(10**9), 10**9)
STEPS = st.sampled_from((1, 100, TKR))
MODES = st.sampled_from(("replace", "add", "subtract"))


def cells(*amounts: int, held: tuple[int, ...] = (), volumes: tuple[int, ...] = ()) -> list[Target]:
    return [
        Target(
            place,
            f"Enhet {place}",
            amount,
            place in held,
            Fraction(volumes[place]) if volumes else Fraction(0),
        )
        for place, amount in enumerate(amounts)
    ]


TARGETS = st.lists(
    st.builds(
        Target,
        key=st.integers(),
        name=st.just("Enhet"),
        amount=AMOUNTS,
        held=st.booleans(),
        volume=st.fractions(0, 1000, max_denominator=100),
    ),
    min_size=1,
    max_size=12,
)


def after(made: object) -> list[int]:
    return [share.after for share in made.shares]  # type: ignore[attr-defined]


@given(TARGETS, AMOUNTS, st.sampled_from(("proportional", "equal", "volume")), MODES, STEPS)
def test_the_cells_add_up_to_the_ore_and_held_ones_stay(
    targets: list[Target], amount: int, method: str, mode: str, step: int
) -> None:
    assume(not all(target.held for target in targets))
    assume(method != "volume" or any(target.volume and not target.held for target in targets))
    made = spread(targets, amount=amount, method=method, mode=mode, step=step)  # type: ignore[arg-type]
    before = sum(target.amount for target in targets)
    wanted = {"replace": amount, "add": before + amount, "subtract": before - amount}[mode]
    assert made.total == wanted
    assert [share.target for share in made.shares] == targets
    assert all(not share.change for share in made.shares if share.target.held)
    rest = sum(1 for share in made.shares if share.rest)
    assert rest <= 1 or step == 1
    assert any("Avrundningen" in words for words in made.said) == bool(rest)
    assert any("hålls" in words for words in made.said) == any(target.held for target in targets)


@given(TARGETS, st.integers(-100, 100), STEPS)
def test_a_percentage_is_the_same_for_every_cell_but_for_the_rounding(
    targets: list[Target], percent: int, step: int
) -> None:
    assume(any(target.amount and not target.held for target in targets))
    made = spread_percent(targets, percent=Fraction(percent), step=step)
    free = sum(target.amount for target in targets if not target.held)
    change = made.total - sum(target.amount for target in targets)
    assert abs(change - Fraction(free * percent, 100)) * 2 <= step
    for share in made.shares:
        wanted = 0 if share.target.held else Fraction(share.target.amount * percent, 100)
        assert abs(share.change - share.rest - wanted) <= step


@given(st.lists(AMOUNTS, min_size=2, max_size=9), AMOUNTS)
def test_in_ore_nobody_is_more_than_one_ore_from_its_share(amounts: list[int], amount: int) -> None:
    made = spread(cells(*amounts), amount=amount, method="equal")
    assert all(abs(share.after - Fraction(amount, len(amounts))) < 1 for share in made.shares)


def test_proportional_keeps_each_cells_share() -> None:
    made = spread(cells(100, 300), amount=800, method="proportional")
    assert (after(made), made.said) == ([200, 600], ())
    made = spread(cells(100, 300), amount=40, method="proportional", mode="subtract")
    assert after(made) == [90, 270]


def test_proportional_over_nothing_but_zeros_is_equal_and_says_so() -> None:
    made = spread(cells(0, 0, 0), amount=300, method="proportional")
    assert after(made) == [100, 100, 100]
    assert made.said == ("Alla belopp är noll, så de får lika stora delar.",)


def test_where_signs_differ_the_change_goes_by_size() -> None:
    made = spread(cells(300, -100), amount=400, method="proportional", mode="add")
    assert after(made) == [600, 0]
    assert "olika tecken" in made.said[0]


def test_held_cells_count_in_what_the_sum_is_to_be() -> None:
    made = spread(cells(100, 500, 100, held=(1,)), amount=1000, method="equal")
    assert after(made) == [250, 500, 250]
    assert made.said == ("1 belopp hålls och ändras inte.",)


def test_by_volume_follows_the_volumes_and_says_who_has_none() -> None:
    made = spread(cells(9, 9, 9, volumes=(1, 3, 0)), amount=400, method="volume")
    assert after(made) == [100, 300, 0]
    assert made.said == ("1 enhet saknar volym och får ingen del.",)
    with pytest.raises(NotSpread, match="Ingen av enheterna har någon volym"):
        spread(cells(9, 9), amount=400, method="volume")


def test_the_ore_that_are_left_go_to_the_largest_remainders() -> None:
    made = spread(cells(0, 0, 0), amount=200, method="equal")
    assert after(made) == [67, 67, 66]
    assert made.said == ("Avrundningen går inte jämnt ut: ett öre mer ligger på Enhet 0, Enhet 1.",)


def test_in_whole_tkr_the_rest_is_put_on_the_largest_and_said() -> None:
    made = spread(cells(100 * TKR, 200 * TKR, 100 * TKR), amount=401 * TKR, method="proportional", step=TKR)
    assert after(made) == [100 * TKR, 201 * TKR, 100 * TKR]
    made = spread(cells(TKR, 2 * TKR, TKR), amount=7 * TKR + 40_000, method="proportional", step=TKR)
    assert after(made) == [2 * TKR, 3 * TKR + 40_000, 2 * TKR]
    assert made.said == ("Avrundningen går inte jämnt ut: −600\u00a0kr ligger på Enhet 1.",)


def test_what_is_added_is_rounded_and_what_stood_there_is_left_exact() -> None:
    made = spread(cells(12_345, 12_345), amount=3 * TKR, method="equal", mode="add", step=TKR)
    assert sorted(after(made)) == [12_345 + TKR, 12_345 + 2 * TKR]


def test_a_straight_line_goes_evenly_to_the_last_year() -> None:
    years = [cells(10), cells(20), cells(90)]
    made = spread_line(years, start=100, amount=400)
    assert after(made) == [200, 300, 400]
    assert after(spread_line(years, start=100, amount=10, mode="add")) == [100, 100, 100]
    assert after(spread_line(years, start=90, amount=90, mode="subtract")) == [60, 30, 0]


def test_what_the_rounding_of_each_year_left_over_is_said_with_the_year() -> None:
    years = [[replace(cell, year=year) for cell in cells(TKR, TKR, TKR)] for year in (2028, 2029)]
    made = spread_line(years, start=4 * TKR, amount=4 * TKR, step=TKR)
    assert made.said == (
        "Avrundningen 2028 går inte jämnt ut: 1\u00a0000\u00a0kr ligger på Enhet 0.",
        "Avrundningen 2029 går inte jämnt ut: 1\u00a0000\u00a0kr ligger på Enhet 0.",
    )


def test_what_is_held_in_several_years_is_counted_once() -> None:
    years = [cells(10, 10, held=(0,)), cells(20, 20, 20, held=(0, 1))]
    assert spread_line(years, start=40, amount=60).said == ("3 belopp hålls och ändras inte.",)


def test_a_held_year_is_left_where_it_is() -> None:
    made = spread_line([cells(10), cells(20, held=(0,)), cells(90)], start=100, amount=400)
    assert after(made) == [200, 20, 400]
    assert made.said == ("1 belopp hålls och ändras inte.",)


@given(st.lists(st.lists(AMOUNTS, min_size=1, max_size=4), min_size=1, max_size=5), AMOUNTS, AMOUNTS)
def test_a_line_over_many_cells_adds_up_every_year(years: list[list[int]], start: int, end: int) -> None:
    made = iter(spread_line([cells(*year) for year in years], start=start, amount=end).shares)
    totals = [start, *(sum(next(made).after for _ in year) for year in years)]
    assert totals[-1] == end
    steps = [later - earlier for earlier, later in pairwise(totals)]
    assert max(steps) - min(steps) <= 2


def test_what_cannot_be_spread_is_refused_in_one_sentence() -> None:
    with pytest.raises(NotSpread, match="inga belopp"):
        spread([], amount=1, method="equal")
    with pytest.raises(NotSpread, match="Alla belopp hålls"):
        spread(cells(1, held=(0,)), amount=1, method="equal")
    with pytest.raises(NotSpread, match="Alla belopp hålls"):
        spread_line([cells(1, held=(0,))], start=0, amount=1)
    with pytest.raises(NotSpread, match="Alla belopp är noll"):
        spread_percent(cells(0, 0), percent=Fraction(2))
    with pytest.raises(NotSpread, match="senare år"):
        spread_line([], start=0, amount=1)
    with pytest.raises(NotSpread, match="tusen miljarder"):
        spread(cells(0), amount=rules.LARGEST + 1, method="equal")
