"""Paints the list of activities: time, phase sign, a title of two lines, and status with sign and word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.services.formatting import MONTHS
from app.services.palette import tint
from app.ui.parts import icons, theme
from app.ui.parts.cells import CellDelegate
from app.ui.parts.columns import VALUE
from app.ui.parts.theme import color, font
from app.ui.wheel.activity_rows import ListRow
from app.ui.wheel.words import SIGNS, phase_role

TIME, TITLE, STATUS = range(3)
_Index = QModelIndex | QPersistentModelIndex
_SIGN, _SIGN_GAP, _PADDING, _AIR = 10, 8, 8, 6
_LINE, _NOTE_LINE, _HEADING = 18, 16, 32
_LEFT, _TOP = 24, 5
_MARKED, _GAP = 24, 6
"""Room for the mark of what is invented, and what is between it and the title."""
_SELECTED = QStyle.StateFlag.State_Selected
_ANTIALIAS = QPainter.RenderHint.Antialiasing
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHORT = {name: name[:4] if name == "september" else name[:3] for name in MONTHS if len(name) > 5}


class ActivityDelegate(CellDelegate):
    """The sign is filled for what has a time, dashed for what has none, a triangle for a day by law."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell of a row; a heading is drawn once, over all columns."""
        row: ListRow = index.data(VALUE)
        painter.save()
        painter.setClipRect(option.rect)
        painter.setRenderHint(_ANTIALIAS)
        if row.heading:
            self._paint_heading(painter, option.rect, row)
        elif index.column() == TIME:
            self._paint_time(painter, option.rect, row)
        elif index.column() == TITLE:
            self._paint_title(painter, option.rect, row, bool(option.state & _SELECTED))
        elif index.column() == STATUS:
            self._paint_status(painter, option.rect, row)
        else:
            super().paint(painter, option, index)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        """The new title is typed where the title stands."""
        editor.setGeometry(QRect(option.rect).adjusted(_SIGN + _SIGN_GAP, 0, 0, 0))

    def _paint_heading(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(rect.left(), rect.top() + 4, rect.right(), rect.top() + 4)
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("muted"))
        painter.drawText(rect.adjusted(_LEFT, _AIR, -_PADDING, 0), _MIDDLE, row.title)

    def _paint_time(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        painter.setFont(font())
        painter.setPen(color("muted"))
        room = rect.adjusted(_LEFT, _TOP, -4, 0)
        for place, line in enumerate(fitted(short_time(row.time, room.width()), room.width(), 2, bold=False)):
            painter.drawText(
                QRect(room.left(), room.top() + place * _LINE, room.width(), _LINE), _MIDDLE, line
            )

    def _paint_title(self, painter: QPainter, rect: QRect, row: ListRow, selected: bool) -> None:
        _paint_sign(painter, QRectF(rect.left(), rect.top() + _TOP + 4, _SIGN, _SIGN), row)
        room = text_room(rect)
        bold = selected or (row.activity is not None and row.activity.next)
        painter.setFont(font(semibold=bold))
        painter.setPen(color("muted" if _off(row) else "ink"))
        top = rect.top() + _TOP
        lines = fitted(row.title, room.width(), 2, bold=bold)
        example = row.activity is not None and row.activity.example
        if example:
            lines[-1] = painter.fontMetrics().elidedText(lines[-1], _ELIDE, room.width() - _MARKED)
        for line in lines:
            painter.drawText(QRect(room.left(), top, room.width(), _LINE), _MIDDLE, line)
            top += _LINE
        if example:
            left = room.left() + painter.fontMetrics().horizontalAdvance(lines[-1]) + _GAP
            painter.setFont(font(theme.SECONDARY_POINTS, italic=True))
            painter.setPen(color("muted"))
            painter.drawText(QRect(left, top - _LINE, _MARKED, _LINE), _MIDDLE, "ex")
        if row.note:
            pressing = row.activity is not None and row.activity.red
            painter.setFont(font(theme.SECONDARY_POINTS))
            painter.setPen(color("unmet" if pressing else "partly" if row.remarks else "muted"))
            note = painter.fontMetrics().elidedText(row.note, _ELIDE, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), _NOTE_LINE), _MIDDLE, note)

    def _paint_status(self, painter: QPainter, rect: QRect, row: ListRow) -> None:
        sign, role = ("check", "met") if row.day is not None and row.day.met else ("", "muted")
        bold = False
        if row.activity is not None:
            sign, role = SIGNS[row.activity.status]
            bold = row.activity.next
            role = "ink" if bold and role == "muted" else role
        line = QRect(rect.left(), rect.top() + _TOP, rect.width() - _PADDING, _LINE)
        painter.setFont(font(semibold=bold) if row.day is None else font(theme.SECONDARY_POINTS))
        word = painter.fontMetrics().elidedText(row.status, _ELIDE, line.width())
        left = line.left()
        if sign:
            ratio = painter.device().devicePixelRatioF()
            picture = icons.pixmap(sign, role, icons.STATUS_SIZE, ratio)
            painter.drawPixmap(left, line.top() + (_LINE - icons.STATUS_SIZE) // 2, picture)
        left += icons.STATUS_SIZE + 4 if row.activity is not None or sign else 0
        painter.setPen(color("muted" if role == "met" else role))
        painter.drawText(QRect(left, line.top(), line.right() - left + 1, _LINE), _MIDDLE, word)


def text_room(rect: QRect) -> QRect:
    """Where the title of a cell stands: after the sign."""
    return rect.adjusted(_SIGN + _SIGN_GAP, 0, -_PADDING, 0)


def height_of(row: ListRow, title_width: int, time_width: int) -> int:
    """As high as its title, its time and its note ask for."""
    if row.heading:
        return _HEADING
    room = title_width - _SIGN - _SIGN_GAP - _PADDING
    metrics = QFontMetrics(font(semibold=True))  # the selected row is bold, and must not change its height
    lines = 1 if metrics.horizontalAdvance(row.title) <= room else 2
    time_room = time_width - _LEFT - 4
    whole = QFontMetrics(font()).horizontalAdvance(short_time(row.time, time_room)) <= time_room
    return 2 * _TOP + max(lines * _LINE + (_NOTE_LINE if row.note else 0), _LINE if whole else 2 * _LINE)


def short_time(words: str, room: int) -> str:
    """The time with its months cut short where it would not get room on one line."""
    if QFontMetrics(font()).horizontalAdvance(words) <= room:
        return words
    for name, short in _SHORT.items():
        words = words.replace(name, short).replace(name.capitalize(), short.capitalize())
    return words


def fitted(text: str, width: int, most: int, *, bold: bool) -> list[str]:
    """A text in at most so many lines, the last one cut where it must be."""
    face = font(semibold=bold)
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(_WRAP)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        lines.append(text[start : start + length].rstrip())
    layout.endLayout()
    rest = text[_after(lines, text) :].lstrip()
    return [*lines, metrics.elidedText(rest, _ELIDE, width)] if rest else lines


def _after(lines: list[str], text: str) -> int:
    """Where the text goes on after its first lines."""
    place = 0
    for line in lines:
        place = text.index(line, place) + len(line)
    return place


def _off(row: ListRow) -> bool:
    return row.activity is not None and row.activity.status == "cancelled"


def _paint_sign(painter: QPainter, square: QRectF, row: ListRow) -> None:
    if row.activity is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink"))
        lower = QPointF(square.center().x(), square.bottom())
        painter.drawPolygon(QPolygonF([square.topLeft(), square.topRight(), lower]))
        return
    phase = color(phase_role(row.activity))
    if row.activity.when.dated:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(phase)
    else:
        painter.setPen(QPen(phase, 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tint(phase.name(), theme.theme().palette.surface)))
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
