"""What is invested each year, in parts on top of each other, each with its own shade and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.services.charts.board import Board, fitted
from app.services.charts.findings import short_name
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.trend import apart
from app.services.charts.year_axis import UNDER, YearAxis, scale_of
from app.services.formatting import in_units, write_mnkr
from app.services.palette import blend

HEIGHT = 190
MOST = 5
"""More parts than this are shown as five, the last of them the rest."""
_TOP, _LABEL, _GAP, _SWATCH = 18.0, 9.0, 12.0, 10.0
_WIDEST, _SHARE, _NAME_SHARE = 56.0, 0.62, 0.36
_SHADES = (1.0, 0.62, 0.38, 0.2, 0.0)
_APART = 18.0
_THIN = 1.0


@dataclass(frozen=True, slots=True)
class InvestmentPart:
    """A project, or a kind of them, with what it costs by year in öre."""

    name: str
    amounts: Mapping[int, int]
    key: object = None

    @property
    def total(self) -> int:
        """All its years."""
        return sum(self.amounts.values())


@dataclass(frozen=True)
class InvestmentChart(Painted):
    """A column for each year."""

    grows: ClassVar[bool] = True

    years: tuple[int, ...]
    parts: tuple[InvestmentPart, ...]
    caption: Caption = NO_CAPTION

    def __hash__(self) -> int:
        return hash((self.years, self.caption, tuple((one.name, one.total) for one in self.parts)))

    @property
    def height(self) -> int:
        """The same for any number of years."""
        return HEIGHT

    @property
    def says_something(self) -> bool:
        """Whether anything is invested."""
        return any(one.total for one in self.parts)

    def total(self, year: int) -> int:
        """What is invested in a year."""
        return sum(one.amounts.get(year, 0) for one in self.parts)

    def paint(self, board: Board) -> None:
        """Draw the columns and the names."""
        if self.years and self.parts:
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every year with its sum."""
        return "; ".join(f"{year} {write_mnkr(self.total(year))}" for year in self.years)

    def table(self) -> Table:
        """A row for each part, a column for each year."""
        rows = [
            (one.name, *(write_mnkr(one.amounts.get(year, 0), unit=False) for year in self.years))
            for one in self.parts
        ]
        rows.append(("Summa", *(write_mnkr(self.total(year), unit=False) for year in self.years)))
        return Table(("Investering, mnkr", *map(str, self.years)), tuple(rows))


def investment_chart(
    parts: Sequence[InvestmentPart], years: Sequence[int], *, source: str = ""
) -> InvestmentChart:
    """The chart of some parts, the largest at the bottom; the smallest of many become one."""
    ordered = sorted((one for one in parts if one.total > 0), key=lambda one: -one.total)
    if len(ordered) > MOST:
        rest = ordered[MOST - 1 :]
        amounts = {year: sum(one.amounts.get(year, 0) for one in rest) for year in years}
        ordered = [*ordered[: MOST - 1], InvestmentPart(f"{len(rest)} andra", amounts)]
    return InvestmentChart(tuple(years), tuple(ordered), Caption(finding(ordered, years), "Mnkr.", source))


def finding(ordered: Sequence[InvestmentPart], years: Sequence[int]) -> str:
    """How much there is in all, and how much of it the largest part is."""
    total = sum(one.total for one in ordered)
    if not total:
        return "Inga investeringar är planerade"
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    said = f"Investeringarna {span} är {write_mnkr(total)}"
    share = in_units(ordered[0].total * 100, total)
    return f"{said}, {share} procent av dem {short_name(ordered[0].name)}" if len(ordered) > 1 else said


class _Drawing:
    """One chart on its board."""

    def __init__(self, board: Board, chart: InvestmentChart) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.scale = scale_of([chart.total(year) for year in chart.years], zero=True)
        small, share = self.sheet.small, self.sheet.width * _NAME_SHARE
        self.names = [fitted(one.name, share, small) for one in chart.parts]
        widest = max(text_width(name, small) for name in self.names)
        right = self.sheet.width - widest - _SWATCH - 2 * _GAP
        self.axis = YearAxis(chart.years, 0, max(40.0, right), columns=True)
        self.top, self.bottom = board.top + _TOP, board.bottom - UNDER

    def _y(self, amount: int) -> float:
        return self.top + (self.bottom - self.top) * self.scale.share(amount)

    def draw(self) -> None:
        """Draw each column from the bottom, and the names beside."""
        board, palette, small = self.board, self.board.palette, self.sheet.small
        half = min(_WIDEST, self.axis.step * _SHARE) / 2
        for year in self.chart.years:
            x, at = self.axis.x(year), 0
            for place, part in enumerate(self.chart.parts):
                amount = part.amounts.get(year, 0)
                if amount > 0:
                    words = f"{part.name} {year}: {write_mnkr(amount)}"
                    self._block(x - half, self._y(at + amount), x + half, self._y(at), place)
                    board.spot(x - half, self._y(at + amount), x + half, self._y(at), words, part.key)
                    at += amount
            text = write_mnkr(self.chart.total(year), unit=False)
            board.text(x, self._y(at) - _LABEL, text, points=small, style="semibold", align="center")
        board.line([(0, self.bottom), (self.axis.right, self.bottom)], palette.line)
        self.axis.write(board, self.bottom + 13)
        self._write_names()

    def _block(self, left: float, top: float, right: float, bottom: float, place: int) -> None:
        """A block in its shade, with an edge that parts it from the next one; the palest is an outline."""
        palette, shade = self.board.palette, _SHADES[place]
        self.board.fill(left, top, right, bottom, blend(palette.muted, palette.surface, shade))
        self.board.outline(left, top, right, bottom, palette.muted)
        if shade == 1.0:
            self.board.line([(left, top), (right, top)], palette.surface, _THIN)

    def _write_names(self) -> None:
        wanted = [self.bottom - (place + 0.5) * _APART for place in range(len(self.names))]
        x, small = self.axis.right + _GAP, self.sheet.small
        for place, (name, middle) in enumerate(zip(self.names, apart(wanted, _APART), strict=True)):
            self._block(x, middle - _SWATCH / 2, x + _SWATCH, middle + _SWATCH / 2, place)
            self.board.text(x + _SWATCH + 6, middle, name, points=small)
