"""Paints a timeline: names to the left, bars under a header of months, and arrows between them."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.services import formatting
from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font
from app.ui.wheel.timeline_bars import draw_bar, draw_ghost, draw_orders, draw_time
from app.ui.wheel.timeline_places import HEADER, Scale
from app.ui.wheel.timeline_sight import Look, Sight
from app.ui.wheel.words import SIGNS
from app.ui.wheel.year_days import DAY, SHORT_MONTHS, WEEK, month_end

NAME_POINTS, GROUP_POINTS = 10.0, 9.5
SIGN_ROOM = 22.0
PAD = 8.0
MARGIN = float(theme.PAGE_MARGIN)
"""What stands to the left begins under the title of the page."""
NAME_AIR = MARGIN + PAD + 12
"""Around a name, with room for a warning after it."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAP = int(_LEFT) | int(Qt.TextFlag.TextWordWrap)
_CUT = Qt.TextElideMode.ElideRight
_NO_PEN = Qt.PenStyle.NoPen
_ICON = 14
_SHORTEST_MONTH = 28
_ROOM_FOR_WEEKS, _ROOM_FOR_DAYS, _SHORT_NAME = 3.2, 13.0, 74.0


def paint_timeline(painter: QPainter, sight: Sight, look: Look) -> None:
    """Paint what is in the viewport and nothing else."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(sight.names, HEADER, sight.area.width() - sight.names, sight.area.height() - HEADER)
    _draw_days_off(painter, sight, look, body)
    _draw_ground(painter, sight, look)
    painter.save()
    painter.setClipRect(body)
    _draw_grid(painter, sight, body)
    for place in sight.seen:
        draw_bar(painter, sight, look, place, body)
    _draw_today(painter, sight, look, body)
    draw_orders(painter, sight, look)
    for place in sight.seen:
        draw_time(painter, sight, look, place, body)
    draw_ghost(painter, sight, look)
    painter.restore()
    painter.save()
    painter.setClipRect(QRectF(0, HEADER, sight.area.width(), body.height()))
    for place in sight.seen:
        _draw_name(painter, sight, look, place)
    painter.restore()
    _draw_header(painter, sight, look)


# ---- ground and header -------------------------------------------------------------------------------


def _draw_ground(painter: QPainter, sight: Sight, look: Look) -> None:
    width = sight.area.width()
    for place in sight.seen:
        row, top, height = sight.rows.rows[place], sight.top(place), sight.height(place)
        if row.activity is None:
            painter.fillRect(QRectF(0, top, width, height), color("raised"))
        elif row.key == look.selected:
            painter.fillRect(QRectF(0, top, width, height), color("selection"))
            painter.fillRect(QRectF(0, top, 3, height), color("accent"))
        painter.setPen(QPen(color("inner_line"), 1))
        painter.drawLine(QPointF(0, top + height - 0.5), QPointF(width, top + height - 0.5))
    painter.setPen(QPen(color("line"), 1))
    painter.drawLine(QPointF(sight.names - 0.5, 0), QPointF(sight.names - 0.5, sight.area.height()))


def _draw_days_off(painter: QPainter, sight: Sight, look: Look, body: QRectF) -> None:
    scale = sight.scale
    if not scale.fine:
        return
    day = max(scale.year.first, scale.day_at(body.left()))
    while day <= scale.year.last and scale.x(day) < body.right():
        if look.days.off(day):
            left = max(scale.x(day), body.left())
            room = QRectF(left, body.top(), scale.x(day) + scale.day - left, body.height())
            painter.fillRect(room, color("raised"))
        day += DAY


def _draw_grid(painter: QPainter, sight: Sight, body: QRectF) -> None:
    painter.setPen(QPen(color("inner_line"), 1))
    for month in sight.scale.year.months:
        x = round(sight.scale.x(month)) + 0.5
        if body.left() < x < body.right():
            painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))


def _draw_today(painter: QPainter, sight: Sight, look: Look, body: QRectF) -> None:
    if sight.scale.year.holds(look.days.today):
        x = sight.scale.x(look.days.today) + sight.scale.day / 2
        painter.setPen(QPen(color("accent"), 1.5))
        painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))


def _draw_header(painter: QPainter, sight: Sight, look: Look) -> None:
    area = QRectF(0, 0, sight.area.width(), HEADER)
    painter.fillRect(area, color("surface"))
    painter.setPen(QPen(color("line"), 1))
    painter.drawLine(QPointF(0, HEADER - 0.5), QPointF(area.right(), HEADER - 0.5))
    painter.drawLine(QPointF(sight.names - 0.5, 0), QPointF(sight.names - 0.5, HEADER))
    painter.setPen(color("muted"))
    painter.setFont(font(theme.SECONDARY_POINTS))
    painter.drawText(QRectF(MARGIN + SIGN_ROOM, 0, sight.names, HEADER), _LEFT, "Aktivitet")
    painter.save()
    painter.setClipRect(area.adjusted(sight.names, 0, 0, 0))
    _draw_months(painter, sight, look)
    if sight.scale.day >= _ROOM_FOR_DAYS:
        _draw_day_numbers(painter, sight, look)
    elif sight.scale.day >= _ROOM_FOR_WEEKS:
        _draw_week_numbers(painter, sight)
    for day in look.days.law:
        if sight.scale.year.holds(day):
            _draw_triangle(painter, law_area(sight.scale, day))
    _draw_today_label(painter, sight, look)
    painter.restore()


def _draw_months(painter: QPainter, sight: Sight, look: Look) -> None:
    face = font(theme.SECONDARY_POINTS, semibold=True)
    measure = QFontMetricsF(face)
    narrow = sight.scale.day * _SHORTEST_MONTH - 8
    short = any(measure.horizontalAdvance(name.capitalize()) > narrow for name in formatting.MONTHS)
    for month in sight.scale.year.months:
        left, right = sight.scale.x(month), sight.scale.x(month_end(month)) + sight.scale.day
        if right < sight.names or left > sight.area.width():
            continue
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(QPointF(round(left) + 0.5, 4), QPointF(round(left) + 0.5, HEADER))
        name = formatting.MONTHS[month.month - 1].capitalize()
        if month.year != look.year or (right - left) > 2 * _SHORT_NAME:
            name = f"{name} {month.year}"
        painter.setFont(face)
        painter.setPen(color("ink"))
        start = max(left, sight.names) + 5
        text = name[:3] if short else name
        painter.drawText(QRectF(start, 3, max(0.0, right - start), 20), _LEFT, text)


def _draw_week_numbers(painter: QPainter, sight: Sight) -> None:
    painter.setFont(font(8.0))
    painter.setPen(color("muted"))
    scale = sight.scale
    first = max(scale.year.first, scale.day_at(sight.names))
    monday = first - DAY * first.weekday()
    while scale.x(monday) < sight.area.width() and monday <= scale.year.last:
        room = QRectF(scale.x(monday), 23, scale.day * WEEK, 14)
        painter.drawText(room, _CENTRE, f"v. {monday.isocalendar().week}")
        monday += DAY * WEEK


def _draw_day_numbers(painter: QPainter, sight: Sight, look: Look) -> None:
    scale = sight.scale
    day = max(scale.year.first, scale.day_at(sight.names))
    while day <= scale.year.last and scale.x(day) < sight.area.width():
        painter.setFont(font(8.0, semibold=day in look.days.holidays))
        painter.setPen(color("unmet" if look.days.red(day) else "muted"))
        painter.drawText(QRectF(scale.x(day), 23, scale.day, 14), _CENTRE, str(day.day))
        if day in look.days.squeezes:
            painter.setPen(QPen(color("muted"), 1.2, Qt.PenStyle.DotLine))
            middle = scale.x(day) + scale.day / 2
            painter.drawLine(QPointF(middle - 5, 37.5), QPointF(middle + 5, 37.5))
        day += DAY


def law_area(scale: Scale, day: date) -> QRectF:
    """Where the triangle of a day by law stands, at the end of its day."""
    return QRectF(scale.x(day) + scale.day / 2 - 5, HEADER - 10, 10, 8.5)


def _draw_triangle(painter: QPainter, area: QRectF) -> None:
    painter.setPen(_NO_PEN)
    painter.setBrush(color("ink"))
    corners = (area.topLeft(), area.topRight(), QPointF(area.center().x(), area.bottom()))
    painter.drawPolygon(QPolygonF(corners))


def _draw_today_label(painter: QPainter, sight: Sight, look: Look) -> None:
    today = look.days.today
    if not sight.scale.year.holds(today):
        return
    face = font(8.0, semibold=True)
    words = f"{today.day} {SHORT_MONTHS[today.month - 1]}"
    width = QFontMetricsF(face).horizontalAdvance(words) + 10
    x = sight.scale.x(today) + sight.scale.day / 2
    area = QRectF(x - width / 2, 23, width, 15)
    painter.setPen(_NO_PEN)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(area, 7.5, 7.5)
    painter.setPen(QPen(color("accent"), 1.5))
    painter.drawLine(QPointF(x, area.bottom()), QPointF(x, HEADER))
    painter.setFont(face)
    painter.setPen(color("on_fill"))
    painter.drawText(area, _CENTRE, words)


# ---- names -------------------------------------------------------------------------------------------


def _draw_name(painter: QPainter, sight: Sight, look: Look, place: int) -> None:
    row, top, height = sight.rows.rows[place], sight.top(place), sight.height(place)
    if row.activity is None:
        painter.setFont(font(GROUP_POINTS, semibold=True))
        painter.setPen(color("ink"))
        room = QRectF(MARGIN, top, sight.area.width() - MARGIN - PAD, height)
        painter.drawText(room, _LEFT, row.title)
        before = QFontMetricsF(font(GROUP_POINTS, semibold=True)).horizontalAdvance(row.title)
        painter.setPen(color("muted"))
        painter.setFont(font(GROUP_POINTS))
        count = formatting.write_count(row.count, "aktivitet", "aktiviteter")
        painter.drawText(room.adjusted(before + PAD, 0, 0, 0), _LEFT, count)
        return
    one = row.activity
    sign, role = SIGNS[one.status]
    ratio, middle = painter.device().devicePixelRatioF(), top + (height - _ICON) / 2
    if sign:
        painter.drawPixmap(QPointF(MARGIN, middle), icons.pixmap(sign, role, _ICON, ratio))
    if one.red or look.notices.get(one.key):
        warning = icons.pixmap("warning", "unmet", _ICON, ratio)
        painter.drawPixmap(QPointF(sight.names - _ICON - PAD / 2, middle), warning)
    face = font(NAME_POINTS, semibold=one.key == look.selected or one.next)
    painter.setFont(face)
    painter.setPen(color("muted" if one.status == "cancelled" else "ink"))
    room = QRectF(MARGIN + SIGN_ROOM, top + 3, sight.names - SIGN_ROOM - NAME_AIR, height - 6)
    painter.drawText(room, _WRAP, fitted(one.title, face, room.width(), room.height()))


def fitted(text: str, face: QFont, width: float, height: float) -> str:
    """The text, with an ellipsis where it does not fit the lines that there are."""
    measure = QFontMetricsF(face)
    room, shown, part = QRectF(0, 0, width, 10_000), text, height / measure.lineSpacing()
    while part > 0 and measure.boundingRect(room, _WRAP, shown).height() > height + 1:
        shown = measure.elidedText(text, _CUT, width * part)
        part -= 0.25
    return shown
