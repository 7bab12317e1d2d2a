"""The tab Beräkningsmodeller on the small town, and hands that work in it."""

from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit

from app.ui.budget.allocation.factor_view import FactorView
from app.ui.budget.allocation.tab import AllocationTab
from app.ui.parts.details import Facts
from app.ui.parts.dialogs import FormDialog
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.ledger import DAY, NIGHT
from tests.ui.budget.conftest import Desk

KEY = Qt.Key
NBSP = "\u00a0"
Column = tuple[str, int]


class Hands:
    """The tab, shown in a window."""

    def __init__(self, desk: Desk, bench: Bench) -> None:
        self.desk, self.bench, self.bot = desk, bench, desk.bot
        assert desk.page.show_tab("allocation")
        tab: Any = desk.page.tab
        assert isinstance(tab, AllocationTab)
        self.tab = tab

    @property
    def said(self) -> list[str]:
        """Every sentence over the page."""
        return [text for text, _ in self.desk.said]

    def names(self, shown: FactorView) -> list[str]:
        """The lines of a grid."""
        return [row.name for row in shown.factors.rows]

    def place(self, shown: FactorView, name: str, column: Column) -> tuple[int, int]:
        """Where a cell stands."""
        columns = [each.key for each in shown.factors.columns]
        return self.names(shown).index(name), columns.index(column)

    def text(self, shown: FactorView, name: str, column: Column) -> str:
        """What a cell says."""
        return str(shown.factors.index(*self.place(shown, name, column)).data()).replace(NBSP, " ")

    def go(self, shown: FactorView, name: str, column: Column) -> None:
        """Put the cursor in a cell."""
        shown.setFocus()
        shown.setCurrentIndex(shown.factors.index(*self.place(shown, name, column)))

    def type(self, shown: FactorView, name: str, column: Column, text: str) -> QLineEdit:
        """Type in a cell and press Enter; gives the editor."""
        self.go(shown, name, column)
        self.bot.keyClicks(shown, text[:1])
        field = next(each for each in shown.viewport().findChildren(QLineEdit) if each.isVisible())
        self.bot.keyClicks(field, text[1:])
        self.bot.keyClick(field, KEY.Key_Return)
        return field

    def paste(self, shown: FactorView, name: str, column: Column, text: str) -> None:
        """Paste a block at a cell."""
        self.go(shown, name, column)
        QGuiApplication.clipboard().setText(text)
        shown.paste()

    def choose(self, shown: FactorView, first: tuple[str, Column], last: tuple[str, Column]) -> None:
        """Select a block of cells."""
        self.go(shown, *first)
        corners = (shown.factors.index(*self.place(shown, *each)) for each in (first, last))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        shown.selectionModel().select(QItemSelection(*corners), flag)

    def told(self) -> str:
        """Every text that the inspector shows."""
        details = self.desk.page.inspector.details
        assert details is not None
        return "\n".join(text for part in details.parts for text in _texts(part)).replace(NBSP, " ")


def _texts(part: Any) -> list[str]:
    if isinstance(part, Facts):
        return [f"{fact.label}: {fact.value}" for fact in part.rows]
    return [str(value) for name in ("text", "label", "value") if (value := getattr(part, name, None))]


def fill(bench: Bench) -> None:
    """A model of preschools with two units, three percent more each year."""
    bench.make()
    bench.price(YEAR - 1, "100000")
    for year in (YEAR, YEAR + 1, YEAR + 2):
        bench.index(year, "3")
    bench.volumes(NIGHT, {YEAR - 1: "10", YEAR: "12.5"})
    bench.volumes(DAY, {YEAR - 1: "20", YEAR: "20"})


def answer(monkeypatch: pytest.MonkeyPatch, **typed: object) -> list[FormDialog]:
    """Fill in the next dialogs and accept once; refused twice they are given up."""
    asked: list[FormDialog] = []

    def execute(dialog: FormDialog) -> QDialog.DialogCode:
        again = dialog in asked
        asked.append(dialog)
        if again:
            return QDialog.DialogCode.Rejected
        for key, value in typed.items():
            field: Any = dialog.field(key)
            if isinstance(field, QLineEdit):
                field.setText(str(value))
            else:
                field.setCurrentText(str(value))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(FormDialog, "exec", execute)
    return asked


def entry(menu: Any, words: str) -> Any:
    """An entry of a menu that has just been opened."""
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text() == words)
