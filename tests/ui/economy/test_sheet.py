"""The sheet that the faces of the economy type in: keys, blocks as one step, arithmetic, read tables."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.services.economy.tables import EconomyTable, Part, TableRow
from app.ui.economy.sheet import SheetCell, SheetRow, YearSheet, sheet_rows_of
from tests.ui.pages import _look

__all__ = ["_look"]
NBSP = "\u00a0"


def cell(text: str) -> SheetCell:
    return SheetCell(text, edit_text=text, editable=True)


ROWS = (
    SheetRow("head", "Skatt", style="heading"),
    SheetRow("tax", "Skatteintäkt", (cell("12 500"), cell("13 000")), note="Enligt prognosen"),
    SheetRow("fee", "Avgift", (cell("100"), cell(""))),
    SheetRow("sum", "Summa", (SheetCell("12 600"), SheetCell("13 000")), style="sum"),
)


@pytest.fixture
def sheet(qtbot: QtBot) -> YearSheet:
    made = YearSheet("Prov", heading="Post")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.changes, made.told = [], []  # type: ignore[attr-defined]
    made.commit = lambda changes: not made.changes.append(list(changes))  # type: ignore[attr-defined]
    made.said.connect(lambda text, kind: made.told.append((text, kind)))  # type: ignore[attr-defined]
    made.show_sheet(("2027", "2028"), ROWS, unit="tkr")
    made.show()
    return made


def _typed(qtbot: QtBot, sheet: YearSheet, text: str, key: Qt.Key) -> None:
    qtbot.keyClick(sheet.view, Qt.Key.Key_F2)
    editor = sheet.view.viewport().findChildren(QLineEdit)[-1]
    editor.setText(text)
    qtbot.keyClick(editor, key)


def test_typing_arithmetic_and_keys(qtbot: QtBot, sheet: YearSheet):
    assert (sheet.current_key(), sheet.current_column()) == ("tax", 0)
    _typed(qtbot, sheet, "*1,02", Qt.Key.Key_Return)
    _typed(qtbot, sheet, "7,5", Qt.Key.Key_Tab)
    assert sheet.changes == [[("tax", 0, f"12{NBSP}750")], [("fee", 0, "7,5")]]
    assert (sheet.current_key(), sheet.current_column()) == ("fee", 1)
    qtbot.keyClick(sheet.view, Qt.Key.Key_Tab)
    assert (sheet.current_key(), sheet.current_column()) == ("sum", 0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_Delete)
    assert sheet.told[-1][1] == "info"
    sheet.select("fee", 0)
    qtbot.keyClick(sheet.view, Qt.Key.Key_Delete)
    assert sheet.changes[-1] == [("fee", 0, "")]
    _typed(qtbot, sheet, "=1/0", Qt.Key.Key_Return)
    assert "dela med noll" in sheet.told[-1][0]
    assert len(sheet.changes) == 3


def test_a_block_is_pasted_as_one_step_or_not_at_all(sheet: YearSheet):
    board = QGuiApplication.clipboard()
    sheet.select("tax", 0)
    board.setText("1\t2\n3\t4\n5\t6")
    sheet.view.paste()
    assert sheet.changes == [[("tax", 0, "1"), ("tax", 1, "2"), ("fee", 0, "3"), ("fee", 1, "4")]]
    assert sheet.told[-1] == ("Celler som räknas fram lämnades som de var.", "info")
    board.setText("Post (tkr)\t2028\t2027\nAvgift\t8\t9\nSumma\t1\t1")
    sheet.view.paste()
    assert sheet.changes[-1] == [("fee", 1, "8"), ("fee", 0, "9")]
    for text, said in (
        ("Post (mnkr)\t2027\t2028\nAvgift\t8\t9", "säger mnkr, men här står beloppen i tkr"),
        ("1\t2\t3", "är det bara"),
        ("=A1", "är en formel"),
        ("Post\t2027\t2028\nRäksmörgås\t8\t9", "finns inte här, först ”Räksmörgås”"),
    ):
        board.setText(text)
        sheet.view.paste()
        assert said in sheet.told[-1][0]
    assert len(sheet.changes) == 2
    sheet.select("tax", 0)
    sheet.view.copy_with_headings()
    assert board.text() == "Post (tkr)\t2027\nSkatteintäkt\t12 500"


def test_a_table_that_is_only_read_is_shown_in_either_unit(sheet: YearSheet):
    rows = (
        TableRow("a", "A", (123_450_000, None), parts=(), indent=1),
        TableRow("p", "Procent", (Decimal("2.5"), None), unit="percent"),
        TableRow("s", "Summa", (123_450_000, None), style="total", parts=(Part("a"),), flag="stämmer inte"),
    )
    table = EconomyTable("t", "T", ("2027", "2028"), rows, first_heading="Rad")
    shown = sheet_rows_of(table, "tkr")
    assert [cell.text for cell in shown[0].cells] == [f"1{NBSP}235", "–"]
    assert shown[0].cells[0].copy == Decimal("1234.5")
    assert shown[1].cells[0].text == f"2,5{NBSP}%"
    assert sheet_rows_of(table, "kr")[0].cells[0].text == f"1{NBSP}234{NBSP}500"
    sheet.show_table(table, "tkr")
    assert not any(sheet.model.typed(row, column) for row in range(3) for column in range(3))
    assert "stämmer inte" in sheet.model.spoken(sheet.model.rows[2], sheet.model.columns[0])


def test_names_are_read_whole_before_the_columns_where_all_do_not_fit(sheet: YearSheet) -> None:
    columns = [str(year) for year in range(2027, 2037)]
    row = SheetRow("a", "101  Nytt storkök i Kopparberg", tuple(cell("14 000") for _ in columns), indent=1)
    sheet.resize(750, 300)
    sheet.show_sheet(columns, (row,), unit="tkr")
    view = sheet.view
    assert view.columnWidth(0) >= min(view._needed(0), int(view.viewport().width() * 0.38)) > 190
    assert view.columnWidth(1) < 84
    sheet.resize(1600, 300)
    assert view.columnWidth(1) >= 84
