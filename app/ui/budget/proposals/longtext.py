"""Under a grid: the long text of the row with the cursor, which a cell has too little room for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.budget.proposals import figures, rows
from app.ui.budget.proposals.edits import Edits
from app.ui.budget.proposals.rowtable import Line
from app.ui.parts import theme
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.details import Field
from app.ui.parts.page import draft_keeper

MEASURES, FIGURES, TREATMENTS, DIALOGUES = "measures", "figures", "treatments", "dialogues"


@dataclass(frozen=True, slots=True)
class _Long:
    """Which text is long, what it is called, and what changes it."""

    name: str
    label: str
    what: str
    edit: Any


_LONG: Final = {
    MEASURES: _Long("impact", "Konsekvens av åtgärden", "measure", rows.edit_measure),
    FIGURES: _Long("note", "Anmärkning", "figure", figures.edit_figure),
    TREATMENTS: _Long("note", "Anmärkning", "treatment", rows.edit_treatment),
    DIALOGUES: _Long("note", "Vad som sades", "dialogue", rows.edit_dialogue),
}


class LongText(QWidget):
    """A field that grows; leaving it is one change."""

    def __init__(self, edits: Edits) -> None:
        super().__init__()
        self._edits = edits
        self._fields = {
            section: FieldWidget(Field("long", long.label, "", lambda _text: True, lines=3))
            for section, long in _LONG.items()
        }
        self._section = MEASURES
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.GROUP, theme.GROUP)
        for widget in self._fields.values():
            column.addWidget(widget)
        self.hide()

    def show_line(self, section: str, line: Line | None, locked: str) -> None:
        """Show the long text of a row; nothing without one."""
        detail = self._edits.detail
        self._section = section
        for key, widget in self._fields.items():
            widget.setVisible(key == section)
        self.setVisible(line is not None and detail is not None)
        if line is None or detail is None:
            return
        long = _LONG[section]
        name = f"proposal:{detail.id}:{long.what}-{line.id}"
        self._fields[section].show_part(
            Field(
                name,
                long.label,
                getattr(line.typed, long.name) or "",
                partial(self._commit, section, line),
                draft_keeper(self._edits.workspace, name, f"{long.label}, {detail.unit}"),
                lines=3,
                locked=locked,
            )
        )

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back; False when another row is shown."""
        widget = self._fields[self._section].resumable(field)
        if widget is not None:
            widget.resume(text)
        return widget is not None

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.isHidden() or self._fields[self._section].settle()

    def _commit(self, section: str, line: Line, text: str) -> bool:
        long = _LONG[section]
        typed = replace(line.typed, **{long.name: text})
        return self._edits.run(lambda: partial(long.edit, **{f"{long.what}_id": line.id, long.what: typed}))
