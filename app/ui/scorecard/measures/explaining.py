"""The note and the history of a cell of measuring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt

from app.services.formatting import write_instant
from app.services.scorecard import measurehistory, measuring
from app.services.scorecard.periods import period_words
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.details import Field
from app.ui.parts.history_dialog import ChangesDialog, open_changes
from app.ui.parts.note_popup import NotePopup
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort
    from app.ui.scorecard.measures.view import MeasureView

NO_CELL = "Ställ markören på ett värde."
_NOTHING = "–"


def cell_words(row: Any, cell: Any) -> str:
    """Such as "Nöjda brukare, Hemtjänst, tertial 1 2026"."""
    return f"{row.name}, {row.whose}, {period_words(cell.period)}"


def where(row: Any, cell: Any) -> dict[str, Any]:
    """The cell as services are asked for it."""
    return {
        "indicator_id": row.indicator_id, "unit_id": row.unit_id, "period": cell.period, "gender": row.gender,
    }  # fmt: skip


def draft_name(row: Any, cell: Any) -> str:
    """What a note that is being written is kept under; `place_in` reads it back."""
    return f"measure:{row.indicator_id}:{row.unit_id or 0}:{row.gender}:{cell.period}"


def place_in(field: str) -> tuple[tuple[int, int | None, str], str] | None:
    """The row and period of a note that a crash interrupted; None for another field."""
    parts = field.split(":")
    if len(parts) != 5 or parts[0] != "measure" or not (parts[1].isdigit() and parts[2].isdigit()):
        return None
    return (int(parts[1]), int(parts[2]) or None, parts[3]), parts[4]


def note_field(workspace: WorkspacePort, row: Any, cell: Any) -> Field:
    """The note of a cell as the inspector shows it."""
    locked = "Filen är öppen för läsning." if workspace.read_only else ""
    title = f"Not till {cell_words(row, cell)}"
    return Field(
        "note", "Not", cell.comment or "", partial(_save, workspace, where(row, cell), cell.version),
        draft=draft_keeper(workspace, draft_name(row, cell), title), lines=2, locked=locked,
    )  # fmt: skip


def open_note(view: MeasureView, workspace: WorkspacePort, row: Any, cell: Any) -> NotePopup:
    """Write the note of the cell under the cursor."""
    locked = "Filen är öppen för läsning." if workspace.read_only else cell.why
    title = f"Not till {cell_words(row, cell)}"
    pane = view.parentWidget() or view
    popup = NotePopup(pane, title, cell.comment or "", locked, locked=bool(locked), hint="Förklara värdet")
    place = where(row, cell)
    popup.field.draft.on_commit = partial(_save, workspace, place, cell.version)
    popup.field.draft.on_draft = draft_keeper(workspace, draft_name(row, cell), title)
    popup.closed = view.setFocus
    corner = view.viewport().mapTo(pane, QPoint(0, 0))
    popup.stand_at(view.visualRect(view.currentIndex()).translated(corner))
    popup.show()
    popup.raise_()
    popup.field.setFocus(Qt.FocusReason.OtherFocusReason)
    return popup


def show_history(view: MeasureView, workspace: WorkspacePort, row: Any, cell: Any) -> ChangesDialog:
    """Open the history of a cell; a long log is read as a job meanwhile."""
    unit = f", {row.unit_of_measure}" if row.unit_of_measure else ""
    dialog = ChangesDialog(view, f"{cell_words(row, cell)}{unit}", _columns(row), why)

    def show(found: Any) -> None:
        dialog.show_lines(found.changes, cut=found.cut, erased=bool(found.erased))

    read: Callable[..., Any] = partial(measurehistory.history_of, **where(row, cell))
    open_changes(dialog, workspace, measurehistory.log_length, read, show)
    return dialog


def why(change: Any) -> str:
    """Why a value was changed: what was done, and the note that was written."""
    said = [change.words]
    before, after = change.before, change.after
    if after.comment and after.comment != before.comment:
        said.append(f"Not: {after.comment}")
    elif before.comment and not after.comment:
        said.append(f"Noten togs bort: {before.comment}")
    if before.source and before.source != after.source:
        said.append(f"Källan var {before.source}")
    return ". ".join(each.rstrip(".") for each in said) + "."


def _columns(row: Any) -> list[Column[Any]]:
    def written(stood: Any) -> str:
        return measuring.write_outcome(stood.reading, row) or _NOTHING

    return [
        Column("when", "När", lambda pair: write_instant(pair[1].when), width=165),
        Column("who", "Vem", lambda pair: pair[1].who, width=120),
        Column("before", "Från", lambda pair: written(pair[1].before), number=True, width=100),
        Column(
            "after", "Till", lambda pair: written(pair[1].after), number=True, width=100,
            look=lambda pair: CellLook(bold=pair[1].before.reading != pair[1].after.reading),
        ),
        Column(
            "why", "Varför", lambda pair: why(pair[1]).replace("\n", " "), stretch=True,
            tooltip=lambda pair: why(pair[1]),
        ),
    ]  # fmt: skip


def _save(workspace: WorkspacePort, place: dict[str, Any], version: int, text: str) -> bool:
    return (
        workspace.run(partial(measuring.set_note, **place, note=text, expected_version=version)) is not None
    )
