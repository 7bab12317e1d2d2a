"""What of a timeline is in the viewport, and what is marked there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from app.ui.wheel.special_days import SpecialDays
from app.ui.wheel.timeline_places import HEADER, Rows, Scale
from app.ui.wheel.timeline_rows import Bar, bar_of


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown and marked."""

    year: int
    days: SpecialDays
    roles: Mapping[int, str]
    forms: Mapping[int, str]
    orders: Sequence[tuple[int, int, int]] = ()
    notices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    selected: int | None = None
    hovered: int | None = None
    ghost: tuple[int, Bar, str] | None = None
    """What is dragged, where it would land, and that in words."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of the timeline is in the viewport."""

    rows: Rows
    scale: Scale
    area: QRectF
    names: float
    scrolled: float

    @property
    def seen(self) -> range:
        """The rows that are seen."""
        return self.rows.between(self.scrolled, self.scrolled + self.area.height() - HEADER)

    def top(self, place: int) -> float:
        """Where a row begins in the viewport."""
        return HEADER + self.rows.tops[place] - self.scrolled

    def height(self, place: int) -> float:
        """How high a row is."""
        return self.rows.tops[place + 1] - self.rows.tops[place]

    def bar_area(self, place: int) -> QRectF | None:
        """Where the bar of a row stands, None without one."""
        one = self.rows.rows[place].activity
        bar = bar_of(one.when) if one is not None else None
        return self.scale.area(bar, self.top(place), self.height(place)) if bar is not None else None
