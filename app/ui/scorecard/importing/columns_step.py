"""Which sheet, what each of its columns holds, and what goes for all its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.scorecard.periods import Period, period_words
from app.ui.budget.importing.columns_step import scrolled
from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.exchange.measures.sheetmapping import SheetMapping
    from app.services.exchange.workbooks.reading import Book
    from app.services.scorecard.words import MeasureWord

_NOT_READ = "läses inte"
_OF_COLUMN = "Står i en kolumn"
_WHOLE = "Kommunen som helhet"
_SAMPLES, _LONGEST, _MOST, _SEARCHED = 3, 16, 80, 50


class ColumnsStep(QWidget):
    """Shows a mapping and takes the user's changes of it."""

    sheet_chosen = Signal(str)
    changed = Signal()

    def __init__(
        self,
        book: Book,
        indicators: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        periods: Sequence[Period],
        word: MeasureWord,
    ) -> None:
        super().__init__()
        self._book, self._periods = book, tuple(periods)
        self._measure = word.one.capitalize()
        self._mapping: SheetMapping | None = None
        self.sheet, self.indicator = _box("Blad"), _box(self._measure)
        self.unit, self.period = _box("Enhet"), _box("Period")
        self.roles: dict[int, QComboBox] = {}
        for info in book.sheets:
            self.sheet.addItem(f"{info.name} (dolt)" if info.hidden else info.name, info.name)
        self.indicator.addItem(_OF_COLUMN, None)
        for key, name in indicators:
            self.indicator.addItem(name, key)
        self.unit.addItem(_WHOLE, None)
        for key, name in units:
            self.unit.addItem(name, key)
        self.period.addItem(_OF_COLUMN, None)
        for period in self._periods:
            self.period.addItem(period.words, period.text)
        self._rows = QGridLayout()
        self._lay_out()
        self.sheet.activated.connect(lambda _place: self.sheet_chosen.emit(self.sheet.currentData()))
        for box in (self.indicator, self.unit, self.period):
            box.activated.connect(self._on_changed)

    @property
    def mapping(self) -> SheetMapping | None:
        """The mapping as it is chosen."""
        return self._mapping

    def problem(self) -> str:
        """Why it is not possible to go on, "" when it is."""
        return self._mapping.problem() if self._mapping is not None else "Välj ett blad."

    def show_mapping(self, mapping: SheetMapping) -> None:
        """Show how a sheet is understood."""
        self._mapping = mapping
        for box, data in (
            (self.sheet, mapping.sheet), (self.indicator, mapping.indicator_id),
            (self.unit, mapping.unit_id), (self.period, mapping.period),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(data)))
        empty(self._rows)
        self.roles.clear()
        shown = [at for at in range(len(mapping.headings)) if at in mapping.columns or self._samples(at)]
        for at, column in enumerate(shown[:_MOST]):
            title, sample = QLabel(self._title(column)), QLabel("   ".join(self._samples(column)))
            for label in (title, sample):
                label.setTextFormat(Qt.TextFormat.PlainText)
            title.setWordWrap(True)
            sample.setProperty("role", "muted")
            self._rows.addWidget(title, at, 0)
            self._rows.addWidget(sample, at, 1)
            self._rows.addWidget(self._role(column, mapping), at, 2)

    def _role(self, column: int, mapping: SheetMapping) -> QComboBox:
        from app.services.exchange.measures.sheetmapping import AT, INDICATOR, ROLES

        box = _box(f"Vad som står i {self._title(column)}")
        box.addItem(_NOT_READ, None)
        for role, words in ROLES.items():
            box.addItem(f"{self._measure} (namn eller kod)" if role == INDICATOR else words, role)
        wanted = mapping.columns.get(column)
        periods = [AT + period.text for period in self._periods]
        if wanted is not None and wanted.startswith(AT) and wanted not in periods:
            periods.insert(0, wanted)
        for role in periods:
            box.addItem(f"Värden för {period_words(role.removeprefix(AT))}", role)
        box.setCurrentIndex(max(0, box.findData(wanted)))
        box.activated.connect(self._on_changed)
        self.roles[column] = box
        return box

    def _on_changed(self, *_: object) -> None:
        if self._mapping is None:
            return
        self._mapping = replace(
            self._mapping,
            columns={
                column: box.currentData()
                for column, box in self.roles.items()
                if box.currentData() is not None
            },
            indicator_id=self.indicator.currentData(),
            unit_id=self.unit.currentData(),
            period=self.period.currentData(),
        )
        self.changed.emit()

    def _title(self, column: int) -> str:
        from app.services.exchange.workbooks.cells import column_name

        heading = self._mapping.headings[column] if self._mapping is not None else ""
        return column_name(column) + ("" if heading.startswith("#") else f"  {heading}")

    def _samples(self, column: int) -> list[str]:
        mapping = self._mapping
        if mapping is None:
            return []
        sheet = self._book.sheet(mapping.sheet)
        rows = range(mapping.first_row, min(sheet.height, mapping.first_row + _SEARCHED))
        texts = [text for at in rows if (text := sheet.shown(at, column))][:_SAMPLES]
        return [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in texts]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GROUP)
        named = (("Blad", self.sheet), (self._measure, self.indicator), ("Enhet där ingen står", self.unit),
                 ("Period", self.period))  # fmt: skip
        for words, box in named:
            pair = QVBoxLayout()
            pair.setSpacing(theme.GRID)
            label = QLabel(words)
            label.setBuddy(box)
            pair.addWidget(label)
            pair.addWidget(box)
            top.addLayout(pair, 1)
        said = Sentence()
        said.show_parts("Vad som står i varje kolumn, gissat ur rubrikerna. Valet sparas till nästa gång.")
        body = QWidget()
        self._rows.setHorizontalSpacing(theme.GROUP)
        self._rows.setVerticalSpacing(theme.GRID)
        for place, share in enumerate((3, 2, 3)):
            self._rows.setColumnStretch(place, share)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, theme.NEAR, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(top)
        column.addWidget(said)
        column.addWidget(scrolled(body), 1)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumHeight(theme.FIELD_HEIGHT)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    box.setMaxVisibleItems(16)
    return box
