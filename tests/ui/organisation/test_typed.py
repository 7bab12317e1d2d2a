"""What is typed in the fields of the page, read as values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.organisation.errors import BadYear
from app.ui.organisation import typed


def test_an_empty_field_is_no_value() -> None:
    assert typed.optional_day("  ", "Från") is None
    assert typed.optional_year("", "År") is None
    assert typed.optional_number(" ") is None
    assert typed.optional_kronor("") is None
    assert typed.optional_share("") is None
    assert typed.names(" \n\n") == []


def test_values_are_read_exactly() -> None:
    assert typed.day("2026-12-31", "Från") == date(2026, 12, 31)
    assert typed.year(" 2026 ", "År") == 2026
    assert typed.optional_number("5 077") == Decimal(5077)
    assert typed.optional_kronor("300 mnkr") == 300_000_000_00
    assert typed.optional_kronor("12,50") == 1250
    assert typed.optional_share("37,5 %") == Decimal("0.375")
    assert typed.names("Nora\n\n Hällefors ") == ["Nora", "Hällefors"]


@pytest.mark.parametrize("text", ["26", "20266", "tjugo", "٢٠٢٦", "-202"])
def test_a_year_is_four_digits(text: str) -> None:
    with pytest.raises(BadYear, match="Valår"):
        typed.year(text, "Valår")


@pytest.mark.parametrize("text", ["i våras", "2026-02-30", "2026"])
def test_a_day_that_is_none_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DomainError, match="Gäller från"):
        typed.optional_day(text, "Gäller från")


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_is_written_as_it_is_read(day: date) -> None:
    assert typed.optional_day(typed.write_optional_day(day), "Från") == day


def test_no_day_is_written_as_nothing() -> None:
    assert typed.write_optional_day(None) == ""
