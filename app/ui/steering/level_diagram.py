"""The levels of a model as a painted diagram: who stands under whom, what else is built on, who decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font
from app.ui.steering.columns import level_icon

if TYPE_CHECKING:
    from app.services.steering.leveldiagram import SourceLane
    from app.services.steering.modelviews import LevelView

_INDENT, _ICON, _TEXT_GAP = 20, icons.TREE_SIZE, 8
_LEFT_AIR, _ROW_AIR, _COMPACT_AIR, _HEAD = 8, 10, 6, 28
_LANE, _LANE_AIR = 9, 14
_BODY_WIDTH, _HORIZON_WIDTH = 132, 104
_BODY_SHARE, _HORIZON_SHARE = 0.22, 0.16
_STUB, _ARROW, _CORNER = 6, 4, 5
_UNKNOWN = "–"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a level is drawn, and where its name ends."""

    top: int
    height: int
    icon_left: int
    text_left: int
    text_end: int

    @property
    def middle(self) -> float:
        """The middle of a row of pixels, where a hairline is sharp."""
        return self.top + self.height // 2 + 0.5


class LevelDiagramView(QWidget):
    """One line per level; the current one shows in accent what it is joined to."""

    current_changed = Signal(object)
    """The LevelView, or None."""

    def __init__(
        self, levels: Sequence["LevelView"], *, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        from app.services.steering.leveldiagram import level_diagram

        super().__init__(parent)
        self.diagram = level_diagram(levels)
        self._compact = compact
        self._current: int | None = None
        self._lines: tuple[_Line, ...] = ()
        self._names = {level.key: level.name for level in levels}
        self._forms = {level.key: level.form for level in levels}
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if compact else Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Nivåer")
        self.setAccessibleDescription("; ".join(self.words_about(row.level) for row in self.diagram.rows))

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The head and every line."""
        lines = self._lay_out(width)
        return lines[-1].top + lines[-1].height + 1 if lines else 0

    def sizeHint(self) -> QSize:
        """Wide enough for names on one line."""
        return QSize(280 if self._compact else 560, self.heightForWidth(280 if self._compact else 560))

    def minimumSizeHint(self) -> QSize:
        """Narrow columns wrap their names."""
        return QSize(180 if self._compact else 360, 40)

    @property
    def current(self) -> "LevelView | None":
        """The level that is looked at."""
        return None if self._current is None else self.diagram.rows[self._current].level

    @property
    def current_rect(self) -> QRect:
        """Where the current level is drawn."""
        line = None if self._current is None else self._lines[self._current]
        return QRect() if line is None else QRect(0, line.top, self.width(), line.height)

    def words_about(self, level: "LevelView") -> str:
        """A level in words: name, question, who decides, horizon, cycle and what else it builds on."""
        said = [level.name]
        if level.question:
            said.append(level.question)
        said.append(f"beslutas av {level.body}" if level.body else "beslutande organ anges inte")
        if level.horizon:
            said.append(f"horisont {level.horizon}")
        if level.cycle:
            said.append(level.cycle)
        if level.sources:
            said.append("bygger också på " + " och ".join(self._names[key] for key in level.sources))
        return ", ".join(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names wrap anew."""
        super().resizeEvent(event)
        self._lines = self._lay_out(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End move; Esc lets go."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.diagram.rows:
            at = -1 if self._current is None and step > 0 else self._current or 0
            self._go_to(max(0, min(len(self.diagram.rows) - 1, at + step)))
        elif event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._go_to(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click looks at a level, another lets go of it."""
        row = self._row_at(event.position())
        if not self._compact:
            self._go_to(None if row == self._current else row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here by keyboard begins at the top."""
        super().focusInEvent(event)
        if self._current is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._go_to(0)

    def event(self, event: QEvent) -> bool:
        """The whole level in words where the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(QPointF(event.pos()))
            text = "" if row is None else self.words_about(self.diagram.rows[row].level)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw head, tree, lanes and lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._compact:
            self._draw_head(painter)
        self._draw_current(painter)
        for place, row in enumerate(self.diagram.rows):
            if row.parent is not None:
                self._draw_elbow(painter, row.parent, place)
        if not self._compact:
            # The lane of the current level lies on top.
            for lane in sorted(self.diagram.lanes, key=self._is_hot):
                self._draw_lane(painter, lane)
        for place in range(len(self.diagram.rows)):
            self._draw_row(painter, place)

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Where the lanes, the deciding bodies and the horizons begin; the latter at the end when below."""
        if self._compact:
            return width, width, width
        count = self.diagram.lane_count
        room = count * _LANE + _LANE_AIR if count else 0
        wide = self._wide_columns(width, room)
        least = max(_name_left(row.depth) + _longest_word((row.level.name,)) for row in self.diagram.rows)
        return wide if wide[0] >= least else (width - room, width, width)

    def _wide_columns(self, width: int, room: int) -> tuple[int, int, int]:
        levels = [row.level for row in self.diagram.rows]
        share = min(_HORIZON_WIDTH, round(width * _HORIZON_SHARE))
        horizon = width - max(share, _longest_word(level.horizon for level in levels))
        share = min(_BODY_WIDTH, round(width * _BODY_SHARE))
        body = horizon - theme.NEAR - max(share, _longest_word(level.body for level in levels))
        return body - theme.NEAR - room, body, horizon

    def _below(self, level: "LevelView", *, beside: bool) -> str:
        """What stands in small words below a name: its question, and what has no column of its own."""
        if self._compact:
            return ""
        facts = () if beside else (level.body, level.horizon)
        return " · ".join(text for text in (level.question, *facts) if text)

    def _lay_out(self, width: int) -> tuple[_Line, ...]:
        measure, small = QFontMetrics(font()), QFontMetrics(font(theme.SECONDARY_POINTS))
        wide = QFontMetrics(font(semibold=True))
        lanes, body, horizon = self._columns(width)
        beside = body < width
        made, top = [], 0 if self._compact else _HEAD
        for row in self.diagram.rows:
            left = _name_left(row.depth)
            taken = _wrapped(measure, row.level.name, lanes - left)
            bold = _wrapped(wide, row.level.name, lanes - left)  # as the current level is written
            end, height = left + max(taken.width(), bold.width()), taken.height()
            below = self._below(row.level, beside=beside)
            if below:
                said = _wrapped(small, below, lanes - left)
                end, height = max(end, left + said.width()), height + said.height()
            if beside:
                decided = _wrapped(measure, row.level.body or "", horizon - body - theme.NEAR)
                looking = _wrapped(measure, row.level.horizon or "", width - horizon)
                height = max(height, decided.height(), looking.height())
            height = max(height, 18) + (_COMPACT_AIR if self._compact else _ROW_AIR)
            made.append(_Line(top, height, left - _TEXT_GAP - _ICON, left, end))
            top += height
        return tuple(made)

    def _draw_head(self, painter: QPainter) -> None:
        _, body, horizon = self._columns(self.width())
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        heads = ((_LEFT_AIR, "Nivå"), (body, "Beslutas av"), (horizon, "Horisont"))
        for left, text in heads if body < self.width() else ((_LEFT_AIR, "Nivå, beslutas av, horisont"),):
            painter.drawText(QRect(left, 0, 240, _HEAD - 4), _LEFT, text)
        painter.fillRect(0, _HEAD - 1, self.width(), 1, color("line"))

    def _draw_current(self, painter: QPainter) -> None:
        if self._current is not None:
            line = self._lines[self._current]
            painter.fillRect(0, line.top, self.width(), line.height, color("selection"))
            painter.fillRect(0, line.top, 3, line.height, color("accent"))

    def _draw_elbow(self, painter: QPainter, parent: int, child: int) -> None:
        above, line = self._lines[parent], self._lines[child]
        hot = self._current is not None and self._current in (parent, child)
        x = above.icon_left + _ICON // 2 + 0.5
        path = QPainterPath(QPointF(x, above.middle + _ICON / 2 + 2))
        path.lineTo(x, line.middle - _CORNER)
        path.quadTo(x, line.middle, x + _CORNER, line.middle)
        path.lineTo(line.icon_left - 2, line.middle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("accent" if hot else "muted"), 1.5 if hot else 1))
        painter.drawPath(path)

    def _is_hot(self, lane: "SourceLane") -> bool:
        return self._current is not None and self._current in (lane.source, *lane.targets)

    def _draw_lane(self, painter: QPainter, lane: "SourceLane") -> None:
        left, _, _ = self._columns(self.width())
        x = left + _LANE_AIR + lane.lane * _LANE + 0.5
        hot = self._is_hot(lane)
        first, last = lane.reach
        pen = QPen(color("accent" if hot else "muted"), 1.5 if hot else 1)
        pen.setDashPattern([1.5, 2.5])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, self._lines[first].middle), QPointF(x, self._lines[last].middle))
        for place in (lane.source, *lane.targets):
            line = self._lines[place]
            painter.drawLine(QPointF(line.text_end + _STUB, line.middle), QPointF(x, line.middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent" if hot else "muted"))
        source = self._lines[lane.source]
        painter.drawEllipse(QPointF(source.text_end + _STUB, source.middle), 2.2, 2.2)
        for place in lane.targets:
            self._draw_arrow(painter, self._lines[place])

    def _draw_arrow(self, painter: QPainter, line: _Line) -> None:
        tip = QPointF(line.text_end + _STUB - 1, line.middle)
        path = QPainterPath(tip)
        path.lineTo(tip + QPointF(_ARROW + 2, -_ARROW + 0.5))
        path.lineTo(tip + QPointF(_ARROW + 2, _ARROW - 0.5))
        path.closeSubpath()
        painter.drawPath(path)

    def _draw_row(self, painter: QPainter, place: int) -> None:
        level, line = self.diagram.rows[place].level, self._lines[place]
        name = level_icon(level.form, self._forms.get(level.parent or ""))
        picture = icons.pixmap(name, "ink", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(line.icon_left, line.middle - 0.5 - _ICON / 2), picture)
        lanes, body, horizon = self._columns(self.width())
        whole = QRect(line.text_left, line.top, lanes - line.text_left, line.height)
        painter.setFont(font(semibold=place == self._current))
        painter.setPen(color("ink"))
        below = self._below(level, beside=body < self.width())
        if below:
            self._draw_both(painter, whole, level.name, below)
        else:
            painter.drawText(whole, _WRAP, level.name)
        if body >= self.width():
            return
        painter.setFont(font())
        for left, end, text in (
            (body, horizon - theme.NEAR, level.body),
            (horizon, self.width(), level.horizon),
        ):
            painter.setPen(color("ink" if text else "muted"))
            painter.drawText(QRect(left, line.top, end - left, line.height), _WRAP, text or _UNKNOWN)

    def _draw_both(self, painter: QPainter, whole: QRect, name: str, below: str) -> None:
        height = _wrapped(QFontMetrics(font()), name, whole.width()).height()
        small = _wrapped(QFontMetrics(font(theme.SECONDARY_POINTS)), below, whole.width()).height()
        top = whole.top() + (whole.height() - height - small) // 2
        painter.drawText(QRect(whole.left(), top, whole.width(), height), _WRAP, name)
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        painter.drawText(QRect(whole.left(), top + height, whole.width(), small), _WRAP, below)

    def _row_at(self, place: QPointF) -> int | None:
        return next(
            (n for n, line in enumerate(self._lines) if line.top <= place.y() < line.top + line.height), None
        )

    def _go_to(self, row: int | None) -> None:
        if row != self._current:
            self._current = row
            self.update()
            self.current_changed.emit(self.current)


def _name_left(depth: int) -> int:
    return _LEFT_AIR + depth * _INDENT + _ICON + _TEXT_GAP


def _longest_word(texts: Iterable[str | None]) -> int:
    """The width under which a column would cut a word."""
    measure = QFontMetrics(font())
    words = {word for text in texts for word in (text or "").replace("/", "/ ").split()}
    return max((measure.horizontalAdvance(word) for word in words), default=0) + 2


def _wrapped(measure: QFontMetrics, text: str, width: int) -> QRect:
    return measure.boundingRect(QRect(0, 0, max(40, width), 10_000), _WRAP, text)
