"""A form with a longer text under its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.fields import TextField


class _LongText(TextField):
    """Begins with room for a few sentences."""

    _MIN_LINES = 6


class TextForm(FormDialog):
    """The text stands among the values under `text`; the verb needs it only when it is required."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        inputs: Sequence[TextInput | ChoiceInput],
        verb: str,
        text: str = "",
        *,
        label: str,
        written: str = "",
        required: bool = True,
    ) -> None:
        self._required = required
        super().__init__(parent, title, inputs, verb, text)
        self.written = _LongText(label)
        self.written.show_text(written)
        words = QLabel(label if required else f"{label} (kan lämnas tomt)")
        words.setBuddy(self.written)
        group = QVBoxLayout()
        group.setSpacing(theme.NEAR)
        group.addWidget(words)
        group.addWidget(self.written)
        column: Any = self.layout()
        column.insertLayout(column.count() - 1, group)
        self.written.textChanged.connect(self._on_edited)
        self._on_edited()

    @property
    def values(self) -> dict[str, Any]:
        """What is filled in, the text with it."""
        written = self.written.text().strip() if hasattr(self, "written") else ""
        return {**super().values, "text": written}

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands where the text is written."""
        super().showEvent(event)
        self.written.setFocus()

    def _on_edited(self, *changed: object) -> None:
        super()._on_edited(*changed)
        if self._required and not self.values["text"]:
            self._ok.setEnabled(False)
