"""The note of a cell, written beside it: Ctrl+Enter saves, Esc closes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt

from app.services.budget import frames, history
from app.services.formatting import write_instant
from app.ui.budget.cells import CellPlace, writable
from app.ui.parts.note_popup import NotePopup
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage


def open_note(page: BudgetPage, place: CellPlace) -> NotePopup:
    """Write the note of the cell under the cursor."""
    cell = place.row.cells[place.year, place.part]
    title = f"Not till {place.words}"
    locked = writable(page)
    popup = NotePopup(
        page.grid,
        title,
        cell.note or "",
        _about(page, cell.part_id, cell.note) or locked,
        locked=bool(locked),
        hint="Förklara beloppet",
    )
    frame_id = place.frame.frame_id
    popup.field.draft.on_commit = partial(_save, page, place)
    popup.field.draft.on_draft = draft_keeper(page.workspace, f"frame:{frame_id}:{place.part}", title)
    popup.closed = page.grid.view.setFocus
    view = page.grid.view
    corner = view.viewport().mapTo(page.grid, QPoint(0, 0))
    popup.stand_at(view.visualRect(view.currentIndex()).translated(corner))
    popup.show()
    popup.raise_()
    popup.field.setFocus(Qt.FocusReason.OtherFocusReason)
    return popup


def written_by(page: BudgetPage, part_id: int | None) -> str:
    """Who wrote the note of a part, and when; "" when the log does not tell."""
    made = page.workspace.read(partial(history.last_change, part_id=part_id, column="note"))
    return f"{made.made_by}, {write_instant(made.made_at)}" if made is not None else ""


def _about(page: BudgetPage, part_id: int | None, note: str | None) -> str:
    written = written_by(page, part_id) if note else ""
    return f"Skriven av {written}." if written else ""


def _save(page: BudgetPage, place: CellPlace, text: str) -> Any:
    ref = place.frame
    use_case = partial(
        frames.set_note, frame_id=ref.frame_id, kind=place.part, note=text, expected_version=ref.version
    )
    return page.workspace.run(use_case) is not None
