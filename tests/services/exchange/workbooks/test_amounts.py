"""Every way in which Swedish spreadsheets write an amount is read; all else is refused with its address."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange.workbooks.amounts import LARGEST, amount_at
from app.services.exchange.workbooks.cells import UNCOMPUTED, Sheet
from app.services.exchange.workbooks.errors import NoAmount
from app.services.formatting import ORE_PER_UNIT, Unit, write_ore

NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


def _sheet(value: Any, **more: Any) -> Sheet:
    return Sheet("Ramar", [["Enhet", "x"], ["Skolan", value]], **more)


def _read(value: Any, unit: Unit = "kr", **more: Any) -> int | None:
    return amount_at(_sheet(value, **more), 1, 1, unit).ore


@pytest.mark.parametrize(
    ("value", "ore"),
    [
        (1234.5, 123450), (1234, 123400), (Decimal("0.01"), 1), ("1 234,50", 123450),
        (f"1{NBSP}234,5", 123450), (f"1{NARROW}234", 123400), (f"{MINUS}500", -50000), ("-500", -50000),
        ("(500)", -50000), ("12 tkr", 1_200_000), ("1,5 mnkr", 150_000_000), ("–", 0), ("-", 0), ("", None),
        ("   ", None), (None, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_they_are_written(value: Any, ore: int | None) -> None:
    assert _read(value) == ore


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("hej", "är inget belopp"), ("12,345", "är inget belopp"), ("1.234", "är inget belopp"),
        ("50 %", "är inget belopp"), (date(2026, 5, 1), "ett datum (2026-05-01)"), (time(3, 4), "klockslag"),
        (timedelta(hours=30), "klockslag"), (True, "SANT eller FALSKT"),
        ("#VÄRDEFEL!", "visar felet #VÄRDEFEL!"),
        ("#DIV/0!", "visar felet #DIV/0!"), ("=A1*2", "en formel skriven som text"),
        (1e15, "mer än tusen miljarder"), ("2 000 000 mnkr", "mer än tusen miljarder"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_its_address(value: Any, said: str) -> None:
    with pytest.raises(NoAmount) as refused:
        _read(value)
    assert refused.value.message.startswith("Cell B2 i bladet ”Ramar” ")
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("error", "said"), [("#REF!", "visar felet #REF!"), (UNCOMPUTED, "inte är uträknad")]
)
def test_a_formula_without_a_value_is_refused(error: str, said: str) -> None:
    with pytest.raises(NoAmount, match=said):
        _read(None, errors={(1, 1): error})


def test_a_computed_number_with_more_decimals_is_rounded_and_says_so() -> None:
    found = amount_at(_sheet(1234.565), 1, 1, "kr")
    assert (found.ore, found.remark) == (
        123457,
        "1 234,565 kr är avrundat till hela ören".replace(" 2", f"{NBSP}2"),
    )
    assert amount_at(_sheet(-0.005), 1, 1, "kr").ore == -1


def test_a_merged_cell_keeps_its_amount_at_the_top_left_and_says_so() -> None:
    sheet = _sheet(7, merged=(((1, 1), (2, 2)),))
    found = amount_at(sheet, 1, 1, "kr")
    assert (found.ore, found.remark) == (700, "cellen är sammanfogad (B2:C3)")
    assert amount_at(sheet, 2, 1, "kr").ore is None
    under = Sheet("Ramar", [[5.0, 6.0]], merged=(((0, 0), (0, 1)),))
    assert [amount_at(under, 0, column, "kr").ore for column in (0, 1)] == [500, None]


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(["kr", "tkr", "mnkr"]))
def test_what_the_program_writes_as_a_number_or_a_text_reads_back_exactly(ore: int, unit: Unit) -> None:
    assert _read(float(Decimal(ore) / ORE_PER_UNIT[unit]), unit) == ore
    assert _read(write_ore(ore)) == ore
    assert _read(write_ore(ore, unit=False)) == ore
