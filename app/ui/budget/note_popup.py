"""The note of a cell, written beside it: Ctrl+Enter saves, Esc closes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.services.budget import frames, history
from app.services.formatting import write_instant
from app.ui.budget.cells import CellPlace, writable
from app.ui.parts import theme
from app.ui.parts.fields import TextField
from app.ui.parts.links import Sentence
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_WIDTH = 320
_GAP = 4


class NotePopup(QFrame):
    """Stands in the grid, close to the cell; goes away when the keyboard goes elsewhere."""

    def __init__(self, parent: QWidget, title: str, note: str, about: str, *, locked: bool) -> None:
        super().__init__(parent)
        self.setProperty("area", "popup")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self.closed: Callable[[], object] = lambda: None
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(theme.font(semibold=True))
        heading.setWordWrap(True)
        self.field = TextField(title)
        self.field.setPlaceholderText("Förklara beloppet")
        self.field.show_text(note)
        self.field.setReadOnly(locked)
        self.field.installEventFilter(self)
        said = Sentence(points=theme.SECONDARY_POINTS)
        keys = "" if locked else "Ctrl+Enter sparar, Esc stänger."
        said.show_parts(" ".join(each for each in (about, keys) if each))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GROUP - theme.GRID,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, self.field, said):
            column.addWidget(widget)

    def stand_at(self, cell: QRect) -> None:
        """Beside the cell where there is room: right of it, else left of it, and never outside."""
        self.adjustSize()
        room = self.parentWidget().rect()
        left = cell.right() + _GAP
        if left + self.width() > room.right():
            left = cell.left() - _GAP - self.width()
        top = min(cell.top(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the note as it was; Ctrl+Enter saves it; leaving saves it too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
                self.save()
                return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.isVisible():
            elsewhere = event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            )
            if elsewhere and self.field.draft.commit():
                self._close()
        return super().eventFilter(watched, event)

    def save(self) -> bool:
        """Make one change of what is written and close; False when it was refused."""
        if not self.field.draft.commit():
            return False
        self._close()
        return True

    def _give_up(self) -> None:
        self.field.draft.on_commit = None
        self.field.draft.settle(self.field.text())
        self._close()

    def _close(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed()
            self.deleteLater()


def open_note(page: BudgetPage, place: CellPlace) -> NotePopup:
    """Write the note of the cell under the cursor."""
    cell = place.row.cells[place.year, place.part]
    title = f"Not till {place.words}"
    locked = writable(page)
    popup = NotePopup(
        page.grid,
        title,
        cell.note or "",
        _about(page, cell.part_id, cell.note) or locked,
        locked=bool(locked),
    )
    frame_id = place.frame.frame_id
    popup.field.draft.on_commit = partial(_save, page, place)
    popup.field.draft.on_draft = draft_keeper(page.workspace, f"frame:{frame_id}:{place.part}", title)
    popup.closed = page.grid.view.setFocus
    view = page.grid.view
    corner = view.viewport().mapTo(page.grid, QPoint(0, 0))
    popup.stand_at(view.visualRect(view.currentIndex()).translated(corner))
    popup.show()
    popup.raise_()
    popup.field.setFocus(Qt.FocusReason.OtherFocusReason)
    return popup


def written_by(page: BudgetPage, part_id: int | None) -> str:
    """Who wrote the note of a part, and when; "" when the log does not tell."""
    made = page.workspace.read(partial(history.last_change, part_id=part_id, column="note"))
    return f"{made.made_by}, {write_instant(made.made_at)}" if made is not None else ""


def _about(page: BudgetPage, part_id: int | None, note: str | None) -> str:
    written = written_by(page, part_id) if note else ""
    return f"Skriven av {written}." if written else ""


def _save(page: BudgetPage, place: CellPlace, text: str) -> Any:
    ref = place.frame
    use_case = partial(
        frames.set_note, frame_id=ref.frame_id, kind=place.part, note=text, expected_version=ref.version
    )
    return page.workspace.run(use_case) is not None
