"""What a project leads to in each year when it is given money in years and taken into use: pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.services.economy.investments import arithmetic
from app.services.economy.investments.arithmetic import InUse, Life
from app.services.economy.investments.values import NOTHING, ProjectView, RunningView, YearFlow

_CANCELLED: Final = "cancelled"


def project_flows(
    project: ProjectView, given: Mapping[int, YearFlow], start: int | None, years: Sequence[int]
) -> dict[int, YearFlow]:
    """The flows of a project with what is given in years, taken into use in the year `start`, if ever.

    A project that is given nothing, and that nothing has been spent on, is not built. Neither is one that is
    cancelled.
    """
    funded = bool(project.spent_before) or any(flow.expense or flow.income for flow in given.values())
    in_use = None
    if funded and start is not None and project.state != _CANCELLED:
        in_use = InUse(start, project.in_use_month or 1)
    lives = [Life(part.share, part.years) for part in project.parts]
    borne = arithmetic.project_depreciation(_spent(project, given, start, years), lives, in_use)
    found: dict[int, YearFlow] = {}
    for year in sorted({*years, *given}):
        own = given.get(year, NOTHING)
        found[year] = YearFlow(
            expense=own.expense,
            income=own.income,
            depreciation=borne.get(year, 0),
            running=_costs(project.running, in_use, year, in_frames=False),
            running_in_frames=_costs(project.running, in_use, year, in_frames=True),
            carried=own.carried,
            typed=own.typed,
            brought=sum(flow.carried for place, flow in given.items() if place >= year),
            note=own.note,
        )
    return found


def _spent(
    project: ProjectView, given: Mapping[int, YearFlow], start: int | None, years: Sequence[int]
) -> dict[int, int]:
    """The net cost by the year it is paid; what was paid before the version counts as the year before it."""
    spent = {year: flow.net for year, flow in given.items()}
    if project.spent_before:
        first = min((*years, *given))
        before = first - 1 if start is None else min(first - 1, start)
        spent[before] = spent.get(before, 0) + project.spent_before
    return spent


def _costs(rows: Iterable[RunningView], in_use: InUse | None, year: int, *, in_frames: bool) -> int:
    return sum(arithmetic.running(row.amount, in_use, year) for row in rows if row.in_frames is in_frames)
