"""The municipality's coat of arms or logotype on paper, as a figure with its words."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from app.services.reports.fonts import SEMIBOLD, fitted
from app.services.reports.styles import CELL_STRONG
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import one_line

_GAP = 5 * mm
_NAME_SIZE = 12
_AFTER: float = 8 * mm


@lru_cache(maxsize=4)
def _reader(emblem: bytes) -> Any:
    """The picture, read once for all papers of a batch."""
    return ImageReader(BytesIO(emblem))


def emblem_size(emblem: bytes, width: float, height: float) -> tuple[float, float]:
    """How large the emblem is in a room that it fills one way."""
    wide, high = _reader(emblem).getSize()
    scale = min(width / wide, height / high)
    return wide * scale, high * scale


def draw_emblem(canvas: TaggedCanvas, emblem: bytes, municipality: str, size: tuple[float, float]) -> None:
    """Draw the emblem with its lower left corner at the present origin."""
    x, y = canvas.absolutePosition(0, 0)
    words = (
        f"Vapen eller logotyp: {one_line(municipality)}" if municipality.strip() else "Vapen eller logotyp"
    )
    with canvas.marked(Element("Figure", alt=words, box=(x, y, x + size[0], y + size[1]))):
        canvas.drawImage(_reader(emblem), 0, 0, *size)


class Masthead(Flowable):
    """The emblem with the municipality's name beside it, at the head of a first page."""

    def __init__(self, emblem: bytes, municipality: str, *, colour: Any, height: float = 19 * mm) -> None:
        super().__init__()
        self._emblem, self._municipality, self._colour = emblem, municipality, colour
        self._size = emblem_size(emblem, 70 * mm, height)
        self.height = self._size[1]

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return _AFTER

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the text, as high as the emblem."""
        self.width = width
        return self.width, self.height

    def draw(self) -> None:
        """Draw the emblem, and the name at the height of its middle."""
        canvas: TaggedCanvas = self.canv
        draw_emblem(canvas, self._emblem, self._municipality, self._size)
        left = self._size[0] + _GAP
        name = fitted(one_line(self._municipality), SEMIBOLD, _NAME_SIZE, self.width - left)
        if not name:
            return
        with canvas.marked(Element("P")):
            canvas.setFont(SEMIBOLD, _NAME_SIZE)
            canvas.setFillColor(self._colour if self._colour else CELL_STRONG.textColor)
            canvas.drawString(left, self.height / 2 - _NAME_SIZE / 3, name)
