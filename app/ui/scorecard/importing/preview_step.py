"""What files would add and change, value by value, and what of them is left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.formatting import write_count, write_years
from app.services.scorecard.periods import period_words
from app.ui.parts import theme
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.exchange.measures.plan import ImportPlan, Outcome
    from app.services.scorecard.words import MeasureWord

_GENDERS = {"K": ", kvinnor", "M": ", män"}
_OF_VALUES = (2, 3, 4)
"""The columns that only values fill: period, now and then."""
_MOST = 5000
"""So many of the own values are listed; the rest is said in a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a value, a sum of many, or something that is not read."""

    id: int
    what: str
    name: str
    period: str
    before: str
    after: str
    said: str = ""
    fault: bool = False
    muted: bool = False


class PreviewStep(QWidget):
    """The table; faults have a box to tick for leaving them."""

    changed = Signal()

    def __init__(self, word: MeasureWord) -> None:
        super().__init__()
        self._word = word
        self.found: ImportPlan | None = None
        self._summary = Sentence(role="ink")
        self._remarks = Sentence()
        self.table: TableView = TableView(
            _columns(word), key=lambda line: line.id, name="Vad som läses in", sortable=False
        )
        self._whole = Sentence(role="ink")
        self.leave_faults = QCheckBox()
        self.table.current_changed.connect(self._on_current)
        self.leave_faults.toggled.connect(lambda _on: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self._summary)
        column.addWidget(self._remarks)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        column.addWidget(self.leave_faults)

    @property
    def summary(self) -> str:
        """What is said of the whole."""
        return self._summary.plain_text()

    def problem(self) -> str:
        """Why it cannot be read in, "" when it can."""
        if self.found is None or self.found.empty:
            return "Inget läggs till eller ändras."
        if self.found.faults and not self.leave_faults.isChecked():
            return "Rätta det som är fel, eller kryssa för att läsa in resten."
        return ""

    def show_found(self, found: ImportPlan) -> None:
        """Show what files would do."""
        self.found = found
        lines = list(_lines(found, self._word))
        self.table.show_rows(lines)
        only_told = not (found.own or found.others or found.indicators or found.links)
        for place in _OF_VALUES:
            self.table.setColumnHidden(place, only_told)
        self._summary.show_parts(_summary(found, self._word))
        self._remarks.show_parts(*found.remarks)
        self._remarks.setVisible(bool(found.remarks))
        count = write_count(len(found.faults), "fel", "fel")
        self.leave_faults.setText(f"Läs in resten och lämna {count}")
        self.leave_faults.setVisible(bool(found.faults))
        self.leave_faults.setChecked(False)
        if lines:
            self.table.select(lines[0].id)
        self.changed.emit()

    def _on_current(self, line: Line | None) -> None:
        """All of a line that may be cut in its cells."""
        if line is None:
            self._whole.show_parts()
            return
        told = ": ".join(part for part in (line.name, line.said or line.after) if part)
        self._whole.show_parts(told)


def _lines(found: ImportPlan, word: MeasureWord) -> Iterator[Line]:
    at = 0
    for each in found.faults:
        at += 1
        yield Line(at, "Fel", each.place, "", "", "", each.reason, fault=True)
    for made in found.indicators:
        at += 1
        yield Line(
            at, f"{word.new.capitalize()} {word.one}", made.name, "", "", made.code, made.definition or ""
        )
    for link in found.links:
        at += 1
        yield Line(at, "Får kod", link.name, "", "", link.code)
    for line in _others(found):
        at += 1
        yield Line(at, *line)
    for one in found.own[:_MOST]:
        at += 1
        yield _own(at, one)
    if len(found.own) > _MOST:
        at += 1
        rest = write_count(len(found.own) - _MOST, "värde till", "värden till")
        yield Line(at, "Egna värden", f"och {rest}", "", "", "")
    for each in found.left_out:
        at += 1
        yield Line(at, "Läses inte", each.place, "", "", "", each.reason, muted=True)


def _own(at: int, one: Outcome) -> Line:
    what = "Nytt värde" if one.row_id is None else "Ändrat värde"
    name = f"{one.name}, {one.unit}" if one.unit else one.name
    period = f"{period_words(one.period)}{_GENDERS.get(one.gender, '')}"
    return Line(at, what, name, period, one.before, one.after, one.place)


def _others(found: ImportPlan) -> Iterator[tuple[str, str, str, str, str]]:
    """Other municipalities' values, summed up by figure."""
    names = {one.code: one.name for one in found.indicators}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    periods: dict[str, set[int]] = defaultdict(set)
    who: dict[str, set[str]] = defaultdict(set)
    for _indicator, code, municipality, period, _gender, _value, row in found.others:
        counts[code][row is not None] += 1
        periods[code].add(int(period))
        who[code].add(municipality)
    for code, (new, changed) in counts.items():
        told = [
            f"{write_count(new, 'nytt', 'nya')}" if new else "",
            f"{write_count(changed, 'ändrat', 'ändrade')}" if changed else "",
        ]
        named = f"{code} {names[code]}" if code in names else code
        after = f"{', '.join(part for part in told if part)} från {_many(who[code])}"
        yield "Andra kommuner", named, write_years(min(periods[code]), max(periods[code])), "", after


def _many(codes: Iterable[str]) -> str:
    return write_count(len(set(codes)), "kommun", "kommuner")


def _columns(word: MeasureWord) -> list[Column[Line]]:
    def look(line: Line) -> CellLook:
        return CellLook(muted=line.muted)

    return [
        Column("what", "Vad", lambda line: line.what, 150,
               look=lambda line: CellLook(alarm=line.fault, muted=line.muted)),
        Column("name", word.one.capitalize(), lambda line: line.name, 250, stretch=True, look=look,
               tooltip=lambda line: line.name),
        Column("period", "Period", lambda line: line.period, 140, look=look),
        Column("before", "Nu", lambda line: line.before, 84, number=True,
               look=lambda _line: CellLook(muted=True)),
        Column("after", "Blir", lambda line: line.after, 180, number=True, look=look,
               tooltip=lambda line: line.after),
        Column("said", "Att tänka på", lambda line: line.said, 300, stretch=True, look=look,
               tooltip=lambda line: line.said),
    ]  # fmt: skip


def _summary(found: ImportPlan, word: MeasureWord) -> str:
    told = []
    if found.indicators:
        told.append(write_count(len(found.indicators), f"{word.new} {word.one}", f"nya {word.many}"))
    if found.added:
        told.append(write_count(found.added, "nytt värde", "nya värden"))
    if found.changed:
        told.append(write_count(found.changed, "ändrat värde", "ändrade värden"))
    if not told:
        told.append("inget nytt")
    if found.same:
        told.append(f"{write_count(found.same, 'är', 'är')} som förut")
    if found.faults:
        told.append(write_count(len(found.faults), "fel", "fel"))
    text = ", ".join(told)
    return f"{text[:1].upper()}{text[1:]}."
