"""Where outcomes lie in time, and where a straight line through the latest of them leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.models.errors import DomainError
from app.services.scorecard.periods import period_short, read_period
from app.services.scorecard.views import Figure

FEWEST: Final = 3
"""Fewer outcomes than this foretell nothing."""
MOST: Final = 5
_PERCENT = frozenset({"procent", "%"})
_FORETOLD = frozenset({"higher", "lower", "within", "unchanged"})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Coming:
    """What the next year leads to, and how many outcomes it rests on."""

    label: str
    at: Decimal
    value: Decimal
    basis: int


def time_of(period: str) -> Decimal:
    """The end of a stored period in years: 2026 ends at 2027."""
    try:
        last = read_period(period).last
    except DomainError:
        return Decimal(0)
    return Decimal(last.year) + Decimal(last.month) / 12


def label_of(period: str) -> str:
    """A stored period below a line: the year where it ends with it, else its short name and the year."""
    try:
        found = read_period(period)
    except DomainError:
        return period
    if found.frequency == "school_year":
        return found.text
    if found.frequency == "year" or found.last.month == 12:
        return str(found.year)
    return f"{period_short(found.text)} {found.year}"


def line_through(points: Sequence[tuple[Decimal, Decimal]], at: Decimal) -> Decimal:
    """The height at a time of the straight line that lies nearest some points."""
    count = Decimal(len(points))
    mean_x = sum((x for x, _ in points), Decimal(0)) / count
    mean_y = sum((y for _, y in points), Decimal(0)) / count
    wide = sum(((x - mean_x) ** 2 for x, _ in points), Decimal(0))
    if not wide:
        return mean_y
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in points), Decimal(0)) / wide
    return mean_y + slope * (at - mean_x)


def coming(figure: Figure) -> Coming | None:
    """The end of the year after the last whole one, by whole years alone; None where nothing can be said."""
    if figure.direction not in _FORETOLD:
        return None
    whole = [
        (time_of(point.period), point.value)
        for point in figure.points
        if point.value is not None and time_of(point.period) % 1 == 0
    ][-MOST:]
    if len(whole) < FEWEST:
        return None
    at = whole[-1][0] + 1
    value = line_through(whole, at)
    values = [height for _, height in whole]
    if min(values) >= 0:
        value = max(value, Decimal(0))
    if (figure.unit_of_measure or "").strip().lower() in _PERCENT and max(values) <= _HUNDRED:
        value = min(value, _HUNDRED)
    return Coming(str(int(at) - 1), at, value, len(whole))


def as_exact_as(value: Decimal, figure: Figure) -> Decimal:
    """A value rounded half up to as many decimals as the outcomes have."""
    known = [point.value for point in figure.points if point.value is not None]
    places = [-int(each.normalize().as_tuple().exponent) for each in known]
    decimals = figure.decimals if figure.decimals is not None else max([0, *places])
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
