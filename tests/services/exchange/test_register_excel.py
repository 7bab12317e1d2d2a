"""The register as a workbook: text stays text, days are days, and the same register gives the same bytes."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.services.exchange.register_excel import register_workbook
from app.services.exchange.workbooks.writing import LONGEST
from app.services.steering.documents.register import RegisterView
from tests.services.reports.register_samples import DAY, EMPTY, HOSTILE, ROW, USUAL, register


def workbook(view: RegisterView) -> bytes:
    return register_workbook(view, municipality="Strängnäs & Å kommun", day=DAY)


def sheet(view: RegisterView) -> Worksheet:
    found = load_workbook(BytesIO(workbook(view))).active
    assert isinstance(found, Worksheet)
    return found


def column(view: RegisterView, title: str) -> list[Any]:
    rows = list(sheet(view).iter_rows(values_only=True))
    place = rows[0].index(title)
    return [row[place] for row in rows[1:]]


def test_the_rows_stand_in_the_order_of_what_needs_review() -> None:
    assert column(USUAL, "Dokument") == ["Policy för resor", "Flerårsplan 2027–2029", "Vision 2040"]
    assert column(USUAL, "Att göra") == ["Skulle ha setts över", "Ses över i år", None]
    assert column(USUAL, "Status") == ["Gällande, ny version: utkast", "Beslutad", "Beslutad"]
    assert column(USUAL, "Publiceras") == ["Nej", "Ja", None]
    assert column(USUAL, "Fas") == ["Planering", "Planering", None]


def test_days_are_days_and_what_is_less_than_a_day_is_text() -> None:
    assert column(USUAL, "Nästa översyn") == [datetime(2025, 1, 31), datetime(2026, 12, 1), None]
    assert column(USUAL, "Beslutad") == ["dec 2020", datetime(2026, 11, 16), None]
    cell = sheet(USUAL)["C2"]
    assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd")


def test_nothing_that_is_typed_becomes_a_formula_a_link_or_a_number() -> None:
    found = sheet(HOSTILE)
    cells = [row[0] for row in found.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == "=1+1" + "x" * 90
    assert [cell.quotePrefix for cell in cells] == [True] * 6 + [False] * 2
    assert all(cell.hyperlink is None for cell in cells)
    with ZipFile(BytesIO(workbook(HOSTILE))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_the_header_stays_and_every_column_can_be_filtered() -> None:
    found = sheet(USUAL)
    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == f"A1:{found.cell(1, found.max_column).column_letter}4"
    assert found.page_setup.orientation == "landscape"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    (text,) = column(register(replace(ROW, title="å" * (LONGEST + 5))), "Dokument")
    assert (len(text), text[-1]) == (LONGEST, "…")


@pytest.mark.parametrize("view", [USUAL, EMPTY, HOSTILE])
def test_the_same_register_gives_the_same_bytes(view: RegisterView) -> None:
    assert workbook(view) == workbook(view)


def test_an_empty_register_has_its_headings() -> None:
    assert [cell.value for cell in sheet(EMPTY)[1]][:2] == ["Dokument", "Att göra"]
    assert sheet(EMPTY).max_row == 1
