"""What people type as prices, volumes and percents: read exactly, or refused in one sentence."""

from decimal import Decimal

import pytest
from hypothesis import given

from app.models.errors import DomainError
from app.services.budget.allocation import limits
from app.services.formatting import write_number
from tests.services.budget.allocation.calculations import decimals

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "unit", "price"),
    [
        ("107 400", "kr", "107400"),
        (f"107{NBSP}400,50", "kr", "107400.50"),
        ("107,4 tkr", "kr", "107400"),
        ("107 400 kr", "tkr", "107.400"),
        ("1,2 mnkr", "tkr", "1200"),
        ("−1 200", "kr", "-1200"),
        ("(1 200)", "kr", "-1200"),
    ],
)
def test_prices_are_read_in_swedish_form_with_their_unit(text, unit, price):
    assert limits.read_price(text, unit) == Decimal(price)


@pytest.mark.parametrize("text", ["", " ", "–", "-", "−"])
def test_nothing_and_a_dash_clear(text):
    assert limits.read_price(text, "kr") is None
    assert limits.read_volume(text) is None
    assert limits.read_share(text) is None


@pytest.mark.parametrize(
    "text",
    ["12 barn", "1.5", "=1+1", "#VALUE!", "1 2", "12 %", "∞", "nan", "1e5", "<b>", "'; DROP", "٣", "9" * 101],
)
def test_what_is_no_price_is_refused_in_a_sentence(text):
    with pytest.raises(DomainError) as refused:
        limits.read_price(text, "kr")
    assert refused.value.message.count("\n") == 0
    assert refused.value.message.endswith((".", "−500."))


@pytest.mark.parametrize("text", ["12 barn", "1.5", "12 %", "#DIV/0!", "2026-01-01", "kr"])
def test_what_is_no_volume_is_refused(text):
    with pytest.raises(DomainError):
        limits.read_volume(text)


def test_a_share_can_have_its_sign():
    assert limits.read_share("3,1 %") == limits.read_share("3,1") == Decimal("3.1")


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (limits.check_price, "10000000001"),
        (limits.check_price, "0.123456789"),
        (limits.check_volume, "-0.5"),
        (limits.check_volume, "1000000001"),
        (limits.check_index, "-100"),
        (limits.check_index, "1001"),
        (limits.check_subsidy, "100.1"),
        (limits.check_subsidy, "-1"),
    ],
)
def test_what_cannot_be_is_refused_by_what_it_is(check, value):
    with pytest.raises(DomainError, match=r"^Talet 2027 "):
        check(Decimal(value), "Talet 2027")


@pytest.mark.parametrize("year", [1989, 2101, 0, -5])
def test_a_year_far_away_is_refused(year):
    with pytest.raises(DomainError, match="1990 och 2100"):
        limits.check_year(year, "Basåret")


@given(decimals(-(10**9), 10**9, 8))
def test_a_price_that_is_shown_is_read_back_the_same(price):
    assert limits.read_price(write_number(price), "kr") == price
    assert limits.read_price(write_number(price) + " tkr", "kr") == price * 1000
