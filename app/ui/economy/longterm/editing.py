"""What is typed on the face LEP, made use cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.services.economy.longterm.ages import AgeEntry, read_age_groups
from app.services.economy.longterm.keys import BY_KEY
from app.services.formatting import read_number, read_percent
from app.ui.economy.longterm.sections import BASE, COST
from app.ui.economy.money import Unit, read

if TYPE_CHECKING:
    from app.services.economy.longterm.scenarios import AssumptionEntry
    from app.services.economy.longterm.views import AreaView, LongTermView, ScenarioView
    from app.ui.economy.sheet import Change
    from app.ui.parts.page import WorkspacePort


class Edits:
    """Runs the use cases of the plan that is shown; each gives False where it was refused."""

    def __init__(self, workspace: WorkspacePort, view: Callable[[], LongTermView | None]) -> None:
        self._workspace = workspace
        self._view = view

    def run(self, use_case: Callable[..., object], **given: Any) -> bool:
        """Make a change of the plan against the state that is shown."""
        view = self._view()
        if view is None:
            return False
        return self._workspace.run(partial(use_case, expected_version=view.version, **given)) is not None

    def plan(self, **given: Any) -> bool:
        """Change something of the plan itself."""
        from app.services.economy.longterm.plans import change_plan

        view = self._view()
        return view is not None and self.run(change_plan, plan_id=view.id, **given)

    def area(self, area_id: int, **given: Any) -> bool:
        """Change something of an area."""
        from app.services.economy.longterm.areas import change_area

        return self.run(change_area, area_id=area_id, **given)

    def scenario(self, scenario_id: int, **given: Any) -> bool:
        """Change something of a scenario."""
        from app.services.economy.longterm.scenarios import change_scenario

        return self.run(change_scenario, scenario_id=scenario_id, **given)

    def years(self, text: str) -> bool:
        """How many years the plan reaches over."""
        try:
            count = int(read_number(text))
        except DomainError as error:
            return self._refuse(error)
        return self.plan(years=count)

    def ages(self, area: AreaView, text: str) -> bool:
        """Let an area follow the ages that are typed; those that stay keep what they cost."""
        from app.services.economy.longterm.areas import set_ages

        costs = {(one.age_from, one.age_to): one.cost for one in area.ages}
        try:
            groups = read_age_groups(text)
        except DomainError as error:
            return self._refuse(error)
        entries = [AgeEntry(low, high, costs.get((low, high), 0)) for low, high in groups]
        return self.run(set_ages, area_id=area.id, ages=entries)

    def costs(self, changes: Sequence[Change], unit: Unit) -> bool:
        """Costs per head, and the sums of areas without ages."""
        from app.services.economy.longterm.areas import set_costs

        view, costs, amounts = self._view(), {}, {}
        try:
            for key, column, text in changes:
                kind, row = key
                if kind == "ages" and column == COST:
                    costs[row] = read(text, "kr") or 0
                elif kind == "area" and column == BASE:
                    amounts[row] = read(text, unit) or 0
        except DomainError as error:
            return self._refuse(error)
        return view is not None and self.run(set_costs, plan_id=view.id, costs=costs, amounts=amounts)

    def assumptions(self, scenario: ScenarioView, changes: Sequence[Change]) -> bool:
        """What a scenario assumes."""
        from app.services.economy.longterm.scenarios import set_assumptions

        view = self._view()
        if view is None:
            return False
        try:
            entries = [self._entry(view, change) for change in changes]
        except DomainError as error:
            return self._refuse(error)
        return self.run(set_assumptions, scenario_id=scenario.id, entries=entries)

    def _entry(self, view: LongTermView, change: Change) -> AssumptionEntry:
        from app.services.economy.longterm.scenarios import AssumptionEntry

        (_, key), column, text = change
        line, year = BY_KEY[key], view.years[column - 1] if column else None
        if not text.strip():
            return AssumptionEntry(key, year, None)
        value = read_percent(text) if line.unit == "percent" else read_number(text)
        return AssumptionEntry(key, year, value)

    def _refuse(self, error: DomainError) -> bool:
        self._workspace.tell(error.message, "error")
        return False
