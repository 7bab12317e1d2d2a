"""How a frame is composed, as a painted waterfall: need first, then political choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parts import theme
from app.ui.parts.theme import color, font

ROW = 24
BAR_HEIGHT = 12
_LABEL_SHARE = 0.46
_VALUE_GAP = 8
_AIR = 0.18
_BREAK_LEFT = 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Step:
    """A line: a sum that stands by itself, or a change from the line above it. Amounts in öre."""

    label: str
    amount: int
    text: str
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in shares of the width, 0 to 1; `level` is where the next line takes over."""

    start: float
    end: float
    level: float
    is_sum: bool
    falls: bool


@dataclass(frozen=True, slots=True)
class Geometry:
    """All bars and whether the axis had to be broken to show them."""

    bars: tuple[Bar, ...]
    broken: bool


def lay_out(steps: Sequence[Step]) -> Geometry:
    """Place the bars; the axis starts at zero when the changes can still be seen, else it is broken."""
    levels, at = [], 0
    for step in steps:
        at = step.amount if step.is_sum else at + step.amount
        levels.append(at)
    low, high = min([0, *levels]), max([0, *levels])
    least, most = min(levels, default=0), max(levels, default=0)
    broken = least > 0 and (most - least) * 3 < most
    if broken:
        low = int(least - max(most - least, most // 100) * _AIR * 2)
    span = max(1, high - low)

    def place(ore: int) -> float:
        return (ore - low) / span

    bars, before = [], 0
    for step, level in zip(steps, levels, strict=True):
        start = 0.0 if step.is_sum and broken else place(0 if step.is_sum else before)
        ends = sorted((start, place(level)))
        bars.append(Bar(ends[0], ends[1], place(level), step.is_sum, step.amount < 0 and not step.is_sum))
        before = level
    return Geometry(tuple(bars), broken)


class Waterfall(QWidget):
    """Label, bar and value on each line; increases filled, decreases outlined, in ink and muted."""

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self.geometry_of_bars = lay_out(self._steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Ramens sammansättning")
        self.setAccessibleDescription("; ".join(f"{step.label} {step.text}" for step in self._steps))

    def sizeHint(self) -> QSize:
        """One line per step."""
        return QSize(240, ROW * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(160, ROW * len(self._steps))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every line."""
        painter = QPainter(self)
        painter.setFont(font(semibold=True))
        values = [painter.fontMetrics().horizontalAdvance(step.text) for step in self._steps]
        value_width = max(values, default=0)
        left = self.width() * _LABEL_SHARE
        right = self.width() - value_width - _VALUE_GAP
        for place, (step, bar) in enumerate(zip(self._steps, self.geometry_of_bars.bars, strict=True)):
            top = place * ROW
            self._draw_words(painter, step, top, int(left), value_width)
            self._draw_bar(painter, bar, QRectF(left, top + (ROW - BAR_HEIGHT) / 2, right - left, BAR_HEIGHT))
            if place + 1 < len(self._steps):
                x = round(left + bar.level * (right - left)) + 0.5
                painter.setPen(QPen(color("muted"), 1))
                painter.drawLine(QLineF(x, top + (ROW + BAR_HEIGHT) / 2, x, top + ROW * 1.5 - BAR_HEIGHT / 2))

    def _draw_words(self, painter: QPainter, step: Step, top: int, width: int, value_width: int) -> None:
        painter.setFont(font(semibold=step.is_sum))
        painter.setPen(color("ink"))
        label = painter.fontMetrics().elidedText(step.label, _ELIDE, width - theme.GRID)
        painter.drawText(QRect(0, top, width, ROW), _LEFT, label)
        painter.drawText(QRect(self.width() - value_width - 2, top, value_width + 2, ROW), _RIGHT, step.text)

    def _draw_bar(self, painter: QPainter, bar: Bar, room: QRectF) -> None:
        left = round(room.left() + bar.start * room.width())
        width = max(1, round(room.left() + bar.end * room.width()) - left)
        rect = QRectF(left, room.top(), width, room.height())
        if bar.falls:
            painter.setPen(QPen(color("ink"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        painter.fillRect(rect, color("ink" if bar.is_sum else "muted"))
        if bar.is_sum and self.geometry_of_bars.broken:
            self._draw_break(painter, rect)

    def _draw_break(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("surface"), 2))
        for shift in (0.0, 5.0):
            x = rect.left() + _BREAK_LEFT + shift
            painter.drawLine(QPointF(x - 2, rect.bottom() + 1), QPointF(x + 2, rect.top() - 1))
        painter.restore()
