"""How many more or fewer the inhabitants of different ages become, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from app.services.charts.board import STROKE, Board, fitted
from app.services.charts.findings import sentence
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.trend import apart
from app.services.charts.year_axis import UNDER, YearAxis, scale_of
from app.services.formatting import write_mnkr, write_number, write_percent

if TYPE_CHECKING:
    from app.services.economy.longterm.people import AgeGroupView
    from app.services.fonts import Style

HEIGHT = 168
_FINE = 1_000
"""Percent are placed in thousandths."""
_GAP, _TOP, _APART, _DOT = 10.0, 8.0, 15.0, 2.5
_NAME_SHARE = 0.4
_LEAST = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class AgeLine:
    """Some ages and how many they are by year."""

    name: str
    heads: tuple[Decimal | None, ...]

    @property
    def first(self) -> Decimal | None:
        """How many there are when it begins."""
        return self.heads[0] if self.heads else None

    def growth(self, place: int) -> Decimal | None:
        """By how many percent they are more than when it began."""
        begins, now = self.first, self.heads[place]
        return None if not begins or now is None else (now - begins) * 100 / begins

    @property
    def last(self) -> Decimal | None:
        """By how many percent they become more in all."""
        return self.growth(-1)


@dataclass(frozen=True, slots=True)
class DemographyChart(Painted):
    """A line for each group of ages, in percent since the first year, named where it ends."""

    grows: ClassVar[bool] = True

    years: tuple[int, ...]
    lines: tuple[AgeLine, ...]
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """High enough for the names beside each other."""
        return max(HEIGHT, int(_APART * len(self.lines) + UNDER + _TOP + _APART))

    @property
    def says_something(self) -> bool:
        """Whether any line has an end."""
        return any(line.last is not None for line in self.lines)

    def paint(self, board: Board) -> None:
        """Draw the lines."""
        if self.says_something:
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every group with its change."""
        return "; ".join(f"{line.name} {_percent(line.last)}" for line in self.lines)

    def table(self) -> Table:
        """A row for each group, a column for each year."""
        rows = tuple(
            (line.name, *(_count(one) for one in line.heads), _percent(line.last)) for line in self.lines
        )
        return Table(("Ålder", *map(str, self.years), "Förändring"), rows)


def demography_chart(
    groups: Sequence[AgeGroupView], years: Sequence[int], *, source: str = "", cost: int | None = None
) -> DemographyChart:
    """The chart of the groups of ages of a plan; all ages together are left out where there are others.

    `cost` is how much the ages alone have changed the need in the last of the years, in öre (`BUD-13`).
    """
    years = [year for year in years if any(group.heads.get(year) is not None for group in groups)]
    shown = [group for group in groups if group.heads.get(years[0]) is not None] if years else []
    if len(shown) > 1:
        shown = [group for group in shown if (group.age_from, group.age_to) != (0, None)]
    lines = tuple(AgeLine(group.name, tuple(group.heads.get(year) for year in years)) for group in shown)
    note = f"Procent sedan {years[0]}." if years else ""
    if years and cost is not None:
        note += (
            f" Åldrarna ändrar behovet {years[-1]} med {write_mnkr(cost, plus=True)} i {years[0]} års priser."
        )
    return DemographyChart(tuple(years), lines, Caption(finding(lines, years), note, source))


def finding(lines: Sequence[AgeLine], years: Sequence[int]) -> str:
    """Who become more, and who become fewer."""
    known = [(line, line.last) for line in lines if line.last is not None]
    if not known:
        return "Befolkningen i åldrarna är inte känd"
    most, up = max(known, key=lambda pair: pair[1])
    least, down = min(known, key=lambda pair: pair[1])
    until = f"till {years[-1]}"
    said = []
    if up >= _LEAST:
        said.append(f"{_those(most.name)} blir {write_percent(up, 0)} fler {until}")
    if down <= -_LEAST:
        when = "" if said else f" {until}"
        said.append(f"{_those(least.name)} {'' if said else 'blir '}{write_percent(-down, 0)} färre{when}")
    return sentence(", ".join(said)) if said else f"Åldrarna är nästan oförändrade {until}"


def _those(ages: str) -> str:
    return "invånarna" if ages == "alla åldrar" else f"de som är {ages}"


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else write_percent(value, 1, plus=True)


def _count(value: Decimal | None) -> str:
    return "–" if value is None else write_number(value, 0)


def _fine(value: Decimal) -> int:
    return int((value * _FINE).to_integral_value())


class _Drawing:
    """One chart on its board."""

    def __init__(self, board: Board, chart: DemographyChart) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        every = [line.growth(place) for line in chart.lines for place in range(len(chart.years))]
        self.scale = scale_of([_fine(one) for one in every if one is not None], zero=True)
        small, share = self.sheet.small, self.sheet.width * _NAME_SHARE
        known = [line for line in chart.lines if line.last is not None]
        self.ends = {line.name: line.last or Decimal(0) for line in known}
        ordered = sorted(known, key=lambda line: abs(self.ends[line.name]), reverse=True)
        self.main = {line.name for line in ordered[:2]}
        self.names = [
            (line, fitted(line.name, share, small, self._style(line)), _percent(line.last)) for line in known
        ]
        self.name_width = max((text_width(name, small, "semibold") for _, name, _ in self.names), default=0.0)
        numbers = max((text_width(text, small, "semibold") for *_, text in self.names), default=0.0)
        ticks = max((text_width(self._tick(tick), small) for tick in self.scale.ticks), default=0.0)
        right = self.sheet.width - self.name_width - numbers - 2.5 * _GAP
        self.axis = YearAxis(chart.years, ticks + _GAP, max(ticks + _GAP + 40, right))
        self.top, self.bottom = board.top + _TOP, board.bottom - UNDER

    def _style(self, line: AgeLine) -> Style:
        return "semibold" if line.name in self.main else "regular"

    def _tick(self, tick: int) -> str:
        return write_number(Decimal(tick) / _FINE, 0, plus=True)

    def _y(self, value: Decimal) -> float:
        return self.top + (self.bottom - self.top) * self.scale.share(_fine(value))

    def draw(self) -> None:
        """Draw the ground, the lines and their names."""
        palette, small = self.board.palette, self.sheet.small
        for tick in self.scale.ticks:
            y = self._y(Decimal(tick) / _FINE)
            self.board.line(
                [(self.axis.left, y), (self.axis.right, y)], palette.line if not tick else palette.inner_line
            )
            right = self.axis.left - _GAP + 2
            self.board.text(right, y, self._tick(tick), points=small, colour=palette.muted, align="right")
        for line in sorted(self.chart.lines, key=lambda line: line.name in self.main):
            self._draw_line(line)
        self._write_names()
        self.axis.write(self.board, self.bottom + 13)

    def _draw_line(self, line: AgeLine) -> None:
        palette, main = self.board.palette, line.name in self.main
        colour, width = (palette.ink, STROKE + 0.5) if main else (palette.muted, 1.0)
        found = [(self.axis.x(year), line.growth(place)) for place, year in enumerate(self.chart.years)]
        for (x, one), (there, other) in pairwise(found):
            if one is not None and other is not None:
                self.board.line([(x, self._y(one)), (there, self._y(other))], colour, width)
        for place, (x, value) in enumerate(found):
            if value is None:
                continue
            y, year, half = self._y(value), self.chart.years[place], self.axis.step / 2
            words = f"{line.name} {year}: {_count(line.heads[place])}, {_percent(value)}"
            self.board.spot(x - half, y - 5, x + half, y + 5, words)
            if place + 1 == len(found):
                self.board.dot(x, y, _DOT, colour)

    def _write_names(self) -> None:
        small, palette = self.sheet.small, self.board.palette
        wanted = [self._y(self.ends[line.name]) for line, *_ in self.names]
        middles = _within(apart(wanted, _APART), self.top, self.bottom)
        for (line, name, number), y, middle in zip(self.names, wanted, middles, strict=True):
            main = line.name in self.main
            colour = palette.ink if main else palette.muted
            x = self.axis.right + 1.5 * _GAP
            if abs(middle - y) > 2:
                self.board.line([(self.axis.right + 4, y), (x - 3, middle)], palette.line)
            self.board.text(x, middle, name, points=small, style=self._style(line), colour=colour)
            self.board.text(
                self.sheet.width,
                middle,
                number,
                points=small,
                style=self._style(line),
                colour=colour,
                align="right",
            )


def _within(middles: list[float], top: float, bottom: float) -> list[float]:
    """Heights moved together until they are within; where they do not fit, from the top."""
    if not middles:
        return middles
    moved = min(0.0, bottom - max(middles))
    moved = max(moved, top - min(middles))
    return [middle + moved for middle in middles]
