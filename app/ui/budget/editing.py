"""What is typed in the grid becomes one use case, and so one step to undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget import frames, staffing
from app.services.budget.words import PART_NAMES
from app.ui.budget.columns import PREVIOUS, STAFF, TOTAL
from app.ui.budget.grid_model import Edit
from app.ui.budget.sum_model import HELD

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage


def take_in(page: BudgetPage, edits: Sequence[Edit]) -> bool:
    """Change the frames of a plan; False when it was refused."""
    measure = page.view.measure
    amounts = [_entry(edit, measure) for edit in edits if edit.column.kind != STAFF]
    staff = [_staff(edit) for edit in edits if edit.column.kind == STAFF]
    use_case: Any
    if staff:
        use_case = partial(staffing.paste_cells, entries=amounts, staff=staff)
        if len(edits) == 1:
            typed = staff[0]
            use_case = partial(
                frames.set_staff,
                frame_id=typed.frame_id,
                staff=typed.staff,
                expected_version=typed.expected_version,
            )
    else:
        use_case = partial(frames.paste_amounts, entries=amounts, words=_words(edits))
    return page.workspace.run(use_case) is not None


def take_in_sums(page: BudgetPage, edits: Sequence[Edit]) -> bool:
    """Change what there is to distribute and what is held back; False when it was refused."""
    version = page.view.version
    known = {"version_id": version.id, "expected_version": version.row_version}
    held = {edit.column.year: edit.amount for edit in edits if edit.row.key == HELD}
    room = {edit.column.year: edit.amount for edit in edits if edit.row.key != HELD}
    use_case: Any
    if len(edits) > 1:
        use_case = partial(frames.paste_years, held_back=held, to_distribute=room)
    else:
        one = frames.set_held_back if held else frames.set_to_distribute
        use_case = partial(one, year=edits[0].column.year, amount=edits[0].amount)
    return page.workspace.run(partial(use_case, **known)) is not None


def _entry(edit: Edit, measure: Any) -> frames.Entry:
    ref = edit.row.frames[edit.column.year]
    return frames.Entry(
        ref.frame_id, edit.column.kind, edit.amount, ref.version, note=edit.note, measure=measure
    )


def _words(edits: Sequence[Edit]) -> str | None:
    """One amount is named in the log; many are counted."""
    if len(edits) > 1:
        return None
    column, name = edits[0].column, edits[0].row.name
    part = "ramen" if column.kind == TOTAL else PART_NAMES[column.kind]
    if column.kind not in (TOTAL, PREVIOUS):
        part += " i ramen"
    return f"Ändrade {part} för {name} {column.year}"


def _staff(edit: Edit) -> staffing.StaffEntry:
    ref = edit.row.frames[edit.column.year]
    return staffing.StaffEntry(ref.frame_id, edit.amount, ref.version)
