"""What the tab says of itself: what a model gives, which frames are behind, what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.formatting import write_mnkr, write_number
from app.ui.budget.allocation.factor_view import FactorView
from app.ui.budget.allocation.volume_lines import AMOUNT, RESULT
from app.ui.budget.amounts import Unit, write
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.ui.budget.allocation.tab import AllocationTab

DECIDED = "En beslutad budget vilar på versionen"


def state_of(tab: AllocationTab) -> list[str | Link]:
    """What the model gives in the budget year, and whether frames are behind."""
    view = tab.view
    if view.version is None:
        return ["Ingen beräkningsmodell än"]
    year = tab.first_year
    said: list[str | Link] = [f"{view.title}: {write_mnkr(tab.total(year))} {year}"]
    if view.unpriced_years:
        said.append(f", pris saknas {', '.join(map(str, view.unpriced_years))}")
    said.append(". ")
    if view.version.decided is not None:
        said.append(f"{DECIDED} och den ändras inte mer.")
    elif tab.behind:
        said.append(Link(tab.behind[0].message, tab.go_to_behind))
    return said


def status_of(shown: FactorView | None, unit: Unit) -> str:
    """What the selected figures come to, where they are of one kind."""
    if shown is None:
        return ""
    chosen = shown.amounts_selected()
    if len(chosen) < 2:
        return ""
    kinds = {shown.factors.columns[column].kind for _, column in shown.places_selected()}
    if kinds in ({RESULT}, {AMOUNT}):
        return f"Summa {write(sum(chosen), unit)} {unit}   Antal {len(chosen)}"
    return f"Summa {write_number(sum(chosen))}   Antal {len(chosen)}" if len(kinds) == 1 else ""
