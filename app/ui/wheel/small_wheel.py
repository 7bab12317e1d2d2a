"""A small, still wheel of a model's activities: thin painting of a picture that is computed elsewhere."""

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.services import formatting
from app.services.palette import blend, pale_tint, tint
from app.ui.parts import theme
from app.ui.parts.theme import color, font

if TYPE_CHECKING:
    from app.services.steering.modelviews import ActivityView
    from app.services.wheel.picture.rings import Arc, Band, Dot

PHASE_ROLES = {"planering": "planning", "genomforande": "execution", "uppfoljning": "followup"}
_MONTH_POINTS, _NUMBER_POINTS, _SMALL_POINTS = 8.0, 8.5, 7.5
_MONTH_AT = 0.945
_SPACING = 0.8
_LEAST_FOR_NUMBER, _LEAST_FOR_LARGE = 10.0, 13.0
_FADE_STEPS = 12
_EDGE, _LIMIT_EDGE = 2.0, 3.0
_ANTIALIAS = QPainter.RenderHint.Antialiasing
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush


class SmallWheel(QWidget):
    """Activities in the order given; numbered from 1 where a list beside it says the same in words."""

    def __init__(
        self,
        activities: Sequence["ActivityView"],
        side: int = 376,
        *,
        numbered: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        from app.services.wheel.picture.rings import wheel_picture

        super().__init__(parent)
        self._activities = tuple(activities)
        self.picture = wheel_picture(self._activities)
        self._side, self._numbered = side, numbered
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"Årshjul med {_count(len(self._activities))}")
        self.setAccessibleDescription("; ".join(_words(one) for one in self._activities))

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        """Narrower only when the page is."""
        return QSize(min(200, self._side), min(200, self._side))

    def hasHeightForWidth(self) -> bool:
        """A square, also where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide, up to its full size."""
        return min(width, self._side)

    @property
    def radius(self) -> float:
        """The radius of the whole wheel."""
        return min(self.width(), self.height()) / 2 - 1

    def activities_at(self, place: QPointF) -> tuple[int, ...]:
        """The numbers of what is drawn at a place of the widget."""
        away = place - QPointF(self.width() / 2, self.height() / 2)
        distance = hypot(away.x(), away.y()) / self.radius
        turn = _turn(away)
        for dot in self.picture.dots:
            there = _on_circle(dot.at, dot.radius) * self.radius
            if hypot(away.x() - there.x(), away.y() - there.y()) <= dot.size * self.radius + 2:
                return (dot.number,)
        for arc in self.picture.arcs:
            covered = arc.span.start <= turn < arc.span.end or turn + 1 < arc.span.end
            if covered and arc.inner <= distance < arc.outer:
                return (arc.number,)
        bands = (band.numbers for band in self.picture.bands if band.inner <= distance < band.outer)
        return next(bands, ())

    def event(self, event: QEvent) -> bool:
        """The full words of what the pointer is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.activities_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "\n".join(_words(self._activities[n]) for n in found), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw rings, bands, arcs, days and months, from below and up."""
        painter = QPainter(self)
        painter.setRenderHint(_ANTIALIAS)
        painter.translate(self.width() / 2, self.height() / 2)
        for band in self.picture.bands:
            self._draw_band(painter, band)
        self._draw_rings(painter)
        for arc in self.picture.arcs:
            self._draw_arc(painter, arc)
        for dot in self.picture.dots:
            self._draw_dot(painter, dot)
        self._draw_months(painter)
        self._draw_middle(painter)

    def _draw_rings(self, painter: QPainter) -> None:
        from app.services.wheel.picture.rings import RIM
        from app.services.wheel.picture.timing import MONTH_STARTS

        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(color("inner_line"), 1))
        for start in MONTH_STARTS:
            inner, outer = (_on_circle(start, r) * self.radius for r in (self.picture.hub, RIM + 0.03))
            painter.drawLine(inner, outer)
        painter.setPen(QPen(color("line"), 1))
        for ring in self.picture.rings:
            for edge in (ring.inner, ring.outer):
                painter.drawEllipse(QPointF(), edge * self.radius, edge * self.radius)

    def _draw_band(self, painter: QPainter, band: "Band") -> None:
        shape = QPainterPath()
        for edge in (band.outer, band.inner):
            shape.addEllipse(QPointF(), edge * self.radius, edge * self.radius)
        painter.fillPath(shape, QColor(pale_tint(phase_colour(band.phase), theme.theme().palette.surface)))

    def _draw_arc(self, painter: QPainter, arc: "Arc") -> None:
        ground, phase = theme.theme().palette.surface, phase_colour(arc.phase)
        steps = _FADE_STEPS if arc.span.open_start else 1
        length = (arc.span.end - arc.span.start) / steps
        painter.setPen(_NO_PEN)
        for step in range(steps):
            strength = 0.18 * (step + 1) / steps
            start = arc.span.start + step * length
            painter.setBrush(QColor(blend(phase, ground, strength)))
            painter.drawPath(self._sector(start, start + length, arc.inner, arc.outer))
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(color("surface"), 1.5))
        painter.drawPath(self._sector(arc.span.start, arc.span.end, arc.inner, arc.outer))
        width = _LIMIT_EDGE if arc.limit else _EDGE
        pen = QPen(QColor(phase), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        back = width / 2 / (2 * pi * arc.outer * self.radius)
        inner, outer = (_on_circle(arc.span.end - back, r) * self.radius for r in (arc.inner, arc.outer))
        painter.drawLine(inner, outer)
        middle = _on_circle(arc.span.middle, (arc.inner + arc.outer) / 2) * self.radius
        self._draw_number(painter, arc.number, middle, color("ink"), arc.outer - arc.inner)

    def _draw_dot(self, painter: QPainter, dot: "Dot") -> None:
        at, size = _on_circle(dot.at, dot.radius) * self.radius, dot.size * self.radius
        painter.setPen(QPen(color("surface"), 1))
        painter.setBrush(QColor(phase_colour(dot.phase)))
        painter.drawEllipse(at, max(3.0, size), max(3.0, size))
        self._draw_number(painter, dot.number, at, color("on_fill"), dot.size * 1.7)

    def _draw_number(
        self, painter: QPainter, number: int, at: QPointF, ink: QColor, thickness: float
    ) -> None:
        room = thickness * self.radius
        if self._numbered and room >= _LEAST_FOR_NUMBER:
            painter.setFont(font(_NUMBER_POINTS if room >= _LEAST_FOR_LARGE else _SMALL_POINTS))
            painter.setPen(ink)
            painter.drawText(QRectF(at.x() - 12, at.y() - 9, 24, 18), _CENTRE, str(number + 1))

    def _draw_months(self, painter: QPainter) -> None:
        from app.services.wheel.picture.timing import MONTH, MONTH_STARTS

        face = QFont(font(_MONTH_POINTS))
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _SPACING)
        painter.setFont(face)
        painter.setPen(color("muted"))
        radius = _MONTH_AT * self.radius
        measure = QFontMetricsF(face)
        room = 2 * pi * radius / 12 - 6
        short = any(measure.horizontalAdvance(name.upper()) > room for name in formatting.MONTHS)
        for start, name in zip(MONTH_STARTS, formatting.MONTHS, strict=True):
            text = (name[:3] if short else name).upper()
            _draw_along(painter, measure, text, start + MONTH / 2, radius)

    def _draw_middle(self, painter: QPainter) -> None:
        hub = self.picture.hub * self.radius
        number, word = _count(len(self._activities)).split(" ")
        painter.setPen(color("ink"))
        painter.setFont(font(18))
        painter.drawText(QRectF(-hub, -26, 2 * hub, 30), _CENTRE, number)
        painter.setPen(color("muted"))
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.drawText(QRectF(-hub, 2, 2 * hub, 18), _CENTRE, word)

    def _sector(self, start: float, end: float, inner: float, outer: float) -> QPainterPath:
        shape = QPainterPath()
        near, far = (QRectF(-r, -r, 2 * r, 2 * r) for r in (inner * self.radius, outer * self.radius))
        shape.arcMoveTo(far, _degrees(start))
        shape.arcTo(far, _degrees(start), _degrees(end) - _degrees(start))
        shape.arcTo(near, _degrees(end), _degrees(start) - _degrees(end))
        shape.closeSubpath()
        return shape


class Swatch(QWidget):
    """The colour of a phase before its words; dashed where the source gives no time."""

    def __init__(self, phase: str | None, dated: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase, self._dated = phase, dated
        self.setFixedSize(12, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a small rounded square."""
        painter = QPainter(self)
        painter.setRenderHint(_ANTIALIAS)
        phase = QColor(phase_colour(self._phase))
        if self._dated:
            painter.setPen(_NO_PEN)
            painter.setBrush(phase)
        else:
            painter.setPen(QPen(phase, 1, Qt.PenStyle.DashLine))
            ground = theme.theme().palette.surface
            painter.setBrush(QColor(tint(phase_colour(self._phase), ground)))
        painter.drawRoundedRect(QRectF(1.5, 5.5, 9, 9), 2, 2)


def phase_colour(phase: str | None) -> str:
    """The colour of a phase; muted where the source names none."""
    return str(getattr(theme.theme().palette, PHASE_ROLES.get(phase or "", "muted")))


def _count(number: int) -> str:
    return formatting.write_count(number, "aktivitet", "aktiviteter").replace(formatting.NBSP, " ")


def _words(activity: "ActivityView") -> str:
    from app.services.wheel.picture.timing import time_words

    return f"{activity.title} ({time_words(activity)})"


def _degrees(turn: float) -> float:
    """Qt's angle, counterclockwise from three o'clock, of a turn clockwise from the top."""
    return 90.0 - 360.0 * turn


def _on_circle(turn: float, radius: float) -> QPointF:
    return QPointF(sin(2 * pi * turn) * radius, -cos(2 * pi * turn) * radius)


def _turn(away: QPointF) -> float:
    return (atan2(away.x(), -away.y()) / (2 * pi)) % 1.0


def _draw_along(painter: QPainter, measure: QFontMetricsF, text: str, at: float, radius: float) -> None:
    """Write a word along a circle, upright on both halves."""
    below = 0.25 < at % 1.0 < 0.75
    way = -1 if below else 1
    height = measure.capHeight() / 2
    place = at - way * measure.horizontalAdvance(text) / 2 / (2 * pi * radius)
    for letter in text:
        half = measure.horizontalAdvance(letter) / 2 / (2 * pi * radius)
        place += way * half
        painter.save()
        painter.rotate(360 * place + (180 if below else 0))
        base = radius + height if below else -radius + height
        painter.drawText(QPointF(-measure.horizontalAdvance(letter) / 2, base), letter)
        painter.restore()
        place += way * half
