"""Charts of scorecards: a redraw beside one without layout engine, the dashboard beside its parts."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count

from app.services.charts import scorecard_charts as charts
from app.services.charts.dashboard import Cell
from app.services.charts.heat_map import HeatCell, HeatMap, HeatRow
from app.services.charts.library import agg_canvas
from app.services.charts.radar import Axis, Radar
from app.services.charts.sheet import Caption, Chart, Sheet
from app.services.charts.target_bars import TargetBars, TargetRow
from app.services.scorecard.score import Part, score, standing, weighted
from app.services.scorecard.views import Card, Figure, Goal, Goalposts, Group, Point
from app.ui.parts.chart import Gallery
from benchmarks.measuring import Goal as Aim
from benchmarks.measuring import Result, side_by_side, timed

_SHEET = Sheet(600, captions=False)
_REDRAW, _WHOLE = 1.5, 1.3


def run(rounds: int) -> list[Result]:
    """Each chart with new values every time, then the dashboard."""
    return [*(_redrawn(name, make, rounds) for name, make in _CHARTS.items()), _dashboard(rounds)]


def _redrawn(name: str, make: Callable[[int], Chart], rounds: int) -> Result:
    gallery, values = Gallery(), count(1)

    def redraw() -> float:
        chart = make(next(values))
        return timed(lambda: gallery.draw(chart, _SHEET, 1.0))

    def plain() -> float:
        chart = make(next(values))
        return timed(lambda: _without_engine(chart, _SHEET))

    goal = Aim(f"{name} redrawn", "redraw in the window", "no layout engine", _REDRAW)
    return side_by_side(goal, redraw, plain, rounds=rounds)


def _dashboard(rounds: int) -> Result:
    values = count(1)

    def whole() -> float:
        board = charts.card_dashboard(_card(next(values)))
        return timed(lambda: _without_engine(board, Sheet(986)))

    def parts() -> float:
        board = charts.card_dashboard(_card(next(values)))
        return sum(timed(lambda cell=cell: _alone(cell, board.height)) for cell in board.cells)

    goal = Aim("dashboard on A4", "all charts on one sheet", "sum of its charts", _WHOLE)
    return side_by_side(goal, whole, parts, rounds=rounds)


def _alone(cell: Cell, height: int) -> None:
    """A chart of the dashboard in a figure of its own, as large as its cell."""
    room = int((cell.bottom - cell.top) * height)
    chart = replace(cell.chart, caption=replace(cell.chart.caption, about="", source=""))  # type: ignore[type-var]
    sheet = Sheet(int((cell.right - cell.left) * 986), height=max(60, room - 90))
    _without_engine(chart, sheet)


def _without_engine(chart: Chart, sheet: Sheet) -> None:
    figure = chart.draw(sheet)
    figure.set_layout_engine("none")
    agg_canvas(figure).draw()


def _radar(more: int) -> Radar:
    scores = [Decimal((more * 7 + at * 13) % 100) / 10 for at in range(5)]
    axes = (Axis(f"Perspektiv {at}", each, str(each), standing(each)) for at, each in enumerate(scores))
    return Radar(tuple(axes))


def _bars(more: int) -> TargetBars:
    values = (Decimal((more + at * 3) % 10) for at in range(12))
    rows = (
        TargetRow(f"Mål nummer {at}", value, "5,0", Decimal(7), "7", "partly")
        for at, value in enumerate(values)
    )
    return TargetBars(tuple(rows), Caption("Fyra av tolv mål nås"))


def _heat(more: int) -> HeatMap:
    rows = []
    for row in range(30):
        values = [Decimal((more + row * 5 + at * 7) % 100) / 10 for at in range(12)]
        cells = tuple(HeatCell(str(each), standing(each)) for each in values)
        rows.append(HeatRow(f"Enhet {row}", cells))
    return HeatMap(tuple(f"Område {at}" for at in range(12)), tuple(rows))


def _figure(number: int, outcome: int) -> Figure:
    posts, value = Goalposts(Decimal(90), None, None, Decimal(70)), Decimal(outcome)
    points = score(value, posts, "higher")
    years = tuple(Point(str(year), value - (2026 - year) * 2) for year in range(2020, 2027))
    return Figure(
        indicator_id=number, version=1, name=f"Mått nummer {number}", node_id=1, unit_of_measure="procent",
        decimals=0, direction="higher", scale=(), aspect=None, nature=None, frequency="year", owner="chefen",
        source=None, goalposts=posts, period="2026", outcome=value, outcome_words=None, before=value - 2,
        score=points, standing=standing(points), trend=None, why="", weight=None, share=Decimal(100),
        comment=None, computed=False, example=False, points=years,
    )  # fmt: skip


def _card(more: int) -> Card:
    groups = tuple(_group(number, more) for number in range(1, 5))
    average = weighted([Part(group.average.score) for group in groups])
    counts = (3, 3, 2, 0)
    return Card(
        1, 1, 1, "Hemtjänst", 2026, "2026", "draft", None, groups, average, *counts, "Tre av åtta nås."
    )


def _group(number: int, more: int) -> Group:
    goals = []
    for at in (number * 10, number * 10 + 1):
        figure = _figure(at, 60 + (more + at * 7) % 40)
        average = weighted([Part(figure.score)])
        goals.append(
            Goal(at, None, f"Mål {at}", "Mål", (figure,), average, average.standing, None, Decimal(50))
        )
    average = weighted([Part(goal.average.score) for goal in goals])
    name = f"Perspektiv {number}"
    return Group(f"p{number}", number, None, name, None, tuple(goals), average, None, Decimal(25))


_CHARTS: dict[str, Callable[[int], Chart]] = {
    "radar": _radar,
    "12 bars against target": _bars,
    "trend with forecast": lambda more: charts.trend_of(_figure(1, 60 + more % 40)),
    "heat map 30 × 12": _heat,
    "bullets": lambda more: charts.bullets(_card(more)),
}
