"""A year over its months: always the same sum, whatever the weights."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.services.budget.internal.spreading import spread
from app.services.budget.internal.standard import PROFILES

WEIGHTS = st.lists(st.decimals(0, 1000, places=3), min_size=12, max_size=12)


@given(st.integers(-(10**14), 10**14), WEIGHTS)
def test_the_months_are_the_year_and_no_month_is_off_by_as_much_as_is_left_over(
    amount: int, weights: list[Decimal]
) -> None:
    months = spread(amount, weights)
    assert sum(months) == amount
    step = 1 if amount % 100 else 100
    assert not any(month % step for month in months)
    total = sum(weights)
    for month, weight in zip(months, weights, strict=True):
        exact = amount * weight / total if total else Decimal(amount) / 12
        assert abs(month - exact) < step


def test_what_is_cut_off_goes_where_most_was_cut_off_and_else_first() -> None:
    assert spread(101) == (9, 9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8)
    assert spread(-101) == tuple(-each for each in spread(101))
    assert spread(10, (0, 1, 2)) == (0, 3, 7)
    assert spread(12, (0,) * 12) == (1,) * 12
    assert spread(100_00) == (9_00,) * 4 + (8_00,) * 8


def test_the_profiles_to_begin_with_have_twelve_months() -> None:
    for name, weights in PROFILES:
        assert len(weights) == 12, name
        assert sum(spread(1_000_01, weights)) == 1_000_01
