"""Which sheet, which column names the units, and what the other columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.budget.words import PART_NAMES
from app.services.formatting import write_number
from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.exchange.budgets.mapping import SheetMapping
    from app.services.exchange.workbooks.reading import Book

_MONEYS = (("kr", "kronor"), ("tkr", "tusental kronor (tkr)"), ("mnkr", "miljoner kronor (mnkr)"))
_PARTS = (
    "wages", "prices", "rents", "volume", "technical", "priority", "assignment", "efficiency", "rounding",
)  # fmt: skip
_SAMPLES = 3
_LONGEST = 14
_MOST = 80
_NOT_READ = "läses inte"
_SEARCHED = 50
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NONE = "Inget i bladet ser ut som belopp. Välj ett annat blad."


class ColumnsStep(QWidget):
    """Shows a mapping and takes the user's changes of it."""

    sheet_chosen = Signal(str)
    changed = Signal()

    def __init__(self, book: Book, years: Sequence[int]) -> None:
        super().__init__()
        self._book, self._years = book, tuple(years)
        self._mapping: SheetMapping | None = None
        self.sheet = _box("Blad")
        self.money = _box("Belopp i")
        self.units = _box("Kolumn med enheter")
        self.targets: dict[int, QComboBox] = {}
        for info in book.sheets:
            self.sheet.addItem(f"{info.name} (dolt)" if info.hidden else info.name, info.name)
        for key, words in _MONEYS:
            self.money.addItem(words, key)
        self._rows = QGridLayout()
        self._lay_out()
        self.sheet.activated.connect(lambda _place: self.sheet_chosen.emit(self.sheet.currentData()))
        for box in (self.money, self.units):
            box.activated.connect(self._on_changed)

    @property
    def mapping(self) -> SheetMapping | None:
        """The mapping as it is chosen."""
        return self._mapping

    def show_mapping(self, mapping: SheetMapping) -> None:
        """Show how a sheet is understood."""
        self._mapping = mapping
        self.sheet.setCurrentIndex(self.sheet.findData(mapping.sheet))
        self.money.setCurrentIndex(self.money.findData(mapping.money))
        self.units.clear()
        for column in range(len(mapping.headings)):
            self.units.addItem(self._title(column), column)
        self.units.setCurrentIndex(self.units.findData(mapping.unit_column))
        self._show_columns(mapping)

    def _show_columns(self, mapping: SheetMapping) -> None:
        from app.services.exchange.budgets.content import MARK

        empty(self._rows)
        self.targets.clear()
        places = [column for column, heading in enumerate(mapping.headings) if heading != MARK]
        shown = [column for column in places if column in mapping.columns or self._samples(column)][:_MOST]
        for at, column in enumerate(each for each in shown if each != mapping.unit_column):
            title, sample = QLabel(self._title(column)), QLabel("   ".join(self._samples(column)))
            for label in (title, sample):
                label.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            sample.setProperty("role", "muted")
            self._rows.addWidget(title, at, 0)
            self._rows.addWidget(sample, at, 1)
            self._rows.addWidget(self._target(column, mapping), at, 2)
        self._none.setVisible(not self.targets)

    def _target(self, column: int, mapping: SheetMapping) -> QComboBox:
        box = _box(f"Vad som står i {self._title(column)}")
        why = self._why_not(column, mapping)
        box.addItem(f"{why}, {_NOT_READ}" if why else _NOT_READ, None)
        for year in self._years:
            for kind, words in _choices(year, self._years[0]):
                box.addItem(words, (year, kind))
        target = mapping.columns.get(column)
        wanted = (target.year, target.kind) if target is not None else None
        box.setCurrentIndex(next((p for p in range(box.count()) if box.itemData(p) == wanted), 0))
        box.activated.connect(self._on_changed)
        self.targets[column] = box
        return box

    def _on_changed(self, *_: object) -> None:
        from app.services.exchange.budgets.mapping import Target

        if self._mapping is None:
            return
        moved = self.units.currentData() != self._mapping.unit_column
        columns = {
            column: Target(*box.currentData())
            for column, box in self.targets.items()
            if box.currentData() is not None and column != self.units.currentData()
        }
        self._mapping = replace(
            self._mapping,
            columns=columns,
            money=self.money.currentData(),
            unit_column=self.units.currentData(),
        )
        if moved:
            self._show_columns(self._mapping)
        self.changed.emit()

    def problem(self) -> str:
        """Why it is not possible to go on, "" when it is."""
        if self._mapping is None or not self._mapping.columns:
            return "Välj vad som står i minst en kolumn."
        targets = list(self._mapping.columns.values())
        twice = next((each for each in targets if targets.count(each) > 1), None)
        return f"Två kolumner är valda som {_words(twice.year, twice.kind)}." if twice is not None else ""

    def _title(self, column: int) -> str:
        from app.services.exchange.budgets.layout import key_of
        from app.services.exchange.workbooks.cells import column_name

        heading = self._mapping.headings[column] if self._mapping is not None else ""
        words = [word for word in heading.split() if key_of(word) is None]
        named = "" if heading.startswith("#") else f"  {' '.join(words)}"
        return f"{column_name(column)}{named}"

    def _why_not(self, column: int, mapping: SheetMapping) -> str:
        """Why a column was left out when the headings were read; "" when it was chosen, or left by choice."""
        from app.services.budget.rules import TOTAL
        from app.services.exchange.budgets.guessing import target_of

        if column in mapping.columns:
            return ""
        heading = mapping.headings[column]
        target = target_of(heading, self._years)
        if target is not None:
            others = [each for each in mapping.columns.values() if each.year == target.year]
            if target in others:
                return "står två gånger"
            return "räknas fram" if target.kind == TOTAL and others else ""
        years = [int(found) for found in _YEAR.findall(heading)]
        if years and not set(years) & set(self._years):
            return "annat år"
        if not any(isinstance(cell, Decimal) for cell, _ in self._cells(column)):
            return "inga belopp"
        return "saknar rubrik" if heading.startswith("#") else "inget rambelopp"

    def _cells(self, column: int) -> list[tuple[Any, str]]:
        """The first cells of a column that have something in them, and what they say."""
        mapping = self._mapping
        if mapping is None:
            return []
        sheet = self._book.sheet(mapping.sheet)
        rows = range(mapping.first_row, min(sheet.height, mapping.first_row + _SEARCHED))
        filled = ((sheet.cell(at, column), sheet.text(at, column)) for at in rows)
        return [each for each in filled if each[1]][:_SAMPLES]

    def _samples(self, column: int) -> list[str]:
        """What stands first in a column, with its thousands apart; years are no amounts."""
        cells = self._cells(column)
        years = all(_YEAR.fullmatch(text) for _, text in cells)
        texts = [
            write_number(Decimal(text)) if isinstance(cell, Decimal) and not years else text
            for cell, text in cells
        ]
        return [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in texts]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GROUP)
        for words, box in (("Blad", self.sheet), ("Enheter står i", self.units), ("Belopp i", self.money)):
            pair = QVBoxLayout()
            pair.setSpacing(theme.GRID)
            label = QLabel(words)
            label.setBuddy(box)
            pair.addWidget(label)
            pair.addWidget(box)
            top.addLayout(pair, 1)
        said = Sentence()
        said.show_parts("Vad som står i varje kolumn, gissat ur rubrikerna. Valet sparas till nästa gång.")
        self._none = Sentence(role="unmet")
        self._none.show_parts(_NONE)
        body = QWidget()
        self._rows.setHorizontalSpacing(theme.GROUP)
        self._rows.setVerticalSpacing(theme.GRID)
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(1, 2)
        self._rows.setColumnStretch(2, 3)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, theme.NEAR, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(top)
        column.addWidget(said)
        column.addWidget(self._none)
        column.addWidget(scrolled(body), 1)


def scrolled(body: QWidget) -> QScrollArea:
    """A widget that scrolls when it is too high."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumHeight(theme.FIELD_HEIGHT)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    return box


def _choices(year: int, first: int) -> list[tuple[str, str]]:
    kinds: list[str] = ["previous"] if year == first else []
    kinds += [*_PARTS, *([] if year == first else ["plan"]), "total"]
    return [(kind, _words(year, kind, first)) for kind in kinds]


def _words(year: int, kind: str, first: Any = None) -> str:
    if kind == "previous":
        return f"Ram {year - 1}"
    if kind == "total":
        return f"Ram {year}" + (" (skillnaden blir prioritering)" if year == first else "")
    return f"{PART_NAMES[kind].capitalize()} {year}"
