"""Somebody who follows up goals in the whole window: types and pastes figures, judges, compares, prints."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.models.schema import Base
from app.services.clock import Clock
from app.services.scorecard.goallist import goals_list
from app.services.scorecard.goalpage import goal_page
from app.services.scorecard.goalviews import GoalLine, GoalPage
from app.services.scorecard.reading import card
from app.services.scorecard.views import Card
from app.services.storage.capture import UNLOGGED
from app.ui.parts.detail_widgets import ChoiceWidget, FieldWidget
from app.ui.parts.jobs import begun
from app.ui.parts.links import Link, Sentence
from app.ui.scorecard.card.columns import SCORE, STATUS
from app.ui.scorecard.card.rows import CardRow
from app.ui.scorecard.importing.dialog import MeasureDialog
from app.ui.scorecard.page import ScorecardPage
from app.ui.shell.main_window import MainWindow
from tests.conftest import TODAY
from tests.ui.planerare import plain
from tests.ui.steering.conftest import Hands
from tests.ui.test_journey import opening

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_ALONE = Qt.KeyboardModifier.NoModifier
_LONG = 60_000
W = TypeVar("W", bound=QWidget)


def type_letters(widget: QWidget, letters: str) -> None:
    """Send every letter as a keyboard does; the tool for it ends the process at å, ä and ö."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, _ALONE, letter))


class Controller:
    """The page Mål och styrkort of a window, what it says, and hands for its menus and dialogs."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        assert window.workspace is not None
        self.main, self.bot, self.space = window, bot, window.workspace
        self.hands = Hands()
        self.told: list[str] = []
        self.space.told.connect(lambda said, _kind: self.told.append(plain(said)))

    @property
    def page(self) -> ScorecardPage:
        """The page, opened."""
        page = self.main.work.open_page("scorecard")
        assert isinstance(page, ScorecardPage)
        return page

    def face(self, key: str) -> Any:
        """A face of the page, chosen in its bar."""
        area = self.page.faces
        area.bar.setCurrentIndex(area.keys.index(key))
        self.see()
        assert area.key == key
        return area.current

    def see(self) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self) -> None:
        """Until what is done in the background is done."""
        self.bot.waitUntil(lambda: not begun() and self.space.jobs.current is None, timeout=_LONG)
        self.see()

    def choose_unit(self, name: str) -> None:
        """Find a unit by typing in the chooser, and take it."""
        popup = self.page.unit.open_tree()
        type_letters(popup.filter_field, name)
        self.bot.keyClick(popup.filter_field, KEY.Key_Return)
        self.see()
        assert self.page.unit.words == name

    def choose_period(self, period: str | None) -> None:
        """Choose a part of the year."""
        self.page.period.chosen.emit(period)
        self.see()
        assert self.page.context.period == period

    # ---- what is stored --------------------------------------------------------------------------

    def stored(self) -> dict[str, Any]:
        """Every row of the file but its log, and how often each has been changed."""

        def rows(session: Session) -> dict[str, Any]:
            found = {}
            for table in Base.metadata.sorted_tables:
                if table.name not in UNLOGGED:
                    names = ", ".join(f'"{one.name}"' for one in table.columns if one.name != "version")
                    asked = text(f'SELECT {names} FROM "{table.name}" ORDER BY id')
                    found[table.name] = session.execute(asked).all()
            return found

        return self.space.read(rows)

    def undo(self) -> None:
        """Take the last step back from the menu Redigera."""
        self.main.commands.undo.trigger()
        self.see()

    def redo(self) -> None:
        """Take it again."""
        self.main.commands.redo.trigger()
        self.see()

    def one_step(self, before: dict[str, Any]) -> None:
        """What was done since is one step, taken back and again whole."""
        after = self.stored()
        assert after != before
        self.undo()
        assert self.stored() == before
        self.redo()
        assert self.stored() == after

    def card(self, unit_id: int | None = None, year: int = 2026, period: str | None = "2026-T2") -> Card:
        """A scorecard as it is read from the file."""
        call = partial(card, unit_id=unit_id, year=year, period=period, today=TODAY)
        return self.space.read(call)

    def goals(self) -> dict[str, GoalLine]:
        """The municipality's goals by their titles."""
        lines = self.space.read(partial(goals_list, year=2026, period="2026-T2", today=TODAY))
        return {line.title: line for line in lines}

    def goal(self, title: str) -> GoalPage:
        """A goal as it is read from the file."""
        key = self.goals()[title].node_id
        return self.space.read(
            partial(goal_page, node_id=key, period="2026-T2", year=2026, unit_id=None, today=TODAY)
        )

    # ---- the card --------------------------------------------------------------------------------

    def card_rows(self) -> list[tuple[CardRow, dict[str, str]]]:
        """What every row of the table Styrkort is, and what its cells say."""
        model = self.face("card").table.rows
        heads = [column.key for column in model.columns]
        return [
            (row, {key: str(model.index(at, n).data() or "") for n, key in enumerate(heads)})
            for at, row in enumerate(model.shown)
        ]

    def groups(self) -> list[tuple[str, str, str]]:
        """The groups that the table shows: name with question, score and status."""
        return [(said["goal"], said[SCORE], said[STATUS]) for row, said in self.card_rows() if row.heading]

    def card_menu(self, words: str) -> None:
        """Choose an entry in the menu of the face Styrkort."""
        menu = self.face("card")._menus["more"]
        menu.aboutToShow.emit()
        entry = next(one for one in menu.actions() if one.text() == words)
        assert entry.isEnabled()
        entry.trigger()
        self.see()

    def unknown_rows(self) -> list[tuple[CardRow, dict[str, str]]]:
        """Figures whose outcome nobody knows, or that nobody owns."""
        rows = self.card_rows()
        return [
            (row, said)
            for row, said in rows
            if row.figure is not None and row.figure.standing in ("missing", "unowned")
        ]

    # ---- the grid --------------------------------------------------------------------------------

    def show_grid(self, often: str) -> Any:
        """The figures of the municipality that are measured so often."""
        face = self.face("measures")
        self.choose(face.often, often)
        return face.view

    def choose(self, button: Any, words: str) -> None:
        """Take an entry in the menu of a choosing button."""
        next(one for one in button.menu().actions() if one.text() == words).trigger()
        self.see()

    def go(self, name: str, whose: str, period: str) -> Any:
        """Put the cursor in a cell of the grid."""
        view = self.page.face.view  # type: ignore[attr-defined]
        row = next(one for one in view.measures.rows if (one.name, one.whose) == (name, whose))
        assert view.go_to(row.key, period)
        self.see()
        return view

    def enter(self, name: str, whose: str, period: str, typed: str) -> str:
        """Type in a cell of the grid and press Enter; what the cell says then."""
        view = self.go(name, whose, period)
        type_letters(view, typed[:1])
        editor = next(one for one in view.viewport().findChildren(QLineEdit) if one.isVisible())
        type_letters(editor, typed[1:])
        self.bot.keyClick(editor, KEY.Key_Return)
        self.see()
        return self.cell(name, whose, period)

    def cell(self, name: str, whose: str, period: str) -> str:
        """What a cell of the grid says."""
        model = self.page.face.view.measures  # type: ignore[attr-defined]
        row = next(one for one in model.rows if (one.name, one.whose) == (name, whose))
        column = next(one for one in model.columns if getattr(one, "period", None) == period)
        return plain(model.text(row, column))

    def refuse(self, name: str, whose: str, period: str, typed: str) -> str:
        """Type what is no value in a cell, be told, and take it back; what the cell says then."""
        view = self.go(name, whose, period)
        type_letters(view, typed[:1])
        editor = next(one for one in view.viewport().findChildren(QLineEdit) if one.isVisible())
        type_letters(editor, typed[1:])
        self.bot.keyClick(editor, KEY.Key_Return)
        self.see()
        self.bot.keyClick(QApplication.focusWidget() or editor, KEY.Key_Escape)
        self.see()
        return self.cell(name, whose, period)

    def paste(self, lines: list[list[str]]) -> None:
        """Paste a block where the cursor stands."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.bot.keyClick(self.page.face.view, KEY.Key_V, CTRL)  # type: ignore[attr-defined]
        self.see()

    # ---- a goal's page ---------------------------------------------------------------------------

    def open_goal(self, title: str) -> Any:
        """Open a goal from the list with Enter."""
        face = self.face("goals")
        face.show_list()
        assert face.tree.select(self.goals()[title].node_id)
        face.tree.setFocus()
        self.bot.keyClick(face.tree, KEY.Key_Return)
        self.see()
        assert face.pane.page.title == title
        return face

    def part(self, label: str) -> Any:
        """The field or list under a label of the goal's page."""
        face: Any = self.page.face
        parts = [one for one in face.pane.parts if isinstance(one, (FieldWidget, ChoiceWidget))]
        return next(one for one in parts if one._label.text() == label)

    def write(self, label: str, words: str) -> None:
        """Type in a field of the goal's page, and leave it."""
        field = self.part(label).field
        field.setFocus()
        field.selectAll()
        type_letters(field, words)
        self.main.setFocus()
        self.see()
        assert self.page.face.settle()
        assert self.part(label).field.text() == words

    def pick(self, label: str, words: str) -> None:
        """Choose in a list of the goal's page."""
        box = self.part(label).box
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        self.see()

    def press(self, words: str, where: QWidget | None = None, last: bool = False) -> None:
        """Press a button that is seen."""
        self.see()
        found = (where or self.page.face).findChildren(QPushButton)
        seen = [one for one in found if one.text() == words and one.isVisible()]
        assert seen, words
        seen[-1 if last else 0].click()
        self.see()

    def links(self, widget: QWidget) -> dict[str, Link]:
        """The links of a part of the window, by their words."""
        labels = [label for label in widget.findChildren(Sentence) if label.isVisibleTo(widget)]
        return {plain(link.text): link for label in labels for link in label.links()}

    # ---- files -----------------------------------------------------------------------------------

    def hand_in(self, paths: list[Path], patch: pytest.MonkeyPatch) -> MeasureDialog:
        """Choose files to read in at Jämförelse, and wait for the dialog."""
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(one) for one in paths], ""))
        face = self.face("comparing")
        face.import_button.click()
        self.bot.waitUntil(lambda: face.importing.dialog is not None, timeout=_LONG)
        self.see()
        dialog = face.importing.dialog
        assert isinstance(dialog, MeasureDialog)
        return dialog

    def export(self, words: str, path: Path, patch: pytest.MonkeyPatch) -> str:
        """Choose an export in the menu Arkiv, answer where to, and wait; what was said."""
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
        said = len(self.told)
        entry = next(one for one in self.export_entries() if one.text() == words)
        assert entry.isEnabled()
        entry.trigger()
        self.bot.waitUntil(lambda: len(self.told) > said or path.is_file(), timeout=_LONG)
        self.wait()
        return " ".join(self.told[said:])

    def export_entries(self) -> list[QAction]:
        """What the menu Arkiv offers to export from the page as it is shown."""
        self.main.commands._fill_export()
        return list(self.main.commands._export.actions())

    def when_asked(self, kind: type[W], answer: Any) -> None:
        """Do something with the next dialog of a kind, once it is shown."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            try:
                answer(dialog)
            except BaseException:
                dialog.close()  # or the test would wait for ever for somebody to answer
                raise
        else:
            QTimer.singleShot(5, lambda: self.when_asked(kind, answer))


def sitting_down(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Controller]:
    """A window on a file, closed when its work has ended."""
    for window in opening(file, clock, qapp, qtbot):
        window.resize(1440, 900)
        window.activateWindow()
        yield Controller(window, qtbot)
        qtbot.waitUntil(lambda: not begun(), timeout=_LONG)


__all__ = ["Controller", "plain", "sitting_down", "type_letters"]
