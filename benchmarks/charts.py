"""Charts of the side panel: a redraw after a change beside the same figure drawn without a layout engine."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count

from app.services.charts.bars import BarRow, Bars
from app.services.charts.library import agg_canvas
from app.services.charts.sheet import Caption, Chart, Sheet
from app.services.charts.trend import Line, Point, Trend
from app.services.charts.waterfall import Step, Waterfall
from app.ui.parts.chart import Gallery
from benchmarks.measuring import Goal, Result, side_by_side, timed

_SHEET = Sheet(280, captions=False)
_LIMIT = 1.5
_TKR = 100_000


def run(rounds: int) -> list[Result]:
    """The waterfall, the trend and the neighbours, each with new amounts every time."""
    return [_beside(name, make, rounds) for name, make in _CHARTS.items()]


def _beside(name: str, make: Callable[[int], Chart], rounds: int) -> Result:
    gallery, amounts = Gallery(), count(1)

    def redraw() -> float:
        chart = make(next(amounts))
        return timed(lambda: gallery.draw(chart, _SHEET, 1.0))

    def plain() -> float:
        chart = make(next(amounts))
        return timed(lambda: _without_engine(chart))

    goal = Goal(f"{name} redrawn", "redraw in the panel", "no layout engine", _LIMIT)
    return side_by_side(goal, redraw, plain, rounds=rounds)


def _without_engine(chart: Chart) -> None:
    figure = chart.draw(_SHEET)
    figure.set_layout_engine("none")
    agg_canvas(figure).draw()


def _waterfall(more: int) -> Waterfall:
    names = ("Lönekompensation", "Priskompensation", "Volym", "Tillskott för uppdrag", "Effektiviseringskrav")
    amounts = [450, 60, 780 + more, 250, -200]
    steps = [Step(name, tkr * _TKR, f"{tkr:+}") for name, tkr in zip(names, amounts, strict=True)]
    first, last = 19_640, 19_640 + sum(amounts)
    ends = (Step("Ram 2026", first * _TKR, str(first), True), Step("Ram 2027", last * _TKR, str(last), True))
    return Waterfall((ends[0], *steps, ends[1]), Caption("Volymen står för ökningen"))


def _trend(more: int) -> Trend:
    def points(start: int) -> Iterator[Point]:
        for year in range(2024, 2030):
            tkr = start + (year - 2024) * 480
            yield Point(year, tkr * _TKR, str(tkr), year > 2026)

    names = ("KS förslag", "Preliminär", "Verksamhetens förslag")
    lines = (Line(name, tuple(points(18_000 + more + at * 90)), at == 0) for at, name in enumerate(names))
    return Trend(tuple(lines))


def _bars(more: int) -> Bars:
    changes = range(more - 2, more + 6)
    rows = (BarRow(f"Enhet {each}", Decimal(each), str(each), "640", each == more) for each in changes)
    return Bars(tuple(rows), ("Enhet", "%", "tkr/åa"))


_CHARTS: dict[str, Callable[[int], Chart]] = {"waterfall": _waterfall, "trend": _trend, "bars": _bars}
