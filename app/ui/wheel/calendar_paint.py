"""Paints a calendar of twelve months; everything about where stands in `calendar_places`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen, QPolygonF

from app.services import formatting
from app.services.palette import pale_tint, tint
from app.services.wheel.views import Activity
from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font
from app.ui.wheel.calendar_layout import Line, Strip
from app.ui.wheel.calendar_places import Block, Measures, Piece, Places, WeekRow
from app.ui.wheel.special_days import SpecialDays
from app.ui.wheel.words import SIGNS, UNDATED

TITLE_POINTS, WORD_POINTS, NUMBER_POINTS, WEEK_POINTS = 11.0, 9.0, 9.0, 8.0
_WEEKDAYS = ("må", "ti", "on", "to", "fr", "lö", "sö")
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CUT = Qt.TextElideMode.ElideRight
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
_DASHED = Qt.PenStyle.DashLine
_PAD, _EDGE, _LIMIT_EDGE, _ICON = 4.0, 2.0, 3.0, 12.0
_LEAST_WORDS = 22.0
_DISC = 9.5
_NUMBER, _ASIDE = 30.0, 11.0
"""Room for the number of a day, and beside it for a triangle or "+2"."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is marked, and the colours of activities."""

    activities: Mapping[int, Activity]
    roles: Mapping[int, str]
    selected: int | None = None
    hovered: int | None = None
    cursor: date | None = None
    """The day that the keyboard is on, when the calendar has focus."""
    target: date | None = None
    """The day that something is dragged to."""


def measures() -> Measures:
    """The heights of the typeface as it is now."""
    title, line = (QFontMetricsF(font(points)).height() for points in (TITLE_POINTS, WORD_POINTS))
    number = QFontMetricsF(font(NUMBER_POINTS)).height()
    return Measures(title + 6, line + 2, number + 2)


def paint_calendar(painter: QPainter, places: Places, days: SpecialDays, look: Look, clip: QRectF) -> None:
    """Paint what lies within `clip`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    crowded = frozenset(day for day in days.law) | {more.day for more in places.mores if more.day}
    for block in places.blocks:
        if block.area.adjusted(-2, -2, 2, 4).intersects(clip):
            _draw_block(painter, block, days, crowded)
    for piece in places.pieces:
        if piece.words.united(piece.area).intersects(clip):
            draw_piece(painter, piece, look)
    _draw_mores(painter, places, clip)
    if places.calendar.undated and places.foot.adjusted(0, 0, 0, 4).intersects(clip):
        painter.setFont(font(theme.SECONDARY_POINTS, semibold=True))
        painter.setPen(color("muted"))
        painter.drawText(places.foot, _LEFT, UNDATED)
    _draw_frames(painter, places, look)


def _draw_block(painter: QPainter, block: Block, days: SpecialDays, crowded: frozenset[date]) -> None:
    first, area = block.month.first, block.area
    painter.setFont(font(TITLE_POINTS, semibold=True))
    painter.setPen(color("ink"))
    name = formatting.write_month(first.year, first.month).capitalize()
    painter.drawText(QRectF(area.left(), area.top(), area.width(), 22), _LEFT, name)
    painter.setFont(font(WEEK_POINTS))
    painter.setPen(color("muted"))
    height = block.rows[0].top - block.head
    painter.drawText(QRectF(area.left(), block.head, block.left - area.left() - _PAD, height), _LEFT, "v.")
    for weekday, word in enumerate(_WEEKDAYS):
        room = QRectF(_x(block, weekday), block.head, min(block.day, _NUMBER), height)
        painter.drawText(room, _CENTRE, word)
    for row in block.rows:
        _draw_week(painter, block, row, days, crowded)


def _draw_week(
    painter: QPainter, block: Block, row: WeekRow, days: SpecialDays, crowded: frozenset[date]
) -> None:
    for day in row.week.days:
        if days.off(day):
            x = _x(block, day.weekday())
            painter.fillRect(QRectF(x, row.top, block.day, row.height), color("raised"))
    painter.setPen(QPen(color("inner_line"), 1))
    painter.drawLine(QPointF(block.area.left(), row.top), QPointF(block.area.right(), row.top))
    painter.setFont(font(WEEK_POINTS))
    painter.setPen(color("muted"))
    height = _number_height()
    room = QRectF(block.area.left(), row.top, block.left - block.area.left() - _PAD, height)
    painter.drawText(room, _LEFT, str(row.week.number))
    for day in row.week.days:
        area = QRectF(_x(block, day.weekday()), row.top, block.day, height)
        width = min(block.day - _ASIDE, _NUMBER) if day in crowded else min(block.day, _NUMBER)
        _draw_day(painter, area, QRectF(area.left(), area.top(), width, height), day, days)


def _draw_day(painter: QPainter, area: QRectF, number: QRectF, day: date, days: SpecialDays) -> None:
    """A day's number, and what is said of the day by signs beside and under it."""
    holiday = day in days.holidays
    if day == days.today:
        painter.setPen(_NO_PEN)
        painter.setBrush(color("accent"))
        painter.drawEllipse(number.center(), _DISC, min(_DISC, area.height() / 2 + 0.5))
        painter.setPen(color("on_fill"))
    else:
        role = "unmet" if days.red(day) else "muted" if days.off(day) else "ink"
        painter.setPen(color(role))
    painter.setFont(font(NUMBER_POINTS, semibold=holiday or day == days.today))
    painter.drawText(number, _CENTRE, str(day.day))
    if day in days.squeezes:
        painter.setPen(QPen(color("muted"), 1.2, Qt.PenStyle.DotLine))
        y = number.bottom() - 1.5
        painter.drawLine(QPointF(number.center().x() - 6, y), QPointF(number.center().x() + 6, y))
    if day in days.tentative and day != days.today:
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(color("ink"), 1, _DASHED))
        painter.drawEllipse(number.center(), _DISC, min(_DISC, area.height() / 2))
    if day in days.law:
        _draw_triangle(painter, law_area(area))


def law_area(area: QRectF) -> QRectF:
    """Where the triangle of a day by law stands in its day."""
    return QRectF(area.left() + min(area.width(), _NUMBER + _ASIDE) - 9.5, area.top() + 4.5, 8, 7)


def _draw_triangle(painter: QPainter, area: QRectF) -> None:
    painter.setPen(_NO_PEN)
    painter.setBrush(color("ink"))
    corners = (area.topLeft(), area.topRight(), QPointF(area.center().x(), area.bottom()))
    painter.drawPolygon(QPolygonF(corners))


# ---- activities ------------------------------------------------------------------------------------


def draw_piece(painter: QPainter, piece: Piece, look: Look) -> None:
    """Paint a line, a strip or a line of what has no time."""
    one = look.activities.get(piece.key)
    if one is None:
        return
    full, ground = color(look.roles.get(piece.key, "muted")), theme.theme().palette.surface
    selected = piece.key == look.selected
    if piece.part is None:
        painter.setPen(QPen(full, 1, _DASHED))
        painter.setBrush(full if selected else QColor(pale_tint(full.name(), ground)))
        painter.drawRoundedRect(piece.area.adjusted(0.5, 0.5, -0.5, -1.5), 2, 2)
    else:
        _fill(painter, piece, one, full, full if selected else QColor(tint(full.name(), ground)))
        _draw_edge(painter, piece, one, full)
    _draw_words(painter, piece, one, look)


def _fill(painter: QPainter, piece: Piece, one: Activity, full: QColor, fill: QColor) -> None:
    painter.setPen(_NO_PEN)
    if isinstance(piece.part, Line) and piece.part.fade and fill != full:
        fading = QLinearGradient(piece.area.topLeft(), piece.area.topRight())
        fading.setColorAt(0, color("surface"))
        fading.setColorAt(0.8, fill)
        painter.setBrush(fading)
    else:
        painter.setBrush(fill)
    painter.drawRect(piece.area)
    if one.status == "cancelled":
        painter.setPen(QPen(full, 1, _DASHED))
        painter.setBrush(_NO_BRUSH)
        painter.drawRect(piece.area.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_edge(painter: QPainter, piece: Piece, one: Activity, full: QColor) -> None:
    """The strong edge where it ends, a broader one at a limit; a single day has it clear of its words."""
    if piece.part is None or not piece.part.ends:
        return
    limit = one.deadline or one.when.first is None or one.bound is not None
    width = _LIMIT_EDGE if limit else _EDGE
    role = color("unmet") if one.red else full
    runs_over = isinstance(piece.part, Strip) and piece.part.first == piece.part.last and not piece.right
    x = piece.area.left() if runs_over else piece.area.right() - width
    painter.fillRect(QRectF(x, piece.area.top(), width, piece.area.height()), role)


def _draw_words(painter: QPainter, piece: Piece, one: Activity, look: Look) -> None:
    selected = piece.key == look.selected
    sign, role = SIGNS[one.status]
    face = font(WORD_POINTS, semibold=selected or one.next)
    measure, label = QFontMetricsF(face), _label(piece, one)
    lead = _ICON + 2 if sign else 0.0
    room, right = words_room(piece, measure.horizontalAdvance(label) + lead)
    if room.width() < _LEAST_WORDS:
        return
    if room.width() <= _LEAST_WORDS + _ICON:
        sign, lead = "", 0.0
    text = measure.elidedText(label, _CUT, room.width() - lead)
    if not any(letter.isalnum() for letter in text):
        text = ""
    width = lead + measure.horizontalAdvance(text)
    left = room.right() - width if right else room.left()
    if selected:
        _fill_words(painter, piece, QRectF(left, room.top(), width, room.height()), look)
    if sign:
        ink = "on_fill" if selected else role
        picture = icons.pixmap(sign, ink, int(_ICON), painter.device().devicePixelRatioF())
        x = room.right() - _ICON if right else room.left()
        painter.drawPixmap(QPointF(x, room.center().y() - _ICON / 2), picture)
        room.adjust(0 if right else lead, 0, -lead if right else 0, 0)
    painter.setFont(face)
    painter.setPen(color("on_fill" if selected else "muted" if one.status == "cancelled" else "ink"))
    painter.drawText(room, _RIGHT if right else _LEFT, text)


def words_room(piece: Piece, natural: float) -> tuple[QRectF, bool]:
    """Where words of a width stand, and whether they end there at the right.

    They never cross the strong edge of a bar: they stand within it, or wholly beside it where there is more
    room. A single day is too narrow for words, which begin at its edge and run over free days.
    """
    area, words, part = piece.area, piece.words, piece.part
    edge = _LIMIT_EDGE if part is not None and part.ends else 0.0
    if part is None or (isinstance(part, Strip) and part.first == part.last):
        ahead, behind = (0.0, edge) if piece.right else (edge, 0.0)
        return words.adjusted(_PAD + ahead, 0, -_PAD - behind, 0), piece.right
    inside = area.adjusted(_PAD, 0, -_PAD - edge, 0)
    before = QRectF(words.left(), area.top(), area.left() - words.left() - _PAD, area.height())
    after = QRectF(area.right() + _PAD, area.top(), words.right() - area.right() - _PAD, area.height())
    beside = max((after, before), key=QRectF.width)
    if natural <= inside.width() or beside.width() < min(natural, inside.width()):
        return inside, piece.right
    return beside, beside == before


def _fill_words(painter: QPainter, piece: Piece, text: QRectF, look: Look) -> None:
    """Full strength under the words of what is selected, also where they run over free days."""
    painter.setPen(_NO_PEN)
    painter.setBrush(color(look.roles.get(piece.key, "muted")))
    painter.drawRoundedRect(piece.area.united(text.adjusted(-_PAD, 0, _PAD, 0)), 2, 2)


def _label(piece: Piece, one: Activity) -> str:
    """The short title; what goes on from the month before says so."""
    begins = piece.part is None or piece.part.begins
    return one.short or one.title if begins else f"… {one.short or one.title}"


def _draw_mores(painter: QPainter, places: Places, clip: QRectF) -> None:
    painter.setFont(font(WEEK_POINTS, semibold=True))
    painter.setPen(color("accent"))
    for more in places.mores:
        if more.area.intersects(clip):
            wide = more.area.width() > 60
            text = f"{len(more.keys)} till" if wide else f"+{len(more.keys)}"
            painter.drawText(more.area, _LEFT if wide else _RIGHT, text)


def _draw_frames(painter: QPainter, places: Places, look: Look) -> None:
    """The pointer's activity, the keyboard's day and the day that something is dragged to."""
    painter.setBrush(_NO_BRUSH)
    if look.hovered is not None and look.hovered != look.selected:
        painter.setPen(QPen(color(look.roles.get(look.hovered, "muted")), 1))
        for piece in places.pieces_of(look.hovered):
            painter.drawRect(piece.area.adjusted(0.5, 0.5, -0.5, -0.5))
    for day, width in ((look.cursor, 1.5), (look.target, 2.0)):
        area = places.area_of(day) if day is not None else None
        if area is not None:
            painter.setPen(QPen(color("accent"), width))
            painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)


def _x(block: Block, weekday: int) -> float:
    return block.left + weekday * block.day


def _number_height() -> float:
    return measures().number
