"""Paints the bars of a timeline, what they say, and the arrows between them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from app.services.palette import pale_tint, tint
from app.services.wheel.views import Activity
from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font
from app.ui.wheel.legend import draw_form
from app.ui.wheel.timeline_places import HEADER
from app.ui.wheel.timeline_rows import broken
from app.ui.wheel.timeline_sight import Look, Sight

WORD_POINTS = 9.0
_PAD = 8.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NO_PEN, _NO_BRUSH, _DASHED = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush, Qt.PenStyle.DashLine
_EDGE, _LIMIT_EDGE, _ICON, _HEAD, _LANE, _RING = 2.0, 3.0, 14, 4.5, 4.0, 6.0


def draw_bar(painter: QPainter, sight: Sight, look: Look, place: int, body: QRectF) -> None:
    """Draw the bar of a row, or the band of one without time."""
    one = sight.rows.rows[place].activity
    if one is None:
        return
    full, ground = color(look.roles.get(one.key, "muted")), theme.theme().palette.surface
    area, top, height = sight.bar_area(place), sight.top(place), sight.height(place)
    if area is None:
        band = QRectF(body.left(), top + 4, body.width(), height - 9)
        painter.fillRect(band, QColor(pale_tint(full.name(), ground)))
        return
    if area.width() == area.height():
        _draw_mark(painter, area, one, full, look.forms.get(one.key, "disc"))
    else:
        fill = full if one.key == look.selected else QColor(tint(full.name(), ground))
        _draw_span(painter, area, one, full, fill)
    if one.key == look.hovered and one.key != look.selected:
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(full, 1))
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
    _draw_tentative(painter, sight, one, top, height, full)


def draw_time(painter: QPainter, sight: Sight, look: Look, place: int, body: QRectF) -> None:
    """Say the time of a row, and the way to its bar when that is out of sight."""
    one = sight.rows.rows[place].activity
    if one is None:
        return
    area = sight.bar_area(place)
    room = QRectF(body.left(), sight.top(place), body.width(), sight.height(place))
    if area is None:
        _draw_words(painter, room.adjusted(_PAD, 0, 0, 0), one.when.words)
    elif area.right() < body.left() or area.left() > body.right():
        _draw_away(painter, one, room, area.right() < body.left())
    else:
        today = sight.scale.x(look.days.today) + sight.scale.day / 2
        marks = [area, *tentative_rings(sight, one, room)]
        crossed = bool(look.orders) and not sight.scale.fine
        _draw_time(painter, marks, one, room, None if crossed else today, one.key == look.selected)


def _draw_mark(painter: QPainter, area: QRectF, one: Activity, full: QColor, form: str) -> None:
    """A few days: full strength, in the form that says the same as the colour."""
    hollow = one.status == "cancelled"
    painter.setPen(QPen(full, 1.5, _DASHED) if hollow else _NO_PEN)
    painter.setBrush(_NO_BRUSH if hollow else full)
    draw_form(painter, area, form)


def _draw_span(painter: QPainter, area: QRectF, one: Activity, full: QColor, fill: QColor) -> None:
    painter.setPen(_NO_PEN)
    if one.when.first is None:
        fading = QLinearGradient(area.topLeft(), area.topRight())
        clear = QColor(fill)
        clear.setAlpha(0)
        fading.setColorAt(0, clear)
        fading.setColorAt(0.85, fill)
        painter.setBrush(fading)
    else:
        painter.setBrush(fill)
    painter.drawRect(area)
    limit = one.deadline or one.when.first is None or one.bound is not None
    width = _LIMIT_EDGE if limit else _EDGE
    edge = QRectF(area.right() - width, area.top(), width, area.height())
    painter.fillRect(edge, color("unmet") if one.red else full)
    if one.status == "cancelled":
        painter.setBrush(_NO_BRUSH)
        painter.setPen(QPen(full, 1, _DASHED))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_time(
    painter: QPainter, marks: list[QRectF], one: Activity, room: QRectF, today: float | None, selected: bool
) -> None:
    """The time in words: inside the bar where it fits, otherwise after it, or before it at the right edge.

    `marks` are the bar and the rings of tentative days, which the words stand clear of. Today's line is
    broken behind them, as everything is where `today` is None: arrows may pass anywhere.
    """
    area = marks[0]
    width = QFontMetricsF(font(WORD_POINTS)).horizontalAdvance(one.when.words) + 4
    seen = area.intersected(room)
    if area.width() != area.height() and width + 2 * _PAD < seen.width() and one.when.first is not None:
        inside = seen.adjusted(_PAD - 2, 0, 0, 0)
        _draw_words(painter, inside, one.when.words, "on_fill" if selected else "ink")
        return
    words = words_area(marks, width, room)
    if today is None or words.left() < today < words.right():
        painter.fillRect(words, color("selection" if selected else "surface"))
    _draw_words(painter, words, one.when.words)


def words_area(marks: list[QRectF], width: float, room: QRectF) -> QRectF:
    """Where words of a width stand: after all the marks of a row, or before them at the right edge."""
    first, last = min(mark.left() for mark in marks), max(mark.right() for mark in marks)
    after = last + _PAD + width < room.right()
    left = last + _PAD - 2 if after else first - width - _PAD + 2
    return QRectF(left, room.center().y() - _PAD, width, 2 * _PAD)


def _draw_words(painter: QPainter, room: QRectF, text: str, role: str = "muted") -> None:
    painter.setFont(font(WORD_POINTS))
    painter.setPen(color(role))
    painter.drawText(room, _LEFT, text)


def _draw_away(painter: QPainter, one: Activity, room: QRectF, before: bool) -> None:
    """The bar is out of sight: an arrow towards it and its time."""
    ratio = painter.device().devicePixelRatioF()
    sign = icons.pixmap("chevron-left" if before else "chevron-right", "muted", _ICON, ratio)
    width = QFontMetricsF(font(WORD_POINTS)).horizontalAdvance(one.when.words) + 4
    x = room.left() + 4 if before else room.right() - _ICON - 4
    painter.drawPixmap(QPointF(x, room.center().y() - _ICON / 2), sign)
    start = x + _ICON + 2 if before else x - width - 2
    _draw_words(painter, QRectF(start, room.top(), width, room.height()), one.when.words)


def _draw_tentative(
    painter: QPainter, sight: Sight, one: Activity, top: float, height: float, full: QColor
) -> None:
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(full, 1.2, _DASHED))
    for ring in tentative_rings(sight, one, QRectF(0, top, 0, height)):
        painter.drawEllipse(ring)


def tentative_rings(sight: Sight, one: Activity, row: QRectF) -> list[QRectF]:
    """Where the days that may come instead are marked in a row."""
    middle = row.center().y()
    days = (sight.scale.x(day) + sight.scale.day / 2 for day in one.when.tentative)
    return [QRectF(x - _RING, middle - _RING, 2 * _RING, 2 * _RING) for x in days]


# ---- between rows --------------------------------------------------------------------------------------


def draw_orders(painter: QPainter, sight: Sight, look: Look) -> None:
    """Draw an arrow for each order that is in sight, dashed in red where it is broken."""
    places = {row.key: place for place, row in enumerate(sight.rows.rows) if row.activity is not None}
    seen = sight.seen
    for before, after, least in look.orders:
        one, other = places.get(before), places.get(after)
        if one is None or other is None or max(one, other) < seen.start or min(one, other) >= seen.stop:
            continue
        start, end = sight.bar_area(one), sight.bar_area(other)
        first, second = sight.rows.rows[one].activity, sight.rows.rows[other].activity
        if start is not None and end is not None and first is not None and second is not None:
            wrong = broken(first.when, second.when, least)
            _draw_arrow(painter, start, end, "unmet" if wrong else "muted", dashed=wrong)


def _draw_arrow(painter: QPainter, start: QRectF, end: QRectF, role: str, *, dashed: bool) -> None:
    """From the end of what comes first, between the rows, into the beginning of what comes after."""
    down = end.center().y() > start.center().y()
    begin = QPointF(start.right() - min(3.0, start.width() / 2), start.bottom() if down else start.top())
    stop = QPointF(end.left() + min(6.0, end.width() / 2), end.top() if down else end.bottom())
    lane = begin.y() + (_LANE if down else -_LANE)
    path = QPainterPath(begin)
    for x, y in ((begin.x(), lane), (stop.x(), lane), (stop.x(), stop.y())):
        path.lineTo(x, y)
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(color(role), 1.2, _DASHED if dashed else Qt.PenStyle.SolidLine))
    painter.drawPath(path)
    back, aside = stop.y() + (-_HEAD if down else _HEAD), _HEAD * 0.8
    head = (stop, QPointF(stop.x() - aside, back), QPointF(stop.x() + aside, back))
    painter.setPen(_NO_PEN)
    painter.setBrush(color(role))
    painter.drawPolygon(QPolygonF(head))


def draw_ghost(painter: QPainter, sight: Sight, look: Look) -> None:
    """Where what is dragged would land."""
    if look.ghost is None:
        return
    key, bar, words = look.ghost
    place = sight.rows.place_of(key)
    if place is None:
        return
    area = sight.scale.area(bar, sight.top(place), sight.height(place))
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(color("accent"), 1.5, _DASHED))
    painter.drawRect(area)
    face = font(WORD_POINTS, semibold=True)
    width = QFontMetricsF(face).horizontalAdvance(words) + 12
    left = min(max(area.left(), sight.names), sight.area.width() - width)
    label = QRectF(left, area.top() - 20 if area.top() > HEADER + 22 else area.bottom() + 3, width, 18)
    painter.setPen(_NO_PEN)
    painter.setBrush(color("accent"))
    painter.drawRoundedRect(label, 3, 3)
    painter.setFont(face)
    painter.setPen(color("on_fill"))
    painter.drawText(label, _CENTRE, words)
