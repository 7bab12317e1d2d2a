"""Cells as a Swedish spreadsheet reads them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.parts.clipboard import as_text, cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (-350, "-350"),
        (Decimal("1234.50"), "1234,50"),
        (Decimal("1E+3"), "1000"),
        ("Två\nrader\tmed tabb", "Två rader med tabb"),
        ("=1+1", "'=1+1"),
        ("@kommun", "'@kommun"),
        ("–", "–"),
        ("-", "-"),
    ],
)
def test_a_cell_is_written_so_that_it_is_read_back(value: object, text: str) -> None:
    assert cell(value) == text  # type: ignore[arg-type]


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_keeps_its_row_and_column_and_starts_no_formula(rows: list[list[str]]) -> None:
    lines = as_text(rows).split("\n")
    assert len(lines) == len(rows)
    cells = [each for line in lines for each in line.split("\t")]
    assert len(cells) == 2 * len(rows)
    assert not any(each.startswith(("=", "+", "-", "@")) and len(each) > 1 for each in cells)
