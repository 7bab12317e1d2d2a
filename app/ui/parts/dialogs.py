"""Dialogs with fields: each returns a value through `ask`, and its OK follows what is valid."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Sentence
from app.ui.parts.sign import Sign

_WIDTH = 480


@dataclass(frozen=True, slots=True)
class TextInput:
    """A line to fill in."""

    key: str
    label: str
    value: str = ""
    required: bool = True
    placeholder: str = ""
    suggestions: tuple[str, ...] = ()
    """What is offered while it is typed; anything else can be written too."""
    beside: bool = False
    """Stands beside the input before it, so that a dialog of many fits a small screen."""


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """One of several values."""

    key: str
    label: str
    options: tuple[tuple[Hashable, str], ...] = field(default_factory=tuple)
    value: Hashable | None = None
    required: bool = True


class FormDialog(QDialog):
    """A few labelled fields under a heading, with a verb as its OK."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        inputs: Sequence[TextInput | ChoiceInput],
        verb: str,
        text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._inputs = tuple(inputs)
        self._widgets: dict[str, QLineEdit | QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addLayout(_head(title, text))
        column.addWidget(self._build_refusal())
        column.addLayout(self._build_form())
        column.addLayout(self._build_buttons(verb))
        self._on_edited()

    @property
    def values(self) -> dict[str, Hashable]:
        """What is filled in, by key; texts without surrounding space."""
        found: dict[str, Hashable] = {}
        for spec in self._inputs:
            widget = self._widgets[spec.key]
            if isinstance(spec, ChoiceInput) and isinstance(widget, QComboBox):
                place = widget.currentIndex()
                found[spec.key] = spec.options[place][0] if place >= 0 else None
            elif isinstance(widget, QLineEdit):
                found[spec.key] = widget.text().strip()
        return found

    def say_refused(self, text: str) -> None:
        """Say in place why it was refused; "" takes it away."""
        self._refusal.show_parts(*([text] if text else []))
        self._refused.setHidden(not text)

    @property
    def refused(self) -> str:
        """Why it was refused, "" when it was not."""
        return self._refusal.plain_text()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    def field(self, key: str) -> QLineEdit | QComboBox:
        """The widget of an input."""
        return self._widgets[key]

    def _build_refusal(self) -> QWidget:
        self._refused = QWidget()
        self._refusal = Sentence(role="unmet")
        row = QHBoxLayout(self._refused)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.NEAR)
        row.addWidget(Sign("error", None, "unmet"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._refusal, 1)
        self.say_refused("")
        return self._refused

    def _build_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.NEAR)
        for spec in self._inputs:
            widget = self._text(spec) if isinstance(spec, TextInput) else self._choice(spec)
            widget.setMinimumHeight(theme.FIELD_HEIGHT)
            widget.setAccessibleName(spec.label)
            self._widgets[spec.key] = widget
        for row in _rows(self._inputs):
            if len(row) == 1:
                (spec,) = row
                words = spec.label if spec.required else f"{spec.label} (kan lämnas tomt)"
                form.addRow(words, self._widgets[spec.key])
            else:
                form.addRow(self._side_by_side(row))
        return form

    def _side_by_side(self, row: Sequence[TextInput | ChoiceInput]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GROUP)
        grid.setVerticalSpacing(theme.NEAR)
        for place, spec in enumerate(row):
            label = QLabel(spec.label)
            label.setBuddy(self._widgets[spec.key])
            grid.addWidget(label, 0, place)
            grid.addWidget(self._widgets[spec.key], 1, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _text(self, spec: TextInput) -> QLineEdit:
        widget = QLineEdit(spec.value)
        widget.setPlaceholderText(spec.placeholder)
        widget.textChanged.connect(self._on_edited)
        if spec.suggestions:
            completer = QCompleter(list(spec.suggestions), widget)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            widget.setCompleter(completer)
        return widget

    def _choice(self, spec: ChoiceInput) -> QComboBox:
        widget = QComboBox()
        widget.addItems([text for _, text in spec.options])
        keys = [key for key, _ in spec.options]
        widget.setCurrentIndex(keys.index(spec.value) if spec.value in keys else -1)
        widget.currentIndexChanged.connect(self._on_edited)
        return widget

    def _build_buttons(self, verb: str) -> QHBoxLayout:
        self._ok = primary_button(verb, on_click=self.accept)
        self._ok.setDefault(True)
        return dialog_buttons(self, self._ok)

    def _on_edited(self, *_: object) -> None:
        if hasattr(self, "_ok"):
            values = self.values
            self._ok.setEnabled(
                all(values[spec.key] not in (None, "") for spec in self._inputs if spec.required)
            )

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        inputs: Sequence[TextInput | ChoiceInput],
        verb: str,
        text: str = "",
    ) -> dict[str, Hashable] | None:
        """Ask for values; None when the user changed their mind."""
        dialog = cls(parent, title, inputs, verb, text)
        try:
            return dialog.values if dialog.exec() == QDialog.DialogCode.Accepted else None
        finally:
            dialog.deleteLater()


def _rows(inputs: Sequence[TextInput | ChoiceInput]) -> list[list[TextInput | ChoiceInput]]:
    """The inputs by the row they stand in."""
    rows: list[list[TextInput | ChoiceInput]] = []
    for spec in inputs:
        if rows and isinstance(spec, TextInput) and spec.beside:
            rows[-1].append(spec)
        else:
            rows.append([spec])
    return rows


def dialog_heading(title: str) -> QLabel:
    """What a dialog says first."""
    heading = QLabel(title)
    heading.setTextFormat(Qt.TextFormat.PlainText)
    heading.setFont(theme.font(theme.TITLE_POINTS - 0.5, semibold=True))
    heading.setWordWrap(True)
    return heading


def dialog_buttons(dialog: QDialog, ok: QWidget) -> QHBoxLayout:
    """The way out and the way on, at the lower right."""
    row = QHBoxLayout()
    row.setSpacing(theme.NEAR)
    row.addStretch(1)
    row.addWidget(quiet_button("Avbryt", on_click=dialog.reject))
    row.addWidget(ok)
    return row


def _head(title: str, text: str) -> QVBoxLayout:
    """The heading with what it concerns close below."""
    note = Sentence()
    note.show_parts(*([text] if text else []))
    head = QVBoxLayout()
    head.setSpacing(theme.GRID)
    head.addWidget(dialog_heading(title))
    head.addWidget(note)
    return head
