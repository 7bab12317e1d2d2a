"""Two strips at the top of a goal's page: the quality wheel, and resources to effect."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.services.scorecard.goalviews import WheelStep
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark, paint_mark
from app.ui.parts.sign import Sign

_TOP = Qt.AlignmentFlag.AlignTop
_SIGN, _SIGN_ROW, _RING = 18, 20, 14


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A line in a column of the chain, muted or with a status sign, perhaps a link."""

    text: str
    mark: Mark | None = None
    muted: bool = False
    strong: bool = False
    on_click: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class ChainColumn:
    """A link of the chain: its name, what is known and what leads to more."""

    title: str
    lines: tuple[ChainLine, ...] = field(default_factory=tuple)


def chain_strip(columns: Sequence[ChainColumn]) -> QWidget:
    """Resurser → prestation → resultat → effekt, each with what is known of it."""
    strip = QWidget()
    strip.setAccessibleName("Från resurser till effekt")
    grid = QGridLayout(strip)
    grid.setContentsMargins(0, theme.NEAR, 0, theme.NEAR)
    grid.setHorizontalSpacing(theme.GROUP)
    grid.setVerticalSpacing(theme.GRID)
    for place, column in enumerate(columns):
        grid.addLayout(_heading(column.title, last=place == len(columns) - 1), 0, 2 * place)
        grid.addLayout(_lines(column.lines), 1, 2 * place, _TOP)
        grid.setColumnStretch(2 * place, 1)
        if place < len(columns) - 1:
            grid.addWidget(_upright(), 0, 2 * place + 1, 2, 1)
    return strip


def _heading(title: str, *, last: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    label = QLabel(title)
    label.setFont(theme.font(theme.SECONDARY_POINTS))
    label.setProperty("role", "muted")
    row.addWidget(label)
    row.addStretch(1)
    if not last:
        row.addWidget(Sign("arrow-right", None, "muted"))
    return row


def _lines(lines: Sequence[ChainLine]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    for line in lines:
        sentence = Sentence(role="muted" if line.muted else "ink")
        if line.strong:
            sentence.setFont(theme.font(theme.BODY_POINTS + 1.5, semibold=True))
        sentence.show_parts(Link(line.text, line.on_click) if line.on_click else line.text)
        sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if line.mark is None:
            column.addWidget(sentence)
            continue
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(Sign("", line.mark), 0, _TOP)
        row.addWidget(sentence, 1)
        column.addLayout(row)
    return column


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedWidth(1)
    return line


class StepSign(QWidget):
    """A tick for a step that is done, a ring for one that is not; the words beside it say the same."""

    def __init__(self, *, done: bool) -> None:
        super().__init__()
        self._done = done
        self.setFixedSize(_SIGN, _SIGN_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in ink: it is no status."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(1, (self.height() - _RING) / 2, _RING, _RING)
        if self._done:
            paint_mark(painter, room, Mark.MET, theme.color("ink"))
        else:
            painter.setPen(QPen(theme.color("muted"), 1.5))
            painter.drawEllipse(room.adjusted(1, 1, -1, -1))


def wheel_strip(name: str, steps: Sequence[WheelStep]) -> QWidget:
    """The steps of the quality wheel, each with how far it has come."""
    strip = QWidget()
    strip.setAccessibleName(f"{name}: " + ", ".join(f"{step.name} {step.words}" for step in steps))
    row = QHBoxLayout(strip)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GROUP)
    for step in steps:
        row.addLayout(_step(step), 1)
    return strip


def _step(step: WheelStep) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    row.addWidget(StepSign(done=step.done), 0, _TOP)
    column = QVBoxLayout()
    column.setSpacing(0)
    label = QLabel(step.name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(semibold=True))
    label.setWordWrap(True)
    words = Sentence(points=theme.SECONDARY_POINTS)
    words.show_parts(step.words)
    for widget in (label, words):
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column.addWidget(widget)
    column.addStretch(1)
    row.addLayout(column, 1)
    return row
