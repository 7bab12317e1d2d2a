"""The result of each year as a column, with the target as a short dark tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.services.charts.board import HAIRLINE, Board
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.year_axis import UNDER, YearAxis, scale_of
from app.services.formatting import write_mnkr

if TYPE_CHECKING:
    from app.services.fonts import Style

HEIGHT = 148
_TOP, _LABEL = 18.0, 11.0
_WIDEST, _SHARE = 46.0, 0.5
_TICK, _THICK = 1.25, 2.0
_FOOT = 8.0


@dataclass(frozen=True, slots=True)
class ResultPoint:
    """A year's result and the result that is wanted, in öre; None where it is not known."""

    year: int
    result: int | None
    target: int | None = None
    key: object = None


@dataclass(frozen=True, slots=True)
class ResultChart(Painted):
    """Columns from zero: a surplus filled, a deficit outlined."""

    grows: ClassVar[bool] = True

    points: tuple[ResultPoint, ...]
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """The same for any number of years."""
        return HEIGHT

    @property
    def says_something(self) -> bool:
        """Whether any year has a result."""
        return any(point.result is not None for point in self.points)

    def paint(self, board: Board) -> None:
        """Draw the columns."""
        if self.points:
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every year with its result and its target."""
        return "; ".join(_said(point) for point in self.points)

    def table(self) -> Table:
        """A row for each year."""
        rows = tuple((str(one.year), _mnkr(one.result), _mnkr(one.target)) for one in self.points)
        return Table(("År", "Resultat, mnkr", "Mål, mnkr"), rows)


def result_chart(points: Sequence[ResultPoint], *, source: str = "") -> ResultChart:
    """The chart of some years."""
    note = "Mnkr." + (" Kort streck: resultatmålet." if any(one.target is not None for one in points) else "")
    return ResultChart(tuple(points), Caption(finding(points), note, source))


def finding(points: Sequence[ResultPoint]) -> str:
    """How the years stand to zero and to their targets."""
    known = [point for point in points if point.result is not None]
    if not known:
        return "Resultatet går inte att räkna ut än"
    below = [point.year for point in known if (point.result or 0) <= 0]
    aimed = [point for point in known if point.target is not None]
    missed = [point.year for point in aimed if (point.result or 0) < (point.target or 0)]
    if below:
        return f"Intäkterna är inte större än kostnaderna {_listed(below)}"
    if missed:
        return f"Resultatet når inte målet {_listed(missed)}"
    return "Resultatet når målet alla år" if aimed else "Intäkterna är större än kostnaderna alla år"


def _listed(years: Sequence[int]) -> str:
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return (
        " och ".join([", ".join(map(str, years[:-1])), str(years[-1])]) if len(years) > 1 else str(years[0])
    )


def _mnkr(ore: int | None) -> str:
    return "–" if ore is None else write_mnkr(ore, unit=False)


def _said(point: ResultPoint) -> str:
    target = "" if point.target is None else f", mål {_mnkr(point.target)}"
    return f"{point.year}: {_mnkr(point.result)}{target}"


class _Drawing:
    """One chart on its board."""

    def __init__(self, board: Board, chart: ResultChart) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        amounts = [one for point in chart.points for one in (point.result, point.target) if one is not None]
        self.scale = scale_of(amounts, zero=True)
        self.axis = YearAxis(tuple(point.year for point in chart.points), 0, self.sheet.width, columns=True)
        foot = _FOOT if any(one < 0 for one in amounts) else 0.0
        self.top, self.bottom = board.top + _TOP, board.bottom - UNDER - foot

    def _y(self, amount: int) -> float:
        return self.top + (self.bottom - self.top) * self.scale.share(amount)

    def draw(self) -> None:
        """Draw zero, the columns, their targets and their numbers."""
        board, palette, zero = self.board, self.board.palette, self._y(0)
        half = min(_WIDEST, self.axis.step * _SHARE) / 2
        for point in self.chart.points:
            x = self.axis.x(point.year)
            board.spot(
                x - self.axis.step / 2,
                board.top,
                x + self.axis.step / 2,
                board.bottom,
                _said(point),
                point.key,
            )
            if point.result:
                y = self._y(point.result)
                draw = board.fill if point.result > 0 else board.outline
                draw(
                    x - half,
                    min(y, zero),
                    x + half,
                    max(y, zero),
                    palette.muted if point.result > 0 else palette.ink,
                )
            if point.target is not None:
                at = self._y(point.target)
                board.line([(x - half * _TICK, at), (x + half * _TICK, at)], palette.ink, _THICK, over=True)
            self._write(point, x)
        board.line([(0, zero), (self.sheet.width, zero)], palette.muted, HAIRLINE)
        self.axis.write(board, board.bottom - UNDER / 2)

    def _write(self, point: ResultPoint, x: float) -> None:
        """The number over its column and its target, under one below zero."""
        text, small = _mnkr(point.result), self.sheet.small
        style: Style = "semibold"
        if point.result is None:
            self.board.text(x, self._y(0) - _LABEL, text, points=small, align="center")
            return
        middle = self._middle(point.result, point.target)
        if text_width(text, small, style) <= self.axis.step:
            self.board.text(x, middle, text, points=small, style=style, align="center")

    def _middle(self, result: int, target: int | None) -> float:
        """Where a number stands beside its column, clear of the target's tick."""
        end, away = self._y(result), -_LABEL if result >= 0 else _LABEL
        tick = None if target is None else self._y(target)
        if tick is None or abs(tick - (end + away)) > _LABEL:
            return end + away
        return min(end, tick) - _LABEL if result >= 0 else max(end, tick) + _LABEL
