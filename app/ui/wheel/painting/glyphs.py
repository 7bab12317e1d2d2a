"""The outlines of signs, made once for each typeface and scaled to every size."""

from collections.abc import Iterable
from functools import cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainterPath, QTransform

from app.services.fonts import FAMILY, Style

_TURN = 2 * pi
_POINTS = 72
#: The size that outlines are made in: large enough for its rounding never to be seen.
_MADE_IN = 64
_WEIGHTS: dict[str, QFont.Weight] = {
    "semibold": QFont.Weight.DemiBold,
    "semibold-italic": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


@cache
def face(style: Style, size: float) -> QFont:
    """The typeface at a size in pixels, unhinted, so that a text keeps its place at every scale."""
    made = QFont(FAMILY)
    if size == round(size):
        made.setPixelSize(max(1, round(size)))
    else:
        made.setPointSizeF(size * _POINTS / QGuiApplication.primaryScreen().logicalDotsPerInchY())
    made.setWeight(_WEIGHTS.get(style, QFont.Weight.Normal))
    made.setItalic(style.endswith("italic"))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def outline(text: str, style: Style, size: float, x: float, y: float, angle: float = 0.0) -> QPainterPath:
    """A text from a point on its base line, turned clockwise around that point."""
    return _place(size, x, y, angle).map(_outline(text, style))


def outlines(
    glyphs: Iterable[tuple[str, float, float, float]], style: Style, size: float
) -> tuple[QPainterPath, tuple[tuple[str, float, float, float], ...]]:
    """The signs of a curved text as one outline, and those that have none, such as coloured pictures."""
    whole, without = QPainterPath(), []
    for glyph in glyphs:
        sign, x, y, angle = glyph
        made = _sign(sign, style)
        if not made.isEmpty():
            whole.addPath(_place(size, x, y, angle).map(made))
        elif not sign.isspace():
            without.append(glyph)
    return whole, tuple(without)


@cache
def _measure(style: Style) -> QFontMetricsF:
    return QFontMetricsF(face(style, _MADE_IN))


def advance(text: str, style: Style, size: float) -> float:
    """How wide a text is."""
    return _measure(style).horizontalAdvance(text) * size / _MADE_IN


@cache
def _sign(sign: str, style: Style) -> QPainterPath:
    return _outline(sign, style)


def _outline(text: str, style: Style) -> QPainterPath:
    made = QPainterPath()
    made.addText(QPointF(), face(style, _MADE_IN), text)
    return made


def _place(size: float, x: float, y: float, angle: float) -> QTransform:
    scale = size / _MADE_IN
    across, up = cos(angle * _TURN) * scale, sin(angle * _TURN) * scale
    return QTransform(across, up, -up, across, x, y)
