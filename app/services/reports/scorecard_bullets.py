"""A figure's outcome against its target as a small bar in the cell of a table; to the right is better."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from app.services.charts.bullet import bullet_places
from app.services.palette import LIGHT, blend
from app.services.reports.scorecard_paper import goal_words, outcome_words
from app.services.reports.styles import INK
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import label
from app.services.scorecard.views import Figure

_HEIGHT: Final = 11.2
_GROUND: Final = 7.5
_BAR: Final = 3.2
_TICK: Final = 11.0
_TICK_WIDTH: Final = 1.8
_RING: Final = 1.7
_PALE: Final = HexColor(LIGHT.inner_line)
_GREY: Final = HexColor(blend(LIGHT.muted, LIGHT.surface, 0.34))
_WHITE: Final = HexColor(LIGHT.surface)


class Bullet(Flowable):
    """The bar of a figure, its target as a tick, last year as a ring, and grey below the limit."""

    def __init__(self, figure: Figure, width: float) -> None:
        super().__init__()
        self._figure = figure
        self.width, self.height = width, _HEIGHT

    @staticmethod
    def shows(figure: Figure) -> bool:
        """Whether there is a bar to draw."""
        return bullet_places(figure).value is not None

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The bar has one size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bar with its numbers for those who do not see it."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=told(self._figure), box=box)):
            canvas.saveState()
            self._paint(canvas)
            canvas.restoreState()

    def _paint(self, canvas: Any) -> None:
        places, width = bullet_places(self._figure), self.width
        middle = self.height / 2 - 0.6
        self._bar(canvas, _PALE, middle, _GROUND, width)
        if places.threshold is not None:
            self._bar(canvas, _GREY, middle, _GROUND, places.threshold * width)
        if places.value is not None:
            self._bar(canvas, INK, middle, _BAR, places.value * width)
        canvas.setStrokeColor(INK)
        if places.target is not None:
            canvas.setLineWidth(_TICK_WIDTH)
            x = places.target * width
            canvas.line(x, middle - _TICK / 2, x, middle + _TICK / 2)
        if places.before is not None:
            x = min(max(places.before * width, _RING), width - _RING)
            canvas.setLineWidth(0.9)
            canvas.setFillColor(_WHITE)
            canvas.circle(x, middle, _RING, stroke=1, fill=1)

    @staticmethod
    def _bar(canvas: Any, colour: Any, middle: float, high: float, wide: float) -> None:
        canvas.setFillColor(colour)
        canvas.rect(0, middle - high / 2, wide, high, stroke=0, fill=1)


def told(figure: Figure) -> str:
    """A figure in words: its outcome, what it is held against, and what it was a year earlier."""
    parts = [f"Utfall {outcome_words(figure)}", f"målvärde {goal_words(figure)}"]
    if figure.before is not None:
        parts.append(f"året före {outcome_words(figure, figure.before)}")
    return label(", ".join(parts))
