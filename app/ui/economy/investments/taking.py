"""What is typed in the sheet of investments, as the use case takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.ui.economy.investments.rows import BEFORE, PERMITTED, Layout, Measure
from app.ui.economy.money import Unit, read
from app.ui.economy.sheet import Change

if TYPE_CHECKING:
    from app.services.economy.investments.views import InvestmentsView


def taken(
    view: InvestmentsView, layout: Layout, measure: Measure, unit: Unit, changes: Sequence[Change]
) -> dict[str, Any]:
    """Years, totals and what is carried over, read; raises one sentence where something cannot be read."""
    from app.services.economy.investments.block import CarryEntry, TotalEntry
    from app.services.economy.investments.yearly import YearEntry

    years: list[YearEntry] = []
    carried: list[CarryEntry] = []
    totals: dict[int, dict[str, Any]] = {}
    for key, column, text in changes:
        project, amount = key[1], read(text, unit)
        year = layout.year_of(column)
        if column == PERMITTED:
            totals.setdefault(project, {})["permitted"] = amount
        elif column == BEFORE:
            totals.setdefault(project, {})["spent_before"] = amount or 0
        elif year is not None and measure == "carried":
            carried.append(CarryEntry(project, year, amount or 0))
        elif year is not None:
            said: dict[str, Any] = {measure: amount}
            years.append(YearEntry(project, year, **said))
    versions = {project.id: project.version for project in view.projects}
    found = [TotalEntry(key, versions[key], **values) for key, values in totals.items()]
    return {"years": tuple(years), "totals": tuple(found), "carried": tuple(carried)}
