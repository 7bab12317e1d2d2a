"""Asks what a new steering document is: its kind, title, what it lies under and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.steering.documents.adding import DocumentChoices, KindChoice

_WIDTH = 480
_KEY = Qt.ItemDataRole.UserRole
_NO_UNIT = "Ingen enhet"
_TOP = "Inget, överst i styrmodellen"


class NewDocumentDialog(QDialog):
    """A form whose choice of place follows the kind."""

    def __init__(self, parent: QWidget | None, choices: DocumentChoices) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nytt dokument")
        self.setMinimumWidth(_WIDTH)
        self._kinds = {kind.id: kind for kind in choices.kinds}
        self.kind = QComboBox()
        self.kind.setModel(_grouped(choices.kinds, self.kind))
        self.title = QLineEdit()
        self.place = QComboBox()
        self.unit = QComboBox()
        self.unit.addItem(_NO_UNIT, None)
        for key, name in choices.units:
            self.unit.addItem(name, key)
        self._note = Sentence(points=theme.SECONDARY_POINTS)
        self._ok = primary_button("Lägg till", on_click=self.accept)
        self._ok.setDefault(True)
        self._build()
        self.kind.currentIndexChanged.connect(lambda _place: self._on_kind())
        self.title.textChanged.connect(lambda _text: self._show_valid())
        self.place.currentIndexChanged.connect(lambda _place: self._show_valid())
        first = next((row for row in range(self.kind.count()) if self.kind.itemData(row, _KEY)), -1)
        self.kind.setCurrentIndex(first)
        self._on_kind()
        self.title.setFocus()

    @property
    def values(self) -> dict[str, Any]:
        """What is filled in, as the use case takes it."""
        return {
            "kind_id": self.kind.currentData(_KEY),
            "title": self.title.text().strip(),
            "unit_id": self.unit.currentData(_KEY),
            "parent_id": self.place.currentData(_KEY),
        }

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(theme.NEAR)
        rows = (
            ("Slag", self.kind),
            ("Titel", self.title),
            ("Ligger under", self.place),
            ("Ansvarig enhet", self.unit),
        )
        for label, widget in rows:
            widget.setMinimumHeight(theme.FIELD_HEIGHT)
            widget.setAccessibleName(label)
            self._form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Nytt dokument"))
        column.addLayout(self._form)
        column.addWidget(self._note)
        column.addLayout(dialog_buttons(self, self._ok))

    def _on_kind(self) -> None:
        kind = self._kinds.get(self.kind.currentData(_KEY))
        self.place.clear()
        if kind is not None and kind.at_top:
            self.place.addItem(_TOP, None)
        for key, title in kind.homes if kind is not None else ():
            self.place.addItem(title, key)
        self._form.setRowVisible(self.place, bool(kind and kind.homes))
        self._note.show_parts(*([_about(kind)] if kind is not None and _about(kind) else []))
        self._show_valid()
        if self.isVisible():
            fit_to_words(self, _WIDTH)

    def _show_valid(self) -> None:
        kind = self._kinds.get(self.kind.currentData(_KEY))
        placed = kind is not None and (kind.at_top or self.place.count() > 0)
        self._ok.setEnabled(placed and bool(self.title.text().strip()))


def _about(kind: KindChoice) -> str:
    if not (kind.at_top or kind.homes):
        return "Slaget ligger under något som inte finns än. Lägg först till det på sidan Styrmodell."
    return f"Beslutas av {kind.decided_by[:1].lower()}{kind.decided_by[1:]}." if kind.decided_by else ""


def _grouped(kinds: tuple[KindChoice, ...], parent: QWidget) -> QStandardItemModel:
    """The kinds under the heading of their category, which cannot be chosen."""
    model = QStandardItemModel(parent)
    category = ""
    for kind in kinds:
        if kind.category != category:
            category = kind.category
            head = QStandardItem(category[:1].upper() + category[1:])
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(theme.font(theme.SECONDARY_POINTS, semibold=True))
            model.appendRow(head)
        item = QStandardItem(kind.name)
        item.setData(kind.id, _KEY)
        model.appendRow(item)
    return model
