"""The gap of a long-term plan: what is needed against what comes in, filled where it does not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from app.services.charts.board import STROKE, Board, fitted
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import shown_labels
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.trend import apart
from app.services.charts.year_axis import UNDER, Scale, YearAxis, scale_of
from app.services.formatting import write_mnkr, write_number
from app.services.palette import blend

if TYPE_CHECKING:
    from app.services.economy.longterm.views import LongTermView, ScenarioView
    from app.services.fonts import Style

HEIGHT = 184
_NUMBERS = 20.0
_GAP = 10.0
_SHADE = 0.24
_NAME_SHARE = 0.32
_APART = 30.0
_LINE = 14.0
_DOT = 3.0
_TOP = 8.0
_MOST_OTHERS = 3
"""More scenarios than that stand in the table only."""
NEED, INCOME = "Behov", "Intäkter"


@dataclass(frozen=True, slots=True)
class GapPoint:
    """A year in öre: the need, what there is to meet it with, and the gap, below zero where it is short."""

    year: int
    need: int | None
    income: int | None

    @property
    def gap(self) -> int | None:
        """What is left; None where either is lacking."""
        return None if self.need is None or self.income is None else self.income - self.need


@dataclass(frozen=True, slots=True)
class OtherGap:
    """The gap of another scenario by year, in öre."""

    name: str
    gaps: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class GapChart(Painted):
    """Two lines over the same years with the room between them filled where the need is the larger.

    Under the years stand the gaps, and those of the `others` where there are any.
    """

    grows: ClassVar[bool] = True

    points: tuple[GapPoint, ...]
    income_name: str = INCOME
    caption: Caption = NO_CAPTION
    key: object = None
    name: str = ""
    others: tuple[OtherGap, ...] = ()

    @property
    def height(self) -> int:
        """High enough for the lines, the years and the rows of numbers."""
        return HEIGHT + int(_NUMBERS) * len(self.others)

    @property
    def says_something(self) -> bool:
        """Whether any year has both."""
        return any(point.gap is not None for point in self.points)

    def paint(self, board: Board) -> None:
        """Draw ground, filling, lines, names and numbers."""
        if any(point.need is not None or point.income is not None for point in self.points):
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every year with its gap."""
        return "; ".join(f"{point.year} {_mnkr(point.gap, plus=True)}" for point in self.points)

    def table(self) -> Table:
        """A row for each year."""
        rows = tuple(
            (
                str(one.year), _mnkr(one.need), _mnkr(one.income), _mnkr(one.gap, plus=True),
                *(_mnkr(other.gaps[place], plus=True) for other in self.others),
            )
            for place, one in enumerate(self.points)
        )  # fmt: skip
        heads = "År", f"{NEED}, mnkr", f"{self.income_name}, mnkr", "Gap, mnkr"
        return Table((*heads, *(f"Gap, {one.name}, mnkr" for one in self.others)), rows)


def gap_chart(view: LongTermView, scenario: ScenarioView) -> GapChart:
    """The chart of a scenario of a long-term plan; what comes in is less the target of result."""
    points = []
    for year in view.years:
        one = scenario.outcome[year]
        left = None if one.income is None or one.target is None else one.income - one.target
        points.append(GapPoint(year, one.demand, left))
    target = any(scenario.outcome[year].target for year in view.years)
    name = "Intäkter efter resultatmål" if target else INCOME
    said = finding(points)
    note = "Mnkr. Fylld yta: behovet är större än det som kommer in. Axeln börjar inte vid noll."
    about = f"{view.name}, {scenario.name.lower()}"
    others = tuple(
        OtherGap(one.name, tuple(one.outcome[year].gap for year in view.years))
        for one in view.scenarios
        if one is not scenario
    )
    key = "scenario", scenario.id
    return GapChart(
        tuple(points), name, Caption(said, note, "", about), key, scenario.name, others[:_MOST_OTHERS]
    )


def finding(points: Sequence[GapPoint]) -> str:
    """What the chart shows, in one sentence."""
    known = [point for point in points if point.gap is not None]
    if not known:
        return "Gapet går inte att räkna ut än"
    last = known[-1]
    if last is not points[-1]:
        return f"Gapet går inte att räkna ut efter {last.year} än"
    short = [point for point in known if (point.gap or 0) < 0]
    assert last.gap is not None
    if last.gap >= 0 and not short:
        return f"Intäkterna räcker till behovet alla år till {last.year}"
    if last.gap >= 0:
        return f"Intäkterna räcker {last.year}, men inte {_years([point.year for point in short])}"
    since = _since(known)
    begun = f"; intäkterna räcker inte från {since}" if since != last.year else ""
    return f"{last.year} saknas {write_mnkr(-last.gap)}{begun}"


def _since(known: Sequence[GapPoint]) -> int:
    """The first of the years in a row that end short."""
    first = known[-1].year
    for point in reversed(known):
        if (point.gap or 0) >= 0:
            break
        first = point.year
    return first


def _years(years: Sequence[int]) -> str:
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return (
        " och ".join([", ".join(map(str, years[:-1])), str(years[-1])]) if len(years) > 1 else str(years[0])
    )


def _mnkr(ore: int | None, *, plus: bool = False) -> str:
    return "–" if ore is None else write_mnkr(ore, plus=plus, unit=False)


def crossing(one: tuple[int, int], other: tuple[int, int]) -> float | None:
    """How far from one year to the next two lines meet, 0 to 1; None where they do not."""
    before, after = one[0] - one[1], other[0] - other[1]
    if before == after or before * after >= 0:
        return None
    return before / (before - after)


class _Drawing:
    """One chart on its board."""

    def __init__(self, board: Board, chart: GapChart) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        points = chart.points
        amounts = [one for point in points for one in (point.need, point.income) if one is not None]
        self.scale: Scale = scale_of(amounts)
        small = self.sheet.small
        self.names = self._names()
        widest = max(
            (text_width(words, small, "semibold") for rows, _ in self.names for words in rows), default=0.0
        )
        self.numbers = [_mnkr(point.gap, plus=True) for point in points]
        share = self.sheet.width * _NAME_SHARE
        self.rows = [(fitted(one.name, share, small), one.gaps) for one in chart.others]
        self.own_name = fitted(chart.name, share, small, "semibold") if self.rows else ""
        named = (
            text_width(words, small, "semibold") for words in (self.own_name, *(n for n, _ in self.rows))
        )
        widest = max(widest, *named)
        ticks = max((text_width(self._tick(tick), small) for tick in self.scale.ticks), default=0.0)
        head = text_width("Gap", small)
        first = max(text_width(text, small) for text in (self.numbers[0], str(points[0].year))) / 2
        left = max(ticks + _GAP, head + _GAP + first)
        right = self.sheet.width - max(widest + _GAP + _DOT, text_width(self.numbers[-1], small) / 2)
        self.axis = YearAxis(tuple(point.year for point in points), left, max(left + 40, right))
        below = UNDER + _NUMBERS * (1 + len(self.rows))
        self.top, self.bottom = board.top + _TOP, board.bottom - below

    def _names(self) -> list[tuple[list[str], int]]:
        """Each line's name over its last amount, and that amount."""
        share, small, found = self.sheet.width * _NAME_SHARE, self.sheet.small, []
        for name, take in ((NEED, "need"), (self.chart.income_name, "income")):
            known = [getattr(point, take) for point in self.chart.points if getattr(point, take) is not None]
            if known:
                found.append(([fitted(name, share, small, "semibold"), _mnkr(known[-1])], known[-1]))
        return found

    def _tick(self, tick: int) -> str:
        return write_number(Decimal(tick).scaleb(-8).normalize()) if tick else "0"

    def _y(self, amount: int) -> float:
        return self.top + (self.bottom - self.top) * self.scale.share(amount)

    def draw(self) -> None:
        """Draw from the ground up."""
        palette, small = self.board.palette, self.sheet.small
        for tick in self.scale.ticks:
            y = self._y(tick)
            self.board.line([(self.axis.left, y), (self.axis.right, y)], palette.inner_line)
            right = self.axis.left - _GAP + 2
            self.board.text(right, y, self._tick(tick), points=small, colour=palette.muted, align="right")
        self._fill()
        self._line("income", dashed=True)
        self._line("need", dashed=False)
        self._write_names()
        self._write_gaps()

    def _fill(self) -> None:
        """Where the need is above what comes in: one area for each run of years."""
        upper: list[tuple[float, float]] = []
        lower: list[tuple[float, float]] = []
        for one, other in pairwise(self.chart.points):
            if one.need is None or one.income is None or other.need is None or other.income is None:
                self._close(upper, lower)
                continue
            before, after = (one.need, one.income), (other.need, other.income)
            x, there = self.axis.x(one.year), self.axis.x(other.year)
            met = crossing(before, after)
            if met is not None and before[0] < before[1]:
                upper.append((x + (there - x) * met, self._between(before[0], after[0], met)))
            elif before[0] > before[1] and not upper:
                upper.append((x, self._y(before[0])))
                lower.append((x, self._y(before[1])))
            if after[0] > after[1]:
                upper.append((there, self._y(after[0])))
                lower.append((there, self._y(after[1])))
                continue
            if upper and met is not None:
                upper.append((x + (there - x) * met, self._between(before[0], after[0], met)))
            self._close(upper, lower)
        self._close(upper, lower)

    def _close(self, upper: list[tuple[float, float]], lower: list[tuple[float, float]]) -> None:
        if len(upper) + len(lower) > 2:
            colour = blend(self.board.palette.muted, self.board.palette.surface, _SHADE)
            self.board.area([*upper, *reversed(lower)], colour, under=True)
        upper.clear()
        lower.clear()

    def _between(self, start: int, end: int, share: float) -> float:
        return self._y(start) + (self._y(end) - self._y(start)) * share

    def _line(self, take: str, *, dashed: bool) -> None:
        palette = self.board.palette
        for one, other in pairwise(self.chart.points):
            start, end = getattr(one, take), getattr(other, take)
            if start is not None and end is not None:
                ends = [(self.axis.x(one.year), self._y(start)), (self.axis.x(other.year), self._y(end))]
                self.board.line(ends, palette.ink, STROKE + 0.5, dashed=dashed)
        for point in self.chart.points:
            amount = getattr(point, take)
            if amount is not None and point.year in (self.axis.years[0], self.axis.years[-1]):
                self.board.dot(self.axis.x(point.year), self._y(amount), _DOT, palette.ink, hollow=dashed)

    def _write_names(self) -> None:
        wanted = apart([self._y(amount) for _, amount in self.names], _APART)
        moved = min(0.0, self.bottom - _LINE - max(wanted, default=0.0))
        moved = max(moved, self.top + _LINE - min(wanted, default=self.bottom))
        small = self.sheet.small
        for (rows, _), middle in zip(self.names, wanted, strict=True):
            for place, words in enumerate(rows):
                style: Style = "regular" if place else "semibold"
                x, y = self.axis.right + _GAP, middle + moved + (place - 0.5) * _LINE
                self.board.text(x, y, words, points=small, style=style)

    def _write_gaps(self) -> None:
        """The years, and under them by how much each is short."""
        palette, small, board = self.board.palette, self.sheet.small, self.board
        board.line([(self.axis.left, self.bottom), (self.axis.right, self.bottom)], palette.line)
        self.axis.write(board, self.bottom + 12)
        middle = self.bottom + UNDER + _NUMBERS / 2 - 1
        board.text(0, middle, "Gap", points=small, style="semibold")
        board.text(self.axis.right + 2 * _GAP, middle, self.own_name, points=small, style="semibold")
        self._write_row(self.numbers, middle, [(point.gap or 0) < 0 for point in self.chart.points])
        for place, (name, gaps) in enumerate(self.rows, start=1):
            at = middle + place * _NUMBERS
            board.text(self.axis.right + 2 * _GAP, at, name, points=small, colour=palette.muted)
            self._write_row([_mnkr(gap, plus=True) for gap in gaps], at, [False] * len(gaps), muted=True)
        for point, number in zip(self.chart.points, self.numbers, strict=True):
            x, half = self.axis.x(point.year), self.axis.step / 2
            comes = f"{self.chart.income_name.lower()} {_mnkr(point.income)}"
            said = f"{point.year}: behov {_mnkr(point.need)}, {comes}, gap {number} mnkr"
            board.spot(x - half, self.top, x + half, board.bottom, said, self.chart.key)

    def _write_row(
        self, numbers: Sequence[str], middle: float, heavy: Sequence[bool], *, muted: bool = False
    ) -> None:
        """A number under each year that there is room for, those that are short heavier."""
        small, palette = self.sheet.small, self.board.palette
        halves = [text_width(text, small, "semibold") / 2 for text in numbers]
        spots = [self.axis.x(year) for year in self.axis.years]
        lefts = [x - half for x, half in zip(spots, halves, strict=True)]
        rights = [x + half for x, half in zip(spots, halves, strict=True)]
        colour = palette.muted if muted else palette.ink
        for place in sorted(shown_labels(lefts, rights)):
            style: Style = "semibold" if heavy[place] else "regular"
            self.board.text(
                spots[place], middle, numbers[place], points=small, style=style, colour=colour, align="center"
            )
