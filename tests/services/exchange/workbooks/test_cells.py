"""Cells have the addresses that a spreadsheet gives them, and numbers their shortest exact form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange.workbooks.cells import Sheet, address, column_name, exact, place_of


@pytest.mark.parametrize(
    ("column", "name"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_are_named_as_in_a_spreadsheet(column: int, name: str) -> None:
    assert column_name(column) == name


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_names_its_place(row: int, column: int) -> None:
    assert place_of(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "5", "A0", "ÅÄ1", "AAAA1", "A1:B2"])
def test_what_is_no_address_names_no_place(text: str) -> None:
    assert place_of(text) is None


def test_an_address_with_dollar_signs_is_the_same() -> None:
    assert place_of("$C$5") == place_of("c5") == (4, 2)


@given(st.integers(-(10**14), 10**14))
def test_an_amount_in_ore_survives_the_way_through_a_binary_number(ore: int) -> None:
    assert exact(ore / 100) == Decimal(ore) / 100
    assert exact(ore / 100_000) == Decimal(ore) / 100_000


def test_the_trail_of_a_computation_is_dropped() -> None:
    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert exact(1234.5600000000002) == Decimal("1234.56")


def test_a_cell_outside_is_empty_and_a_whole_number_has_no_point() -> None:
    sheet = Sheet("Blad", [["Enhet", 2027.0, "  två\nrader ", True, ""]])
    assert sheet.cell(9, 9) is None
    assert sheet.cell(0, 4) is None
    assert sheet.text(0, 1) == "2027"
    assert sheet.text(0, 2) == "två rader"
    assert sheet.cell(0, 3) is True
