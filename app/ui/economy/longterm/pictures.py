"""The charts of the face LEP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.services.charts.demography_chart import demography_chart
from app.services.charts.gap_chart import GapChart, gap_chart
from app.services.charts.sensitivity_chart import Effect as Bar
from app.services.charts.sensitivity_chart import sensitivity_chart
from app.ui.economy.longterm.sections import GAP, PEOPLE, TRIED

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart
    from app.services.economy.longterm.views import LongTermView, ScenarioView
    from app.services.economy.sensitivity import Effect

NO_CHART: Final = GapChart(())


def picture_of(
    section: str, view: LongTermView, scenario: ScenarioView, effects: Sequence[Effect], year: int
) -> Chart | None:
    """The chart of a section, None where it has nothing to show; `year` is what the effects are shown for."""
    if section == GAP:
        gap = gap_chart(view, scenario)
        return gap if gap.says_something else None
    if section == PEOPLE:
        known = [one for one in scenario.outcome.values() if one.demography is not None]
        cost = known[-1].demography if known and any(area.ages for area in view.areas) else None
        ages = demography_chart(view.people, view.years, source=view.population_name, cost=cost)
        return ages if ages.says_something else None
    bars = [Bar(one.words, one.amounts.get(year), ("effect", one.key)) for one in effects]
    shown = sensitivity_chart(bars, on=f"resultatet {year}")
    return shown if section == TRIED and shown.rows else None
