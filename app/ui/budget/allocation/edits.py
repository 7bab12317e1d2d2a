"""What is typed in the grids becomes use cases: a block over prices, indexes and subsidies is one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget.allocation import factors, specials
from app.services.budget.allocation.factors import PriceEntry, VolumeEntry
from app.services.budget.allocation.specials import AmountEntry
from app.ui.budget.allocation.price_lines import OfIndex, OfPrice, OfSubsidy
from app.ui.budget.allocation.volume_lines import OfAmount, OfVolume
from app.ui.budget.grid_model import Edit

if TYPE_CHECKING:
    from app.ui.budget.allocation.tab import AllocationTab


def take_in_prices(tab: AllocationTab, edits: Sequence[Edit]) -> bool:
    """Change prices, indexes and subsidies; False when it was refused."""
    prices: list[PriceEntry] = []
    indexes: dict[int, Any] = {}
    subsidies: dict[int, Any] = {}
    for where, value in _places(edits):
        if isinstance(where, OfIndex):
            indexes[where.year] = value
        elif isinstance(where, OfSubsidy):
            subsidies[where.group_id] = value
        elif isinstance(where, OfPrice):
            prices.append(PriceEntry(where.group_id, where.year, where.part, value))
    return tab.run(factors.set_prices, prices=prices, indexes=indexes, subsidies=subsidies)


def take_in_volumes(tab: AllocationTab, edits: Sequence[Edit]) -> bool:
    """Change volumes, or appropriations; False when it was refused."""
    volumes: list[VolumeEntry] = []
    amounts: list[AmountEntry] = []
    for where, value in _places(edits):
        if isinstance(where, OfAmount):
            amounts.append(AmountEntry(where.unit_id, where.year, value))
        elif isinstance(where, OfVolume):
            entry = partial(VolumeEntry, where.group_id, where.unit_id, where.year)
            volumes.append(entry(opening=value) if where.opening else entry(volume=value))
    if amounts:
        return tab.run(specials.set_appropriations, entries=amounts)
    return tab.run(factors.set_volumes, entries=volumes)


def _places(edits: Sequence[Edit]) -> list[tuple[Any, Any]]:
    return [
        (cell.where, edit.amount)
        for edit in edits
        if (cell := edit.row.cell(edit.column)) is not None and cell.where is not None
    ]
