"""What a workbook would change, cell by cell, and what of it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.services.budget.words import PART_NAMES
from app.services.formatting import write_count, write_ore
from app.ui.parts import theme
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.exchange.budgets.dryrun import Change, DryRun

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a change, or with `fault` a cell that cannot be read."""

    id: int
    unit: str
    part: str
    place: str
    said: str
    change: Change | None = None

    @property
    def fault(self) -> bool:
        """Whether the line is a cell that cannot be read."""
        return self.change is None


class PreviewStep(QWidget):
    """The table of changes; conflicts and unreadable cells each have a box to tick."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: DryRun | None = None
        self._summary = Sentence(role="ink")
        self._remarks = Sentence()
        self.table = TableView(_columns(), key=lambda line: line.id, name="Vad som ändras", sortable=False)
        self._whole = Sentence(role="ink")
        self.table.current_changed.connect(self._on_current)
        self.take_conflicts = QCheckBox()
        self.leave_faults = QCheckBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        for widget in (self._summary, self._remarks):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self._whole)
        for box in (self.take_conflicts, self.leave_faults):
            box.toggled.connect(lambda _on: self.changed.emit())
            column.addWidget(box)

    @property
    def chosen(self) -> tuple[Change, ...]:
        """The changes that are taken."""
        if self._found is None:
            return ()
        taken = self.take_conflicts.isChecked()
        return tuple(change for change in self._found.changes if taken or not change.conflict)

    def problem(self) -> str:
        """Why it cannot be read in, "" when it can."""
        if self._found is not None and self._found.faults and not self.leave_faults.isChecked():
            return "Rätta cellerna som inte går att läsa, eller kryssa för att lämna dem."
        return ""

    def show_found(self, found: DryRun) -> None:
        """Show what a workbook would change."""
        self._found = found
        faults = [Line(-at, "", "", each.place, each.reason) for at, each in enumerate(found.faults, 1)]
        changes = [
            Line(at, each.name, _part(each), each.place, _said(each), each)
            for at, each in enumerate(found.changes)
        ]
        self.table.show_rows([*faults, *changes])
        self._summary.show_parts(_summary(found))
        self._remarks.show_parts(*([said] if (said := _remarks(found)) else []))
        self._remarks.setVisible(bool(_remarks(found)))
        self._show_box(
            self.take_conflicts,
            len(found.conflicts),
            "Ta arbetsbokens belopp också i {} som har ändrats i filen sedan arbetsboken skrevs",
        )
        self._show_box(
            self.leave_faults, len(found.faults), "Läs in resten och lämna {} som inte går att läsa"
        )
        if faults or changes:
            self.table.select(([*faults, *changes])[0].id)
        self.changed.emit()

    def _on_current(self, line: Line | None) -> None:
        """What is said of the chosen line, which may be more than its cell has room for."""
        self._whole.show_parts(*([line.said] if line is not None and line.said else []))

    def _show_box(self, box: QCheckBox, count: int, words: str) -> None:
        box.setText(words.format(write_count(count, "cell", "celler")))
        box.setVisible(count > 0)
        box.setChecked(False)


def _columns() -> list[Column[Line]]:
    def old(line: Line) -> str:
        return write_ore(line.change.old, unit=False) if line.change else ""

    def new(line: Line) -> str:
        return write_ore(line.change.new, unit=False) if line.change else ""

    def difference(line: Line) -> str:
        return write_ore(line.change.new - line.change.old, plus=True, unit=False) if line.change else ""

    return [
        Column("place", "Cell", lambda line: line.place.rpartition("!")[2], 84,
               tooltip=lambda line: line.place),
        Column("unit", "Enhet", lambda line: line.unit, 170, tooltip=lambda line: line.unit),
        Column("part", "Del", lambda line: line.part, 184, tooltip=lambda line: line.part),
        Column("old", "Nu (kr)", old, 104, number=True),
        Column("new", "Blir (kr)", new, 104, number=True, look=lambda _line: CellLook(bold=True)),
        Column("change", "Ändring", difference, 104, number=True),
        Column("said", "Att tänka på", lambda line: line.said, 200, stretch=True, look=_look,
               tooltip=lambda line: line.said),
    ]  # fmt: skip


def _look(line: Line) -> CellLook:
    conflict = line.change is not None and line.change.conflict
    return CellLook(alarm=line.fault or conflict, muted=not line.fault and not conflict)


def _part(change: Change) -> str:
    if change.kind == "previous":
        return f"Ram {change.year - 1}"
    return f"{PART_NAMES[change.kind].capitalize()} {change.year}"


def _said(change: Change) -> str:
    conflict = f"ändrad i filen {change.since}" if change.conflict else ""
    return "; ".join(text for text in (conflict, change.remark) if text)


def _summary(found: DryRun) -> str:
    if not found.changes and not found.faults:
        return f"Arbetsboken säger detsamma som versionen {found.version.name}. Det finns inget att läsa in."
    said = f"{write_count(len(found.changes), 'belopp', 'belopp')} ändras i versionen {found.version.name}"
    same = f", {write_count(found.same, 'belopp', 'belopp')} är lika" if found.same else ""
    faults = write_count(len(found.faults), "cell", "celler")
    return f"{said}{same}." + (f" {faults} går inte att läsa." if found.faults else "")


def _remarks(found: DryRun) -> str:
    said = list(found.remarks)
    if found.left_out:
        named = ", ".join(each.reason for each in found.left_out[:_MOST_NAMED])
        more = f" och {len(found.left_out) - _MOST_NAMED} till" if len(found.left_out) > _MOST_NAMED else ""
        said.append(f"Läses inte: {named}{more}.")
    return " ".join(said)
