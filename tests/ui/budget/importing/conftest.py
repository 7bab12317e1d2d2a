"""A desk with the page Budget, and workbooks that somebody has worked in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog

from app.ui.budget.importing.dialog import WorkbookDialog
from tests.services.exchange.workbooks.making import made
from tests.ui.budget.conftest import Desk, _look, _town_file, bare, desk, ledger

__all__ = ["_look", "_town_file", "bare", "desk", "ledger"]


@dataclass
class Counter:
    """Where workbooks are handed in and out."""

    desk: Desk
    folder: Path

    @property
    def dialog(self) -> WorkbookDialog:
        """The dialog that is open."""
        found = self.desk.page.frames.workbooks.reading.dialog
        assert found is not None
        return found

    @property
    def closed(self) -> bool:
        """Whether no dialog is open."""
        return self.desk.page.frames.workbooks.reading.dialog is None

    def send(self, money: str = "tkr", line: int | None = None) -> Path:
        """Write the shown version to a workbook."""
        path = self.folder / "budget.xlsx"
        sending = self.desk.page.frames.workbooks.sending
        sending.write(sending.read(line, money), path)
        self.wait(lambda: path.exists() and self.desk.space.jobs.current is None)
        return path

    def work(self, path: Path, *cells: tuple[str, str, Any]) -> Path:
        """Change cells by unit and key, as in a spreadsheet program."""
        workbook = load_workbook(path)
        sheet = workbook["Ramar"]
        for name, key, value in cells:
            row = next(cell.row for cell in sheet["B"] if cell.value == name)
            column = next(cell.column for cell in sheet[4] if cell.value == key)
            sheet.cell(row, column).value = value
        workbook.save(path)
        return path

    def foreign(self, *lines: tuple[Any, ...]) -> Path:
        """Somebody else's workbook."""
        path = self.folder / "förslag.xlsx"
        path.write_bytes(made(("Belopp i tkr",), ("Enhet", "Lön 2027", "Ram 2028"), *lines, title="Förslag"))
        return path

    def hand_in(self, path: Path) -> WorkbookDialog:
        """Read a workbook, and wait for the dialog."""
        self.desk.page.frames.workbooks.reading.read(path)
        self.wait(lambda: not self.closed)
        return self.dialog

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the page work until something has happened."""
        self.desk.bot.waitUntil(until, timeout=10_000)


@pytest.fixture
def counter(desk: Desk, tmp_path: Path) -> Counter:
    """The page on the small town."""
    return Counter(desk, tmp_path)


def accepted(dialog: WorkbookDialog) -> bool:
    """Whether a dialog did its work."""
    return dialog.result() == QDialog.DialogCode.Accepted
