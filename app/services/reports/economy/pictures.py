"""The charts of the economy's documents, from the same views as the window's."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.services.charts.demography_chart import demography_chart
from app.services.charts.gap_chart import gap_chart
from app.services.charts.investment_chart import InvestmentPart, investment_chart
from app.services.charts.result_chart import ResultPoint, result_chart
from app.services.charts.room_chart import room_waterfall
from app.services.charts.sensitivity_chart import Effect as Bar
from app.services.charts.sensitivity_chart import sensitivity_chart
from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.economy.investments.views import investments
from app.services.economy.longterm.views import LongTermView
from app.services.economy.prerequisites.comparing import RoundComparison
from app.services.economy.prerequisites.views import PrerequisitesView
from app.services.economy.sensitivity import Effect
from app.services.economy.statements.views import StatementsView
from app.services.formatting import write_tkr
from app.services.reports.chart_forms import drawable
from app.services.reports.economy.paper import Picture

_RESULT = "result"


def of_result(view: StatementsView, given: PrerequisitesView) -> Iterable[Picture]:
    """The result of each year beside its target."""
    points = []
    for year in view.years:
        room = given.rooms.get(year)
        points.append(
            ResultPoint(year, view.amount(_RESULT, _RESULT, year), room.result_target if room else None)
        )
    chart = result_chart(points, source=f"Resultatbudgeten i {view.version_name}")
    if chart.says_something:
        yield Picture(drawable(chart))


def of_room(view: PrerequisitesView) -> Iterable[Picture]:
    """What the room of the budget year is made of."""
    year = view.years[0]
    room = view.rooms.get(year)
    if room is None:
        return
    drawn = room_waterfall(room, _written, "tkr")
    if drawn is not None:
        yield Picture(drawable(drawn))


def _written(amount: int, plus: bool) -> str:
    return write_tkr(amount, plus)


def of_comparison(compared: RoundComparison) -> Iterable[Picture]:
    """What each changed figure does to the room of the budget year."""
    year = compared.years[0]
    before, after = compared.left[year].room, compared.right[year].room
    if before is None or after is None:
        return
    steps = [
        Step(line.line.name, amount, write_tkr(amount, True))
        for line in compared.lines
        if (amount := line.cells[year].effect)
    ]
    way = "växer" if after > before else "minskar"
    title = f"Utrymmet {way} med {write_tkr(abs(after - before), unit=True)} {year}"
    if after == before:
        title = f"Utrymmet är lika stort {year}"
    ends = (
        Step(_undated(compared.left_title), before, write_tkr(before), True),
        Step(_undated(compared.right_title), after, write_tkr(after), True),
    )
    yield Picture(drawable(Waterfall((ends[0], *steps, ends[1]), Caption(title, f"Tkr, {year}."))))


def _undated(title: str) -> str:
    """A round without the day in brackets, which its table tells."""
    return title.rpartition(" (")[0] or title


def of_investments(session: Session, version_id: int) -> Iterable[Picture]:
    """What is invested each year, project by project."""
    view = investments(session, version_id=version_id)
    parts = [
        InvestmentPart(one.name, {year: one.flow(year).expense for year in view.years})
        for one in view.projects
    ]
    chart = investment_chart(parts, view.years)
    if chart.says_something:
        yield Picture(drawable(chart))


def of_effects(effects: Sequence[Effect], year: int) -> Iterable[Picture]:
    """What changes the result of the budget year the most."""
    shown = [Bar(effect.words, effect.amounts.get(year), effect.key) for effect in effects]
    if any(one.amount for one in shown):
        yield Picture(drawable(sensitivity_chart(shown, on=f"resultatet {year}")))


def of_plan(view: LongTermView) -> Iterable[Picture]:
    """Need against income, and the ages."""
    gap = gap_chart(view, view.main)
    if gap.says_something:
        yield Picture(drawable(gap), "high")
    ages = demography_chart(view.people, view.years, source=view.population_name)
    if ages.says_something:
        yield Picture(drawable(ages), "high")
