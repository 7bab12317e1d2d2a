"""Names in the workbook that the budget does not know: who they are, or that they are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.budget.importing.columns_step import scrolled
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.layouts import empty
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.exchange.budgets.dryrun import Unknown

_LEAVE_OUT = "Läs inte in raden"
_MOST = 200


class UnitsStep(QWidget):
    """One choice for each unknown name; the answers are remembered with the workbook's columns."""

    changed = Signal()

    def __init__(self, holders: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._keys: list[int | None] = [None, *(key for key, _ in holders)]
        self._names = QStringListModel([_LEAVE_OUT, *(name for _, name in holders)], self)
        self.boxes: dict[str, QComboBox] = {}
        self._rest: tuple[str, ...] = ()
        self._said = Sentence(role="ink")
        self._leave = quiet_button("Läs inte in någon av de andra", on_click=self.leave_out_all)
        self._rows = QGridLayout()
        self._lay_out()

    @property
    def answers(self) -> dict[str, int | None]:
        """The lines' keys by name, None for what is left out; without those that are not answered."""
        chosen = {
            name: self._keys[box.currentIndex()]
            for name, box in self.boxes.items()
            if box.currentIndex() >= 0
        }
        return chosen | dict.fromkeys(self._rest)

    @property
    def answered(self) -> bool:
        """Whether every name has an answer."""
        return all(box.currentIndex() >= 0 for box in self.boxes.values())

    def show_unknown(self, unknown: Sequence[Unknown], known: Mapping[str, int | None]) -> None:
        """Ask about names; an answer given before stays."""
        empty(self._rows)
        self.boxes.clear()
        for at, each in enumerate(unknown[:_MOST]):
            name, place = QLabel(each.name), QLabel(each.place)
            for label in (name, place):
                label.setTextFormat(Qt.TextFormat.PlainText)
            name.setWordWrap(True)
            place.setProperty("role", "muted")
            self._rows.addWidget(name, at, 0)
            self._rows.addWidget(place, at, 1)
            self._rows.addWidget(self._box(each, known), at, 2)
        self._rest = tuple(each.folded for each in unknown[_MOST:])
        self._leave.setVisible(len(unknown) > 1)
        count = write_count(len(unknown), "namn", "namn")
        rest = f" De {len(self._rest)} sista läses inte in." if self._rest else ""
        self._said.show_parts(
            f"{count} i arbetsboken finns inte i budgeten. Välj vilken enhet som menas.{rest}"
        )
        self.changed.emit()

    def leave_out_all(self) -> None:
        """Leave every name out that is not answered."""
        for box in self.boxes.values():
            if box.currentIndex() < 0:
                box.setCurrentIndex(0)
        self.changed.emit()

    def _box(self, unknown: Unknown, known: Mapping[str, int | None]) -> QComboBox:
        box = QComboBox()
        box.setModel(self._names)
        box.setAccessibleName(f"Enheten som {unknown.name} betyder")
        box.setMinimumHeight(theme.FIELD_HEIGHT)
        box.setPlaceholderText("Välj enhet")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.setMaxVisibleItems(16)
        answer = known.get(unknown.folded, -1)
        box.setCurrentIndex(self._keys.index(answer) if answer in self._keys else -1)
        box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.boxes[unknown.folded] = box
        return box

    def _lay_out(self) -> None:
        body = QWidget()
        self._rows.setHorizontalSpacing(theme.GROUP)
        self._rows.setVerticalSpacing(theme.GRID)
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(2, 3)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, theme.NEAR, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._leave)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self._said)
        column.addWidget(scrolled(body), 1)
        column.addLayout(below)
