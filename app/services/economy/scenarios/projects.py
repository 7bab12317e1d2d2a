"""Investments as a scenario has them: struck, or moved some years with everything that follows."""

from collections.abc import Sequence

from app.services.economy.investments.flows import project_flows
from app.services.economy.investments.values import NOTHING, ProjectView, YearFlow


def struck(project: ProjectView, years: Sequence[int]) -> dict[int, YearFlow]:
    """The project without money in the plan: only what has been spent before goes on costing."""
    return project_flows(project, {}, project.in_use_year, years)


def moved(project: ProjectView, shift: int, years: Sequence[int]) -> dict[int, YearFlow]:
    """The project so many years later or earlier; nothing can be spent before the plan begins."""
    spent: dict[int, YearFlow] = {}
    for year, flow in project.years.items():
        place = max(year + shift, years[0])
        spent[place] = spent.get(place, NOTHING) + flow
    start = None if project.in_use_year is None else project.in_use_year + shift
    return project_flows(project, spent, start, years)
