"""How the cells of the table Styrkort are painted: group rows, goals over their figures, and bullets."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.services.charts.bullet import BulletPlaces
from app.services.palette import blend
from app.ui.parts import icons, theme
from app.ui.parts.cells import PADDING, CellDelegate, paint_number, paint_text
from app.ui.parts.columns import DISPLAY, LOOK, VALUE, CellLook
from app.ui.parts.marks import paint_mark
from app.ui.parts.theme import color, font
from app.ui.scorecard.card import words
from app.ui.scorecard.card.columns import BULLET, GOAL, MEASURE, OUTCOME, STATUS, VALUES, without_unit
from app.ui.scorecard.card.rows import MARKS, CardRow

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
ROW = 34
BAND, BAR, TICK, RING = 12.0, 4.0, 18.0, 2.5
_GAP = 8
_AIR, _CORNER = 6, 7
_EXAMPLE = "ex"
_BELOW, _PALE = 0.34, 0.14
_MOST_LINES = 3


class CardDelegate(CellDelegate):
    """Paints the rows of a card; `keys` are the columns in their order."""

    def __init__(self, parent: QWidget, keys: tuple[str, ...]) -> None:
        super().__init__(parent, row_height=ROW, indent=theme.PAGE_MARGIN - PADDING)
        self._keys = keys

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell; the ground of its row has been drawn by the table."""
        row: CardRow = index.data(VALUE)
        key, rect = self._keys[index.column()], QRect(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if row.heading:
            self._paint_group(painter, rect, row, key, index)
        else:
            self._paint_goal_row(painter, rect, row, key, index)
        if key in (GOAL, MEASURE) and (row.first or key == MEASURE):
            _paint_corner(painter, rect, index.data(LOOK))
        painter.restore()

    @property
    def indent(self) -> int:
        """How far in the first column begins."""
        return self._indent

    def lines_needed(self, text: str, width: int, *, example: bool = False) -> int:
        """How many lines a name takes in a column."""
        return _lines_of(text, width - 2 * PADDING, example)

    def why_lines(self, text: str, width: int) -> int:
        """How many lines take what stands where a bar cannot be drawn."""
        return _lines_of(text, width - 2 * PADDING, False, theme.SECONDARY_POINTS, most=2)

    def _paint_group(self, painter: QPainter, rect: QRect, row: CardRow, key: str, index: _Index) -> None:
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        if key == GOAL:
            _paint_group_name(painter, inner.adjusted(self._indent, 0, 0, 0), row)
        elif key in (MEASURE, "outcome", "target", BULLET):
            return
        else:
            _paint_usual(painter, inner, index, key)

    def _paint_goal_row(self, painter: QPainter, rect: QRect, row: CardRow, key: str, index: _Index) -> None:
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        if key == GOAL:
            if row.first:
                _paint_goal(painter, inner.adjusted(self._indent, 0, 0, 0), row, index)
        elif key == MEASURE and row.figure is not None:
            _paint_name(painter, inner, index.data(DISPLAY), index.data(LOOK))
        elif key == BULLET and row.figure is not None:
            if row.places is None:
                _paint_why(painter, inner, row.figure.why)
            else:
                paint_bullet(painter, QRectF(inner), row.places)
        elif key == OUTCOME and row.when:
            _paint_dated(painter, inner, row, index)
        else:
            _paint_usual(painter, inner, index, key)


def _paint_dated(painter: QPainter, inner: QRect, row: CardRow, index: _Index) -> None:
    """An outcome of another period than the card's, with the period under it."""
    face = font(theme.SECONDARY_POINTS)
    high, low = QFontMetrics(font()).lineSpacing(), QFontMetrics(face).lineSpacing()
    top = inner.top() + (inner.height() - high - low) // 2
    _paint_usual(painter, QRect(inner.left(), top, inner.width(), high), index, OUTCOME)
    painter.setFont(face)
    painter.setPen(color("muted"))
    below = QRect(inner.left(), top + high, inner.width(), low)
    painter.drawText(below, _RIGHT, QFontMetrics(face).elidedText(row.when, _ELIDE, inner.width() + 1))


def _paint_usual(painter: QPainter, inner: QRect, index: _Index, key: str) -> None:
    look: CellLook = index.data(LOOK)
    text = index.data(DISPLAY) or ""
    if index.data(int(Qt.ItemDataRole.TextAlignmentRole)) == _RIGHT:
        text = _fitting(text, inner.width() + 1, index, key, look)
        paint_number(painter, inner, text, look, look.bold)
    else:
        paint_text(painter, inner, text, look, look.bold and key != STATUS)


def _fitting(text: str, room: int, index: _Index, key: str, look: CellLook) -> str:
    """A value whole, without its unit, or with a sign that it is cut: never a number that lacks digits."""
    metrics = QFontMetrics(font(semibold=look.bold))
    if metrics.horizontalAdvance(text) > room and key in VALUES:
        text = without_unit(key, index.data(VALUE))
    return metrics.elidedText(text, _ELIDE, room)


def _paint_group_name(painter: QPainter, inner: QRect, row: CardRow) -> None:
    """The perspective, its question, and at the right the share with data."""
    weight, data = words.share_words(row.group.share), words.data_words(row.group.average, row.what)
    count = f"väger {weight}  ·  {data}" if row.group.goals else ""
    painter.setFont(font())
    painter.setPen(color("muted"))
    painter.drawText(inner, _RIGHT, count)
    room = inner.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(count) - 2 * _GAP, 0)
    painter.setFont(font(semibold=True))
    painter.setPen(color("ink"))
    name = painter.fontMetrics().elidedText(row.group.name, _ELIDE, room.width())
    painter.drawText(room, _LEFT, name)
    room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(name) + _GAP)
    if row.group.question and room.width() > 4 * _GAP:
        painter.setFont(font())
        painter.setPen(color("muted"))
        question = painter.fontMetrics().elidedText(row.group.question, _ELIDE, room.width())
        painter.drawText(room, _LEFT, question)


def _paint_goal(painter: QPainter, inner: QRect, row: CardRow, index: _Index) -> None:
    """A goal's name, and under it what somebody has decided of it."""
    look: CellLook = index.data(LOOK)
    goal = row.goal
    if goal is None or not goal.result_words:
        _paint_name(painter, inner, index.data(DISPLAY), look)
        return
    height = QFontMetrics(font()).lineSpacing()
    room = inner.adjusted(0, 0, 0, -height)
    _paint_name(painter, room, index.data(DISPLAY), look)
    lines = _lines_of(index.data(DISPLAY), inner.width(), look.example)
    top = room.center().y() + (lines * height) // 2 + 1
    side = icons.STATUS_SIZE
    paint_mark(painter, QRectF(inner.left(), top + (height - side) / 2, side, side), MARKS[goal.standing])
    face = font(theme.SECONDARY_POINTS)
    painter.setFont(face)
    painter.setPen(color(MARKS[goal.standing].value))
    where = QRect(inner.left() + side + _AIR, top, inner.width() - side - _AIR, height)
    metrics, said = QFontMetrics(face), words.judged(goal)
    if metrics.horizontalAdvance(said) > where.width():
        said = metrics.elidedText(goal.result_words, _ELIDE, where.width())
    painter.drawText(where, _LEFT, said)


def _lines_of(
    text: str, width: int, example: bool, points: float = theme.BODY_POINTS, most: int = _MOST_LINES
) -> int:
    room = width - (_tail() if example else 0)
    return len(wrapped(text, QFontMetrics(font(points)), width, room, most))


def _paint_name(painter: QPainter, inner: QRect, text: str, look: CellLook) -> None:
    """A name in as many lines as it has, then a small ex where it is invented."""
    metrics = QFontMetrics(font())
    room = inner.width() - (_tail() if look.example else 0)
    if metrics.horizontalAdvance(text) < room - 1:
        paint_text(painter, inner, text, look, False)
        return
    lines = wrapped(text, metrics, inner.width(), room)
    height = metrics.lineSpacing()
    top = inner.top() + (inner.height() - height * len(lines)) // 2
    plain = CellLook(comment=look.comment)
    for place, line in enumerate(lines):
        last = place == len(lines) - 1
        where = QRect(inner.left(), top + place * height, inner.width(), height)
        paint_text(painter, where, line, look if last else plain, False)


def _tail() -> int:
    """What the small ex after a name takes."""
    return QFontMetrics(font(theme.SECONDARY_POINTS, italic=True)).horizontalAdvance(_EXAMPLE) + _AIR


def wrapped(text: str, metrics: QFontMetrics, width: int, last: int, most: int = _MOST_LINES) -> list[str]:
    """A text over lines of a width, the last of them narrower; cut where even that is too little."""
    lines: list[str] = []
    rest = text.split(" ")
    width -= 2  # a fraction of a pixel must not cut a line that fits
    while len(lines) < most - 1 and metrics.horizontalAdvance(" ".join(rest)) > last - 2:
        taken: list[str] = []
        while rest and metrics.horizontalAdvance(" ".join([*taken, rest[0]])) <= width:
            taken.append(rest.pop(0))
        if not taken:
            taken.append(metrics.elidedText(rest.pop(0), _ELIDE, width))
        if not rest and len(taken) > 1:
            rest.append(taken.pop())
        lines.append(" ".join(taken))
        if not rest:
            return lines
    return [*lines, metrics.elidedText(" ".join(rest), _ELIDE, last)]


def _paint_why(painter: QPainter, inner: QRect, why: str) -> None:
    face = font(theme.SECONDARY_POINTS, italic=True)
    painter.setFont(face)
    painter.setPen(color("muted"))
    metrics = QFontMetrics(face)
    lines = wrapped(why, metrics, inner.width(), inner.width(), most=2)
    top = inner.top() + (inner.height() - metrics.lineSpacing() * len(lines)) // 2
    for place, line in enumerate(lines):
        where = QRect(inner.left(), top + place * metrics.lineSpacing(), inner.width(), metrics.lineSpacing())
        painter.drawText(where, _LEFT, line)


def paint_bullet(painter: QPainter, room: QRectF, found: BulletPlaces) -> None:
    """The ground, the part below the limit, the outcome, last year's ring and the target's tick."""
    middle = room.center().y() + 0.5
    wide = room.width()
    ground = QRectF(room.left(), middle - BAND / 2, wide, BAND)
    painter.fillRect(ground, _ground())
    if found.threshold is not None:
        painter.fillRect(QRectF(ground.left(), ground.top(), wide * found.threshold, BAND), below_limit())
    if found.value is not None:
        width = max(2.0, wide * found.value)
        painter.fillRect(QRectF(room.left(), middle - BAR / 2, width, BAR), color("ink"))
    if found.target is not None:
        x = room.left() + wide * found.target
        painter.fillRect(QRectF(x - 1.0, middle - TICK / 2, 2.0, TICK), color("ink"))
    if found.before is not None:
        x = min(max(room.left() + wide * found.before, room.left() + RING), room.right() - RING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("ink"), 1.3))
        painter.setBrush(color("surface"))
        painter.drawEllipse(QPointF(x, middle), RING, RING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_corner(painter: QPainter, rect: QRect, look: CellLook) -> None:
    """A filled corner says that there is a comment."""
    if look.comment:
        right, top = rect.right() + 1, rect.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("muted"))
        painter.drawPolygon(
            QPolygonF([QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER)])
        )


def _ground() -> QColor:
    """A pale band, as pale on the tint of a chosen row."""
    ground = QColor(color("muted"))
    ground.setAlphaF(_PALE)
    return ground


def below_limit() -> QColor:
    """The ground of what is not acceptable: clearly darker than the rest, in grey as well."""
    return QColor(blend(color("muted").name(), color("surface").name(), _BELOW))


def paint_ground(painter: QPainter, rect: QRect, row: CardRow, selected: bool) -> None:
    """The ground of a whole row and the lines that hold rows together or apart.

    Above and under a group a hairline, under a goal a paler one, within a goal none.
    """
    if row.heading and not selected:
        painter.fillRect(rect, color("raised"))
    if row.heading:
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), color("line"))
    if row.heading or row.last:
        ink = color("line" if row.heading else "inner_line")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), ink)
