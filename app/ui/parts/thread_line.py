"""The röda tråden of what is selected: one line of rings, each step a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.theme import color, font

RING = 8.0
CURRENT_RING = 12.0
TEXT_LEFT = 24
_CENTRE = 8.0
_GAP = 8
_WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One step: its level, its name, and what a click opens; without `on_click` it is only shown."""

    level: str
    text: str
    current: bool = False
    on_click: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class StepGeometry:
    """Where a step's ring, line and texts stand, within its own height."""

    ring: QRectF
    line_top: float
    line_bottom: float
    level: QRect
    text: QRect
    height: int


def geometry(
    width: int, level_height: int, text_height: int, *, current: bool, first: bool, last: bool
) -> StepGeometry:
    """Lay a step out; the line runs from the edge to the ring and on, and stops at the ends."""
    side = CURRENT_RING if current else RING
    middle = level_height / 2 + 1
    ring = QRectF(_CENTRE - side / 2, middle - side / 2, side, side)
    height = level_height + text_height + (0 if last else _GAP)
    level = QRect(TEXT_LEFT, 0, width - TEXT_LEFT, level_height)
    text = QRect(TEXT_LEFT, level_height, width - TEXT_LEFT, text_height)
    return StepGeometry(
        ring, middle if first else 0.0, middle if last else float(height), level, text, height
    )


class _StepButton(QAbstractButton):
    def __init__(self, step: ThreadStep, *, first: bool, last: bool) -> None:
        super().__init__()
        self._step, self._first, self._last = step, first, last
        where = ", du är här" if step.current else ""
        self.setAccessibleName(f"{step.level}: {step.text}{where}")
        self.setEnabled(step.on_click is not None or step.current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if step.on_click else Qt.FocusPolicy.NoFocus)
        if step.on_click is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked=False, opens=step.on_click: opens())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def heightForWidth(self, width: int) -> int:
        return self._geometry(width).height

    def hasHeightForWidth(self) -> bool:
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self._geometry(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_line(painter, place)
        live = self._step.on_click is not None and (self.hasFocus() or self.underMouse())
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        painter.drawText(place.level, int(Qt.AlignmentFlag.AlignVCenter), self._step.level)
        painter.setFont(self._text_font())
        painter.setPen(color("accent" if live else "ink"))
        painter.drawText(place.text, _WRAP, self._step.text)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 1))
            painter.drawRoundedRect(
                QRectF(TEXT_LEFT - 4.5, 0.5, self.width() - TEXT_LEFT + 3, place.text.bottom()), 3, 3
            )

    def _draw_line(self, painter: QPainter, place: StepGeometry) -> None:
        painter.setPen(QPen(color("muted"), 1))
        painter.drawLine(QPointF(_CENTRE, place.line_top), QPointF(_CENTRE, place.line_bottom))
        painter.setPen(QPen(color("accent" if self._step.current else "muted"), 1.2))
        painter.setBrush(color("accent" if self._step.current else "surface"))
        painter.drawEllipse(place.ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _text_font(self) -> QFont:
        return font(semibold=self._step.current)

    def _geometry(self, width: int) -> StepGeometry:
        level = QFontMetrics(font(theme.SECONDARY_POINTS)).height()
        room = QRect(0, 0, max(40, width - TEXT_LEFT), 10_000)
        text = QFontMetrics(self._text_font()).boundingRect(room, _WRAP, self._step.text).height()
        return geometry(width, level, text, current=self._step.current, first=self._first, last=self._last)


class ThreadLine(QWidget):
    """The steps from the top of the hierarchy to the bottom."""

    def __init__(self, steps: Sequence[ThreadStep] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Plats i röda tråden")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._steps: tuple[ThreadStep, ...] = ()
        self._buttons: list[QAbstractButton] = []
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[ThreadStep]) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        empty(self._column)
        self._buttons = []
        last = len(self._steps) - 1
        for place, step in enumerate(self._steps):
            button = _StepButton(step, first=place == 0, last=place == last)
            self._buttons.append(button)
            self._column.addWidget(button)

    def buttons(self) -> list[QAbstractButton]:
        """The steps as buttons, top down."""
        return list(self._buttons)
