"""Holding amounts: held cells are left as they are when amounts are spread, and can still be typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.services.budget import frames
from app.ui.budget.cells import CellPlace, writable
from app.ui.budget.columns import TOTAL

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

HOLDABLE = frozenset({"previous"})
"""The frame of the year before is no part of what is spread, so it is not held."""


def can_hold(places: Sequence[CellPlace]) -> list[CellPlace]:
    """The cells that can be held: parts, and with the frame's own column whole frames."""
    return [place for place in places if place.kind not in HOLDABLE]


def all_held(places: Sequence[CellPlace]) -> bool:
    """Whether every one of them is held, so that the command lets them go."""
    return bool(places) and all(place.cell.held for place in places)


def toggle_held(page: BudgetPage, places: Sequence[CellPlace]) -> bool:
    """Hold the cells, or let them go when all are held already; one step to undo."""
    why_not = writable(page)
    wanted = can_hold(places)
    if why_not or not wanted:
        page.workspace.tell(
            why_not or "Markera belopp för enheter, så kan de hållas när du fördelar.", "info"
        )
        return False
    held = all_held(wanted)
    if held and any(place.kind != TOTAL and _whole(place) for place in wanted):
        page.workspace.tell("Hela ramen hålls. Släpp den i kolumnen med årets ram.", "info")
        return False
    cells = [(place.frame.frame_id, place.kind) for place in wanted]
    return page.workspace.run(partial(frames.set_held, cells=cells, held=not held)) is not None


def _whole(place: CellPlace) -> bool:
    total = place.row.cells.get((place.year, TOTAL))
    return total is not None and total.held
