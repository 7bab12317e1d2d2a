"""Short lists of lines typed in a grid."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.agreements.rows_dialog import LineColumn, RowsDialog

COLUMNS = (
    LineColumn("När", 120),
    LineColumn("Vad", 200, stretch=True),
    LineColumn("Till", 120, required=False),
)
LINES = (("April", "Prognos", "Chef"), ("Augusti", "Delår", ""), ("Mars", "Årsredovisning", "KS"))


@pytest.fixture
def dialog(qtbot: QtBot) -> RowsDialog:
    made = RowsDialog(None, "Plan", "Skriv.", COLUMNS, LINES)
    qtbot.addWidget(made)
    made.show()
    return made


def put(dialog: RowsDialog, row: int, column: int, text: str) -> None:
    """Type in a cell."""
    model = dialog.table.model()
    model.setData(model.index(row, column), text, Qt.ItemDataRole.EditRole)


def test_the_lines_stand_as_they_were(dialog: RowsDialog) -> None:
    assert dialog.lines == LINES
    assert dialog._save.isEnabled()


def test_a_cell_is_changed(dialog: RowsDialog) -> None:
    put(dialog, 1, 2, " Kommunstyrelsen ")
    assert dialog.lines[1] == ("Augusti", "Delår", "Kommunstyrelsen")


def test_what_must_be_there_is_demanded(dialog: RowsDialog) -> None:
    put(dialog, 0, 1, "")
    assert not dialog._save.isEnabled()
    put(dialog, 0, 1, "Prognos och åtgärder")
    assert dialog._save.isEnabled()


def test_a_line_is_added_last_and_an_empty_one_is_no_line(dialog: RowsDialog) -> None:
    dialog.add_line()
    assert dialog.table.model().rowCount() == 4
    assert dialog.lines == LINES
    assert dialog._save.isEnabled()
    put(dialog, 3, 0, "Maj")
    assert not dialog._save.isEnabled()
    put(dialog, 3, 1, "Delår")
    assert dialog.lines[3] == ("Maj", "Delår", "")


def test_lines_are_moved_and_taken_away(dialog: RowsDialog) -> None:
    dialog.table.select(2)
    dialog.move_line(-1)
    assert [line[0] for line in dialog.lines] == ["April", "Mars", "Augusti"]
    dialog.move_line(-1)
    dialog.move_line(-1)
    assert [line[0] for line in dialog.lines] == ["Mars", "April", "Augusti"]
    assert not dialog._up.isEnabled()
    dialog.remove_line()
    assert [line[0] for line in dialog.lines] == ["April", "Augusti"]


def test_without_a_line_nothing_can_be_moved(qtbot: QtBot) -> None:
    made = RowsDialog(None, "Plan", "Skriv.", COLUMNS, ())
    qtbot.addWidget(made)
    made.show()
    made.remove_line()
    made.move_line(1)
    assert made.lines == ()
    assert not any(button.isEnabled() for button in (made._remove, made._up, made._down))
    made.add_line()
    assert made.table.currentIndex().column() == 0
