"""Somebody who makes a budget in the whole window: types, pastes, spreads, decides, sends and prints."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.budget.importing.dialog import WorkbookDialog
from app.ui.budget.page import BudgetPage
from app.ui.parts.jobs import begun
from app.ui.shell.main_window import MainWindow
from tests.pdfcheck.reading import page_texts
from tests.services.budget.ledger import TKR
from tests.ui.budget.conftest import KEY, Desk
from tests.ui.budget.test_versioning import fill, then
from tests.ui.test_journey import opening

_MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾| \\*")
_HEADINGS = 4
"""The line of the sheet Ramar that holds the key of each column."""


def plain(text: str) -> str:
    """The text with one ordinary space between words."""
    return " ".join(text.replace("\u00a0", " ").split())


def sitting_down(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator["Ekonomichef"]:
    """The page Budget in a window on a file, closed afterwards."""
    for window in opening(file, clock, qapp, qtbot):
        window.activateWindow()
        yield at_desk(window, qtbot)
        qtbot.waitUntil(lambda: not begun(), timeout=20_000)


def at_desk(window: MainWindow, qtbot: QtBot) -> "Ekonomichef":
    """The page Budget of a window."""
    page = window.work.open_page("budget")
    assert isinstance(page, BudgetPage)
    space: Any = window.workspace
    said: list[tuple[str, str]] = []
    space.told.connect(lambda text, kind: said.append((text, kind)))
    return Ekonomichef(page, space, qtbot, said, window)


@dataclass
class Ekonomichef(Desk):
    """Works on the page by its menus, keys and dialogs."""

    @property
    def names(self) -> list[str]:
        """The versions that can be chosen."""
        return [version.name for version in self.page.view.versions]

    def said_of_version(self) -> str:
        """The sentence under the title of the page."""
        self.see()
        return self.page.head.state.plain_text()

    def see(self) -> None:
        """Let the window lay itself out and paint, in front as after a dialog on a real screen."""
        self.window.activateWindow()
        for _ in range(3):
            QApplication.processEvents()

    def menu(self, words: str) -> None:
        """Choose an entry of the menu "Fler kommandon"."""
        menu: Any = self.page.more.menu()
        menu.aboutToShow.emit()
        entry = next(each for each in menu.actions() if each.text() == words)
        assert entry.isEnabled()
        entry.trigger()
        self.see()

    def choose_version(self, name: str) -> None:
        """Show a version."""
        self.page.choose_version(next(one.id for one in self.page.view.versions if one.name == name))
        self.see()

    def new_version(self, name: str, stage: str) -> None:
        """Copy the version that is shown."""
        then(fill(name=name, stage=stage))
        self.menu("Ny version…")
        assert self.page.view.version.name == name

    def enter(self, name: str, kind: str, text: str, year: int = 2027) -> str:
        """Type in a cell and press Enter; what the cell says then."""
        self.go(name, kind, year)
        self.type(text, KEY.Key_Return)
        self.see()
        return self.text(name, kind, year)

    def decide(self, **values: str) -> None:
        """Record the council's decision; a question about agreements is answered with no."""
        answers: list[Callable[[QDialog], object]] = [fill(**values)]
        if self.space.read(self._will_lag):
            answers.append(lambda dialog: dialog.reject())
        then(*answers)
        self.page.decide.click()
        self.see()

    def _will_lag(self, session: Any) -> bool:
        """Whether agreements have their frames from another version than the one that is shown."""
        from sqlalchemy import select

        from app.models.agreements import Agreement
        from app.models.steering import Node

        rows = session.execute(select(Agreement.plan_version_id, Agreement.node_id))
        mine = {version.id for version in self.page.view.versions} - {self.page.view.version.id}
        return any(
            version in mine and not session.get_one(Node, node).current.locked for version, node in rows
        )

    # ---- what goes out and in ------------------------------------------------------------------

    def grid_texts(self) -> dict[str, list[str]]:
        """What every line of the grid and of its sums says."""
        found = {}
        for model in (self.page.grid.model, self.page.grid.sums_model):
            for place, row in enumerate(model.rows):
                cells = [model.index(place, at).data() or "" for at in range(1, model.columnCount())]
                found[row.name] = [plain(str(cell)) for cell in cells]
        return found

    def send(self, path: Path) -> Path:
        """Write the shown version to a workbook in tkr."""
        sending = self.page.frames.workbooks.sending
        sending.write(sending.read(None, "tkr"), path)
        self.wait(lambda: path.exists() and self.space.jobs.current is None)
        return path

    def hand_in(self, path: Path) -> WorkbookDialog:
        """Read a workbook, and wait for the dialog."""
        reading = self.page.frames.workbooks.reading
        reading.read(path)
        self.wait(lambda: reading.dialog is not None)
        assert reading.dialog is not None
        return reading.dialog

    def print(self, path: Path) -> str:
        """Write the tables to a PDF; the words in it, without the marks of notes."""
        papers = self.page.frames.papers
        papers.write(papers.read(), path)
        self.wait(lambda: path.exists() and self.space.jobs.current is None)
        return plain(_MARKS.sub(" ", "\n".join(page_texts(path.read_bytes()))))

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something has happened."""
        self.bot.waitUntil(until, timeout=20_000)


def change_cells(path: Path, *cells: tuple[str, str, Any]) -> Path:
    """Change cells of a workbook by unit and key of the column, as in a spreadsheet program."""
    workbook = load_workbook(path)
    sheet = workbook["Ramar"]
    for name, key, value in cells:
        row = next(cell.row for cell in sheet["B"] if cell.value == name)
        column = next(cell.column for cell in sheet[_HEADINGS] if cell.value == key)
        sheet.cell(row, column).value = value
    workbook.save(path)
    return path


def workbook_amounts(path: Path) -> dict[tuple[str, str], int]:
    """Every amount of a workbook in öre, by unit and key of the column; the formulas' values too."""
    sheet = load_workbook(path, data_only=True)["Ramar"]
    keys = {cell.column: cell.value for cell in sheet[_HEADINGS] if ":" in str(cell.value)}
    found = {}
    for line in sheet.iter_rows(min_row=_HEADINGS + 3):
        for cell in line:
            key = keys.get(cell.column)
            if key is not None and isinstance(cell.value, int | float) and line[1].value:
                found[str(line[1].value), key] = int(Decimal(str(cell.value)) * TKR)
    return found
