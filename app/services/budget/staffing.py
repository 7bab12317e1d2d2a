"""Blocks of cells that hold amounts and årsarbetare side by side: one change, whatever is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from app.services.budget.entries import Entry, OpenFrames
from app.services.budget.frames import paste_amounts, put_staff
from app.services.formatting import write_count
from app.services.storage import describe, touch


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """Typed årsarbetare of a frame; None clears."""

    frame_id: int
    staff: Decimal | None
    expected_version: int


def paste_cells(
    session: Session, *, entries: Sequence[Entry], staff: Sequence[StaffEntry], words: str | None = None
) -> int:
    """Set amounts and årsarbetare as one change, which `words` may name; gives how many cells.

    However many, the file is asked a few times per thousand.
    """
    wanted = {each.frame_id: each for each in staff}
    opened = OpenFrames(session, list(wanted))
    frames = {key: opened.take(key, each.expected_version) for key, each in wanted.items()}
    with_amounts = {entry.frame_id for entry in entries}
    for key, each in wanted.items():
        put_staff(opened, frames[key], each.staff)
        if key not in with_amounts:
            touch(frames[key])
    count = len(wanted) + (paste_amounts(session, entries=entries) if entries else 0)
    describe(session, words or f"Ändrade {write_count(count, 'cell', 'celler')} i budgeten")
    return count
