"""Somebody who makes the economy around the frames in the whole window: types, pastes, weighs and prints."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.economy.law.demand import LegalCheck
from app.ui.budget.page import BudgetPage
from app.ui.economy.exporting import EconomyDialog
from app.ui.economy.page import EconomyPage
from app.ui.economy.sheet import YearSheet
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.details import Fact, Facts, Heading, Notice, Part, Text
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.jobs import begun
from app.ui.parts.links import Sentence
from app.ui.shell.main_window import MainWindow
from tests.ui.controller import type_letters
from tests.ui.nyanstalld import AnswersOfForms, agree
from tests.ui.planerare import plain
from tests.ui.test_journey import opening

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_LONG = 30_000
P = TypeVar("P", bound=Part)


class Budgetekonom:
    """The page Ekonomi of a window, what it says, and answers to what is asked."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        assert window.workspace is not None
        self.main, self.bot, self.space = window, bot, window.workspace
        self.answers = AnswersOfForms()
        self.told: list[str] = []
        self.space.told.connect(lambda said, _kind: self.told.append(plain(said)))

    @property
    def page(self) -> EconomyPage:
        """The page, opened."""
        page = self.main.work.open_page("economy")
        assert isinstance(page, EconomyPage)
        return page

    def face(self, key: str) -> Any:
        """A face of the page, chosen in its bar."""
        area = self.page.faces
        area.bar.setCurrentIndex(area.keys.index(key))
        self.see(key)
        assert area.key == key
        return area.current

    def see(self, _what: str) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(3):
            QApplication.processEvents()

    def wait(self) -> None:
        """Until what is done in the background is done."""
        self.bot.waitUntil(lambda: not begun() and self.space.jobs.current is None, timeout=_LONG)
        self.see("klart")

    # ---- what is said ----------------------------------------------------------------------------

    def state(self) -> str:
        """The sentence under the title of the page."""
        self.see("läget")
        return plain(self.page.head.state.plain_text())

    def follow(self, words: str, where: QWidget | None = None) -> None:
        """Follow a link of that sentence, or of another part of the page."""
        self.see("länk")
        within = where or self.page.head.state
        sentences = [one for one in (within, *within.findChildren(Sentence)) if isinstance(one, Sentence)]
        found = {plain(link.text): link for one in sentences for link in one.links()}
        assert words in found, list(found)
        found[words].on_click()
        self.see(words)

    def parts(self, kind: type[P]) -> list[P]:
        """The parts of a kind in the inspector."""
        self.see("inspektorn")
        details = self.page.inspector.details
        return [part for part in details.parts if isinstance(part, kind)] if details else []

    def facts(self) -> dict[str, Fact]:
        """The facts of the inspector by their labels."""
        return {fact.label: fact for part in self.parts(Facts) for fact in part.rows}

    def notices(self) -> list[str]:
        """What the inspector warns of."""
        return [plain(part.text) for part in self.parts(Notice)]

    def explained(self) -> list[str]:
        """The headings and texts of the inspector, in order."""
        found = self.page.inspector.details
        return (
            [plain(part.text) for part in found.parts if isinstance(part, (Heading, Text))] if found else []
        )

    def law(self, title: str) -> LegalCheck:
        """How a demand of the law stands, once it has been read anew."""
        self.bot.waitUntil(lambda: not self.page._soon.isActive(), timeout=_LONG)
        return next(check for check in self.page.law.checks if check.title == title)

    def in_budget(self, name: str) -> list[str]:
        """What a sum of the page Budget says, from the left."""
        page = self.main.work.open_page("budget")
        assert isinstance(page, BudgetPage)
        self.see("budget")
        model = page.grid.sums_model
        place = next(at for at, row in enumerate(model.rows) if row.name == name)
        cells = [model.index(place, at).data() for at in range(1, model.columnCount())]
        return [plain(str(cell)) for cell in cells if cell]

    # ---- what is done ----------------------------------------------------------------------------

    def will(self, **values: str) -> None:
        """Fill in the form that comes and press its verb; an option is named by how it begins."""
        self.answers.when(FormDialog, partial(_fill_in, values=values))

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Press a button that is seen, by default one of the page."""
        button = self.button(words, where)
        assert button.isEnabled(), button.toolTip()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.see(words)

    def button(self, words: str, where: QWidget | None = None) -> QAbstractButton:
        """A button that is seen, by default one of the page."""
        self.see("knapp")
        buttons = (where or self.page).findChildren(QAbstractButton)
        seen = [one for one in buttons if plain(one.text()) == words and one.isVisible()]
        assert seen, f"Knappen {words} syns inte."
        return seen[-1]

    def choose(self, button: Any, words: str) -> None:
        """Take an entry in the menu of a choosing button."""
        self.choose_in(button.menu(), words)

    def choose_in(self, menu: QMenu, words: str) -> None:
        """Take an entry in a menu."""
        menu.aboutToShow.emit()
        entry = next(one for one in menu.actions() if plain(one.text()).startswith(words))
        assert entry.isEnabled()
        entry.trigger()
        self.see(words)

    def write(self, label: str, text: str) -> None:
        """Type in a field of the inspector that has this label, and leave it."""
        self.see("fält")
        fields = [one for one in self.page.inspector.findChildren(FieldWidget) if one._label.text() == label]
        assert fields, label
        field: Any = fields[-1].field
        field.setFocus()
        field.selectAll()
        type_letters(field, text)
        self.main.setFocus()
        self.see(label)
        assert fields[-1].settle()
        self.see(label)

    # ---- sheets ----------------------------------------------------------------------------------

    def enter(self, sheet: YearSheet, key: object, column: int, *texts: str) -> list[str]:
        """Type in the cells of a row from a column on, with Tab between and Enter last; what it says then."""
        assert sheet.select(key, column), key
        view = sheet.view
        view.setFocus()
        for place, text in enumerate(texts, 1):
            type_letters(view, text[:1])
            editor = self._editor(sheet)
            type_letters(editor, text[1:])
            self.bot.keyClick(editor, KEY.Key_Return if place == len(texts) else KEY.Key_Tab)
            self.see(text)
        return self.row(sheet, key)

    def refuse(self, sheet: YearSheet, key: object, column: int, text: str) -> str:
        """Type what is refused, and take it back; what was said."""
        said, before = len(self.told), self.row(sheet, key)
        self.enter(sheet, key, column, text)
        self.bot.keyClick(self._editor(sheet), KEY.Key_Escape)
        self.see("avvisat")
        assert len(self.told) > said
        assert self.row(sheet, key) == before
        return self.told[-1]

    def paste(self, sheet: YearSheet, text: str) -> None:
        """Paste where the cursor stands."""
        QGuiApplication.clipboard().setText(text)
        sheet.view.setFocus()
        self.bot.keyClick(sheet.view, KEY.Key_V, CTRL)
        self.see("inklistrat")

    def row(self, sheet: YearSheet, key: object) -> list[str]:
        """What a row of a sheet says, from the left."""
        place = sheet.model.place_of(key)
        assert place is not None, [row.key for row in sheet.model.rows]
        return [plain(cell.text) for cell in sheet.model.rows[place].cells]

    def _editor(self, sheet: YearSheet) -> QLineEdit:
        found = [one for one in sheet.view.viewport().findChildren(QLineEdit) if one.isVisible()]
        assert found, "Ingenting går att skriva i cellen."
        return found[-1]

    # ---- paper -----------------------------------------------------------------------------------

    def print_all(self, paper: Path, workbook: Path, patch: pytest.MonkeyPatch) -> list[str]:
        """Open the documents, tick all, and save them both ways; the titles that were there to tick."""
        seen: list[str] = []

        def go(dialog: EconomyDialog) -> None:
            for target, words in ((paper, "Spara som PDF…"), (workbook, "Spara som Excel…")):
                if set(dialog.ticked) != {chapter.key for chapter in dialog._whole.chapters}:
                    self.press("Kryssa alla", dialog)
                patch.setattr(QFileDialog, "getSaveFileName", lambda *_, at=target, **__: (str(at), ""))
                self.press(words, dialog)
                self.bot.waitUntil(
                    lambda at=target: at.exists() and self.space.jobs.current is None, timeout=_LONG
                )
            self.bot.waitUntil(lambda: dialog.preview.at_rest, timeout=_LONG)
            self.see("handlingar")
            seen.extend(dialog.list.item(at).text() for at in range(dialog.list.count()))
            self.press("Stäng", dialog)

        self.answers.when(EconomyDialog, go)
        self.page.print.click()
        self.wait()
        return seen


def _fill_in(form: FormDialog, *, values: dict[str, str]) -> None:
    for key, text in values.items():
        field: Any = form.field(key)
        if isinstance(field, QLineEdit):
            field.setText(text)
            continue
        options = [plain(field.itemText(place)) for place in range(field.count())]
        field.setCurrentIndex(next(n for n, option in enumerate(options) if option.startswith(text)))
    agree(form)


def sitting_down(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Budgetekonom]:
    """A window on a file, closed when its work has ended; every dialog was awaited and answered."""
    for window in opening(file, clock, qapp, qtbot):
        window.resize(1440, 900)
        window.activateWindow()
        one = Budgetekonom(window, qtbot)
        try:
            yield one
            qtbot.waitUntil(lambda: not begun(), timeout=_LONG)
        finally:
            one.answers.stop()
        assert (one.answers.unexpected, one.answers.left) == ([], 0)
