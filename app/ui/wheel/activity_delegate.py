"""Paints the list of activities: time, phase sign, a title of some lines, and status with sign and word."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.services.palette import tint
from app.ui.parts import icons, theme
from app.ui.parts.cells import CellDelegate
from app.ui.parts.columns import VALUE
from app.ui.parts.theme import color, font
from app.ui.wheel.activity_rows import ListRow
from app.ui.wheel.row_text import GAP, MARK, MARKED, note_lines, time_lines, title_lines
from app.ui.wheel.words import SIGNS, phase_role

TIME, TITLE, STATUS = range(3)
_Index = QModelIndex | QPersistentModelIndex
_SIGN, _SIGN_GAP, _PADDING, _AIR = 10, 8, 8, 6
_LINE, _NOTE_LINE, _HEADING = 18, 16, 32
_LEFT, _TOP = 24, 5
_TIME_AROUND = _LEFT + 4
_SELECTED = QStyle.StateFlag.State_Selected
_ANTIALIAS = QPainter.RenderHint.Antialiasing
_ELIDE = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
        room = rect.adjusted(_LEFT, _TOP, _LEFT - _TIME_AROUND, 0)
        for place, line in enumerate(time_lines(row.time, room.width())):
            painter.drawText(
                QRect(room.left(), room.top() + place * _LINE, room.width(), _LINE), _MIDDLE, line
            )

    def _paint_title(self, painter: QPainter, rect: QRect, row: ListRow, selected: bool) -> None:
        _paint_sign(painter, QRectF(rect.left(), rect.top() + _TOP + 4, _SIGN, _SIGN), row)
        room = text_room(rect)
        bold = _bold(row) or (selected and _as_high_in_bold(row, room.width()))
        painter.setFont(font(semibold=bold))
        painter.setPen(color("muted" if _off(row) else "ink"))
        top = rect.top() + _TOP
        lines = title_lines(row.title, room.width(), bold=bold, example=row.example)
        for line in lines:
            painter.drawText(QRect(room.left(), top, room.width(), _LINE), _MIDDLE, line)
            top += _LINE
        if row.example:
            left = room.left() + painter.fontMetrics().horizontalAdvance(lines[-1]) + GAP
            painter.setFont(font(theme.SECONDARY_POINTS, italic=True))
            painter.setPen(color("muted"))
            painter.drawText(QRect(left, top - _LINE, MARKED, _LINE), _MIDDLE, MARK)
        self._paint_note(painter, QRect(room.left(), top, room.width(), _NOTE_LINE), row)

    def _paint_note(self, painter: QPainter, line: QRect, row: ListRow) -> None:
        pressing = row.activity is not None and row.activity.red
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("unmet" if pressing else "partly" if row.remarks else "muted"))
        for place, words in enumerate(note_lines(row.note, line.width())):
            painter.drawText(line.translated(0, place * _NOTE_LINE), _MIDDLE, words)

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
    title = len(title_lines(row.title, room, bold=_bold(row), example=row.example)) * _LINE
    note = len(note_lines(row.note, room)) * _NOTE_LINE
    time = len(time_lines(row.time, time_width - _TIME_AROUND)) * _LINE
    return 2 * _TOP + max(title + note, time)


def _bold(row: ListRow) -> bool:
    return row.activity is not None and row.activity.next


def _as_high_in_bold(row: ListRow, width: int) -> bool:
    """A row that is chosen never changes its height for it."""
    plain, bold = (title_lines(row.title, width, bold=each, example=row.example) for each in (False, True))
    return len(plain) == len(bold) and bold[-1].endswith("…") == plain[-1].endswith("…")


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
