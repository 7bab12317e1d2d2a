"""The measurements of workbooks can be made, and the sheet that Calc gets says what the program says."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.services.exchange.workbooks.amounts import amount_at
from app.services.exchange.workbooks.reading import book_of
from benchmarks import recompute, workbook
from benchmarks.budget_plan import YEARS, make_ledger


def test_a_workbook_is_read_beside_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS", 30)
    (result,) = workbook.run(1)
    assert result.goal.limit == 1 / 5
    assert result.measured[0] > 0


def test_what_is_read_is_what_was_written() -> None:
    (sheet,) = book_of(workbook.workbook(9, 3), "x.xlsx").filled()
    assert (sheet.height, sheet.width) == (10, 4)
    for row in range(1, 10):
        assert amount_at(sheet, row, 3, "kr").ore == int(workbook.amount(row, 3) * 100)


def test_without_libreoffice_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recompute.shutil, "which", lambda _name: None)
    assert recompute.run(1) == []
    assert capsys.readouterr().err == "recompute is left out: LibreOffice is not installed\n"


def test_the_sheet_for_calc_has_a_formula_for_every_sum(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    recompute.write_sheet(path, 50)
    sheet = load_workbook(path)["Ramar"]
    rows = make_ledger(50).rows
    assert sheet.max_row == len(rows) + 1
    for at, row in enumerate(rows, 1):
        total = sheet.cell(at, 10).value
        assert str(total).startswith("=SUBTOTAL(9," if row.group else "=B")
        if not row.group:
            parts = sum(sheet.cell(at, column).value for column in range(2, 10))
            assert parts * 100 == row.amount(YEARS[0], "total")
