"""The page Budget over real files, and hands that type on it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.budget import frames, versions
from app.services.clock import Clock, fixed_clock
from app.services.storage import Database
from app.ui.budget.grid_view import AmountView
from app.ui.budget.page import BudgetPage
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger, found_town
from tests.ui.pages import _look

__all__ = ["_look"]
KEY = Qt.Key
LEFT_BUTTON = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NBSP = "\u00a0"
PREVIOUS = {SCHOOL: 1000, CARE_OWN: 100, NIGHT: 200, DAY: 300, KITCHEN: 50}


@pytest.fixture
def bare(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """A town without a budget."""
    database = Database.create(tmp_path / "Ådal.styr", clock=clock, user="Prov")
    database.write(found_town)
    yield Ledger(database)
    database.close()


@pytest.fixture(scope="session")
def _town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("budgetstad") / "Ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    database.write(found_town)
    town = Ledger(database)
    town.version_id = town.run(versions.create_plan, first_year=YEARS[0])
    for name, tkr in PREVIOUS.items():
        town.set(frames.set_previous, name, amount=tkr * TKR)
    for year in YEARS:
        town.set_year(frames.set_to_distribute, year, 2000 * TKR)
    database.close()
    return path


@pytest.fixture
def ledger(_town_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """The town with a budget of 1 650 tkr, of which 350 more can be given out."""
    path = tmp_path / "Ådal.styr"
    shutil.copy(_town_file, path)
    database = Database.open(path, clock=clock, user="Prov")
    ledger = Ledger(database)
    ledger.version_id = ledger.version.id
    yield ledger
    database.close()


@pytest.fixture
def example(example_of_2027: Path, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """The example municipality, in a file of its own."""
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="Prov")
    yield Ledger(database)
    database.close()


@dataclass
class Desk:
    """The page with its workspace and everything it has said."""

    page: BudgetPage
    space: Workspace
    bot: QtBot
    said: list[tuple[str, str]]
    window: QWidget

    def index(self, name: str, kind: str, year: int = YEARS[0]) -> QModelIndex:
        """A cell by its unit or sum row and its column."""
        for model in (self.page.grid.model, self.page.grid.sums_model):
            rows = [row.name for row in model.rows]
            if name in rows:
                columns = [column.key for column in model.columns]
                return model.index(rows.index(name), columns.index((kind, year)))
        raise LookupError(name)

    def text(self, name: str, kind: str, year: int = YEARS[0]) -> str:
        """What a cell says."""
        return str(self.index(name, kind, year).data())

    def view_of(self, index: QModelIndex) -> AmountView:
        """The table that a cell stands in."""
        grid = self.page.grid
        return grid.view if index.model() is grid.model else grid.sums

    def go(self, name: str, kind: str, year: int = YEARS[0]) -> AmountView:
        """Put the cursor in a cell."""
        index = self.index(name, kind, year)
        view = self.view_of(index)
        view.setFocus()
        view.setCurrentIndex(index)
        return view

    def choose(self, first: QModelIndex, last: QModelIndex) -> AmountView:
        """Select a block of cells."""
        view = self.view_of(first)
        view.setFocus()
        view.setCurrentIndex(first)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        view.selectionModel().select(QItemSelection(first, last), flag)
        return view

    def at(self) -> tuple[str, str, int]:
        """Where the cursor is: unit or sum row, kind and year."""
        view = self.page.grid.active
        index, model = view.currentIndex(), view.amounts
        return model.rows[index.row()].name, *model.columns[index.column()].key

    def editor(self) -> QLineEdit | None:
        """The open editor."""
        for view in (self.page.grid.view, self.page.grid.sums):
            for field in view.viewport().findChildren(QLineEdit):
                if field.isVisible():
                    return field
        return None

    def type(
        self,
        text: str,
        key: Qt.Key | None = None,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Type on the cell with the cursor, then press a key; digits and signs only."""
        self.bot.keyClicks(self.page.grid.active, text[:1])
        field = self.editor()
        assert field is not None
        self.bot.keyClicks(field, text[1:])
        if key is not None:
            self.bot.keyClick(field, key, modifier)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the table."""
        self.bot.keyClick(self.page.grid.active, key, modifier)

    def show_in(self, unit: str) -> None:
        """Press tkr or kr."""
        buttons = self.page.units.findChildren(QPushButton)
        next(button for button in buttons if button.text() == unit).click()

    def clip(self, text: str | None = None) -> str:
        """What is on the clipboard, after putting something there."""
        if text is not None:
            QGuiApplication.clipboard().setText(text)
        return QGuiApplication.clipboard().text()


def sit_down(ledger: Ledger, bot: QtBot) -> Desk:
    """Open the page on a file, in a window of its own."""
    space = Workspace(ledger.database, ledger.database.clock)
    said: list[tuple[str, str]] = []
    space.told.connect(lambda text, kind: said.append((text, kind)))
    window = QWidget()
    bot.addWidget(window)
    page = BudgetPage(space, window)
    window.resize(1100, 800)
    page.resize(1100, 800)
    assert page.inspector is not None
    page.inspector.setParent(window)
    page.inspector.setGeometry(1100, 0, 320, 800)
    window.show()
    window.activateWindow()
    return Desk(page, space, bot, said, window)


@pytest.fixture
def desk(ledger: Ledger, qtbot: QtBot) -> Desk:
    """The page on the small town."""
    return sit_down(ledger, qtbot)


@pytest.fixture
def example_desk(example: Ledger, qtbot: QtBot) -> Desk:
    """The page on the example."""
    return sit_down(example, qtbot)
