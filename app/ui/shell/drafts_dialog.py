"""Texts that a crash interrupted: put back in their fields, copied, or forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from app.services import formatting, richtext
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.links import Sentence

_SIZE = (640, 420)
_MOST_ROWS = 5
_NOTE = "Fortsätt där du slutade. En text ligger kvar här tills den är sparad eller du tar bort den."


class DraftLike(Protocol):
    """A text that was being written."""

    @property
    def field(self) -> str:
        """The field it was written in."""
        ...

    @property
    def label(self) -> str:
        """What the user knows the field as."""
        ...

    @property
    def text(self) -> str:
        """What was written."""
        ...

    @property
    def saved_at(self) -> datetime:
        """When it was kept last."""
        ...


class DraftsDialog(QDialog):
    """The fields in a list, the text of the chosen one under it."""

    def __init__(
        self, parent: QWidget | None, drafts: Sequence[DraftLike], drop: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Texter som inte blev färdiga")
        self.resize(*_SIZE)
        self._drafts, self._drop = list(drafts), drop
        heading = QLabel("Texter som inte blev färdiga")
        heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
        note = Sentence()
        note.show_parts(_NOTE)
        self._list = QListWidget()
        self._list.setAccessibleName("Fält")
        self._list.ensurePolished()  # rows are measured with the padding of the style sheet
        for draft in self._drafts:
            self._list.addItem(f"{draft.label}  ·  {formatting.write_instant(draft.saved_at)}")
        rows = min(_MOST_ROWS, len(self._drafts))
        self._list.setFixedHeight(rows * max(self._list.sizeHintForRow(0), 1) + theme.GRID)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Text")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, note, self._list, self._text):
            column.addWidget(widget)
        column.addLayout(self._build_buttons())
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.setCurrentRow(0)

    @property
    def left(self) -> tuple[DraftLike, ...]:
        """The drafts that have not been removed."""
        return tuple(self._drafts)

    @property
    def chosen(self) -> DraftLike | None:
        """The draft to go on with, when the dialog was accepted."""
        row = self._list.currentRow()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    @classmethod
    def ask(
        cls, parent: QWidget | None, drafts: Sequence[DraftLike], drop: Callable[[str], object]
    ) -> DraftLike | None:
        """The draft that the user wants to go on with; None when there is none."""
        dialog = cls(parent, drafts, drop)
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None

    def copy_text(self) -> None:
        """Put the chosen text on the clipboard."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def remove_current(self) -> None:
        """Forget the chosen draft."""
        row = self._list.currentRow()
        if row >= 0:
            self._drop(self._drafts.pop(row).field)
            self._list.takeItem(row)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        self._copy = quiet_button("Kopiera texten", "copy", self.copy_text)
        self._remove = quiet_button("Ta bort utkastet", "trash", self.remove_current)
        row.addWidget(self._copy)
        row.addWidget(self._remove)
        row.addStretch(1)
        row.addWidget(quiet_button("Stäng", on_click=self.reject))
        self._go_on = primary_button("Fortsätt skriva", on_click=self.accept)
        self._go_on.setDefault(True)
        row.addWidget(self._go_on)
        return row

    def _on_row_changed(self, row: int) -> None:
        chosen = 0 <= row < len(self._drafts)
        self._text.setPlainText(_readable(self._drafts[row].text) if chosen else "")
        self._go_on.setEnabled(chosen)
        self._copy.setEnabled(chosen)
        self._remove.setEnabled(chosen)


def _readable(text: str) -> str:
    """The words of a draft, also of one with headings and lists."""
    if not text.startswith("{"):
        return text
    try:
        return richtext.plain(richtext.read(text, limited=False))
    except richtext.UnreadableText:
        return text
