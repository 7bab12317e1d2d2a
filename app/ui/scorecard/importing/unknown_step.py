"""What a file speaks of that the program does not know: key figures, names of indicators and of units."""

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
    from app.services.exchange.measures.plan import Unknown
    from app.services.scorecard.words import MeasureWord

_LEAVE_OUT = "Läs inte in"
_WHOLE = "Kommunen som helhet"
_MOST = 200
_NEW = 0

Answers = dict[tuple[str, str], int | None]
"""What each name means, by its kind and key."""


class UnknownStep(QWidget):
    """One choice for each name; a figure can also be made, and a unit be the municipality itself."""

    changed = Signal()

    def __init__(
        self, indicators: Sequence[tuple[int, str]], units: Sequence[tuple[int, str]], word: MeasureWord
    ) -> None:
        super().__init__()
        self._word = word
        names = [name for _, name in indicators]
        self._keys: dict[str, list[int | None]] = {
            "indicator": [None, *(key for key, _ in indicators)],
            "made": [None, _NEW, *(key for key, _ in indicators)],
            "unit": [None, _NEW, *(key for key, _ in units)],
        }
        self._names = {
            "indicator": QStringListModel([_LEAVE_OUT, *names], self),
            "made": QStringListModel([_LEAVE_OUT, f"{word.new.capitalize()} {word.one}", *names], self),
            "unit": QStringListModel([_LEAVE_OUT, _WHOLE, *(name for _, name in units)], self),
        }
        self.boxes: dict[tuple[str, str], QComboBox] = {}
        self._kinds: dict[tuple[str, str], str] = {}
        self._rest: tuple[tuple[str, str], ...] = ()
        self._said = Sentence(role="ink")
        self._leave = quiet_button("Läs inte in någon av de andra", on_click=self.leave_out_all)
        self._make = quiet_button(f"Gör {word.many} av alla", on_click=self.make_all)
        self._rows = QGridLayout()
        self._lay_out()

    @property
    def answers(self) -> Answers:
        """The answers that are given; None for what is left out."""
        given = {
            key: self._keys[self._kinds[key]][box.currentIndex()]
            for key, box in self.boxes.items()
            if box.currentIndex() >= 0
        }
        return given | dict.fromkeys(self._rest)

    @property
    def answered(self) -> bool:
        """Whether every name has an answer."""
        return all(box.currentIndex() >= 0 for box in self.boxes.values())

    def show_unknown(self, unknown: Sequence[Unknown], known: Mapping[tuple[str, str], int | None]) -> None:
        """Ask about names; an answer given before stays."""
        empty(self._rows)
        self.boxes.clear()
        for at, each in enumerate(unknown[:_MOST]):
            told = each.name if each.name == each.key or not each.can_make else f"{each.key} {each.name}"
            told = f"{told} (flera heter så)" if each.shared else told
            name, about = QLabel(told), QLabel(write_count(each.count, "värde", "värden"))
            for label in (name, about):
                label.setTextFormat(Qt.TextFormat.PlainText)
            name.setWordWrap(True)
            name.setToolTip(each.place)
            about.setProperty("role", "muted")
            self._rows.addWidget(name, at, 0)
            self._rows.addWidget(about, at, 1)
            self._rows.addWidget(self._box(each, known), at, 2)
        self._rest = tuple((each.what, each.key) for each in unknown[_MOST:])
        can_make = any(each.can_make for each in unknown)
        self._leave.setVisible(len(unknown) > 1)
        self._make.setVisible(can_make and len(unknown) > 1)
        count = write_count(len(unknown), "namn", "namn")
        rest = f" De {len(self._rest)} sista läses inte in." if self._rest else ""
        asked = f"Välj om de ska bli nya {self._word.many}." if can_make else "Välj vad som menas."
        figures = write_count(len(unknown), "nyckeltal", "nyckeltal")
        what = f"{figures} från Kolada finns inte här" if can_make else f"{count} i filen finns inte här"
        self._said.show_parts(f"{what}. {asked}{rest}")
        self.changed.emit()

    def leave_out_all(self) -> None:
        """Leave everything out that is not answered."""
        for box in self.boxes.values():
            if box.currentIndex() < 0:
                box.setCurrentIndex(0)
        self.changed.emit()

    def make_all(self) -> None:
        """Make an indicator of every key figure that is not answered."""
        for key, box in self.boxes.items():
            if box.currentIndex() < 0 and self._kinds[key] == "made":
                box.setCurrentIndex(1)
        self.changed.emit()

    def _box(self, unknown: Unknown, known: Mapping[tuple[str, str], int | None]) -> QComboBox:
        box = QComboBox()
        kind = "unit" if unknown.what == "unit" else "made" if unknown.can_make else "indicator"
        box.setModel(self._names[kind])
        box.setAccessibleName(f"Vad {unknown.name} betyder")
        box.setMinimumHeight(theme.FIELD_HEIGHT)
        box.setPlaceholderText("Välj")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(20)
        box.setMaxVisibleItems(16)
        box.setToolTip(unknown.why_not)
        key = (unknown.what, unknown.key)
        answer = known.get(key, -1)
        box.setCurrentIndex(self._keys[kind].index(answer) if answer in self._keys[kind] else -1)
        box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.boxes[key], self._kinds[key] = box, kind
        return box

    def _lay_out(self) -> None:
        body = QWidget()
        self._rows.setHorizontalSpacing(theme.GROUP)
        self._rows.setVerticalSpacing(theme.GRID)
        self._rows.setColumnStretch(0, 4)
        self._rows.setColumnStretch(2, 3)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, theme.NEAR, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(theme.NEAR)
        below.addWidget(self._make)
        below.addWidget(self._leave)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self._said)
        column.addWidget(scrolled(body), 1)
        column.addLayout(below)
