"""Texts that a crash interrupted: shown so that they can be copied, then forgotten."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.links import Sentence

_SIZE = (640, 460)
_NOTE = (
    "Kopiera det du vill ha kvar och klistra in det i fältet. Texten ligger kvar här tills du tar bort den."
)


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
        self._list.setMaximumHeight(140)
        for draft in self._drafts:
            self._list.addItem(f"{draft.label}  ·  {formatting.write_instant(draft.saved_at)}")
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
        row.addWidget(primary_button("Stäng", on_click=self.accept))
        return row

    def _on_row_changed(self, row: int) -> None:
        chosen = 0 <= row < len(self._drafts)
        self._text.setPlainText(self._drafts[row].text if chosen else "")
        self._copy.setEnabled(chosen)
        self._remove.setEnabled(chosen)
