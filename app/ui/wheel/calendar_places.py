"""Where months, weeks, days, lines and strips of a calendar stand, in points of the widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF

from app.ui.wheel.calendar_layout import Calendar, Line, Month, Strip, Week
from app.ui.wheel.year_days import DAY, WEEK

#: At most so many lines under a month's name and strips above each other; the rest is said as "+2".
MOST_LINES, MOST_LANES = 6, 3
_COLUMNS = ((1040.0, 4), (740.0, 3), (0.0, 2))
GAP = 24.0
MARGIN = 24.0
_NUMBERS = 22.0
"""Room for the number of the week."""
_AIR = 3.0
_MOST_EXTRA = 26.0
_LEAST_WEEK = 20.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Heights that follow from the typeface: of a month's name, a line of words, a day's number."""

    title: float
    line: float
    number: float


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week in its place."""

    week: Week
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Block:
    """A month in its place; days begin at `left` and are `day` wide."""

    month: Month
    area: QRectF
    left: float
    day: float
    head: float
    """Where the names of the weekdays stand."""
    rows: tuple[WeekRow, ...]
    lines: tuple[Line, ...]
    """Those that have room."""
    more_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a strip in its place; `words` is the area that its words may take."""

    key: int
    area: QRectF
    words: QRectF
    part: Line | Strip | None
    right: bool = False
    """Its words end at its right edge, as the free days are before it."""


@dataclass(frozen=True, slots=True)
class More:
    """A "+2" that opens a list."""

    area: QRectF
    keys: tuple[int, ...]
    day: date | None = None
    """Its day, None for one under the name of a month."""


@dataclass(frozen=True, slots=True)
class Places:
    """A whole calendar in its place."""

    calendar: Calendar
    measures: Measures
    columns: int
    height: float
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    mores: tuple[More, ...]
    foot: QRectF
    """Where the heading over what has no time stands."""

    def day_at(self, place: QPointF) -> date | None:
        """The day at a place."""
        for block in self.blocks:
            if not block.area.contains(place) or place.x() < block.left:
                continue
            for row in block.rows:
                if row.top <= place.y() < row.top + row.height:
                    weekday = int((place.x() - block.left) / block.day)
                    day = row.week.first + DAY * (weekday - row.week.first.weekday())
                    return day if row.week.first <= day <= row.week.last else None
        return None

    def piece_at(self, place: QPointF) -> Piece | None:
        """The line or strip at a place, its own mark before words that run over free days."""
        marked = next((one for one in self.pieces if one.area.contains(place)), None)
        return marked or next((one for one in self.pieces if one.words.contains(place)), None)

    def more_at(self, place: QPointF) -> More | None:
        """The "+2" at a place."""
        return next((one for one in self.mores if one.area.contains(place)), None)

    def area_of(self, day: date) -> QRectF | None:
        """Where a day stands."""
        for block in self.blocks:
            if (block.month.first.year, block.month.first.month) == (day.year, day.month):
                return next((_day_area(block, row, day) for row in block.rows if day <= row.week.last), None)
        return None

    def pieces_of(self, key: int) -> tuple[Piece, ...]:
        """All places where an activity is drawn."""
        return tuple(one for one in self.pieces if one.key == key)

    def more_of(self, key: int) -> More | None:
        """The first "+2" that hides an activity."""
        return next((one for one in self.mores if key in one.keys), None)


def place_calendar(calendar: Calendar, width: float, least: float, measures: Measures) -> Places:
    """Fit twelve months into a width; `least` is the height that is there to fill."""
    columns = next(count for limit, count in _COLUMNS if width >= limit)
    across = (width - 2 * MARGIN - GAP * (columns - 1)) / columns
    grid = [calendar.months[at : at + columns] for at in range(0, 12, columns)]
    foot = _foot_height(calendar, columns, measures)
    own = sum(_row_height(months, measures, 0.0) for months in grid) + GAP * len(grid) + MARGIN + foot
    extra = min(_MOST_EXTRA, max(0.0, (least - own) / len(grid) / 6))
    blocks: list[Block] = []
    top = MARGIN * 0.75
    for months in grid:
        slots = max(_slots(month) for month in months)
        for number, month in enumerate(months):
            x = MARGIN + number * (across + GAP)
            blocks.append(_block(month, QRectF(x, top, across, 0), slots, measures, extra))
        top += _row_height(months, measures, extra) + GAP
    pieces = [piece for block in blocks for piece in _pieces(block, measures)]
    area = QRectF(MARGIN, top, width - 2 * MARGIN, measures.title if calendar.undated else 0)
    pieces += _undated(calendar.undated, area, columns, across, measures)
    mores = tuple(more for block in blocks for more in _mores(block, measures))
    return Places(calendar, measures, columns, top + foot, tuple(blocks), tuple(pieces), mores, area)


def _slots(month: Month) -> int:
    return min(MOST_LINES, len(month.lines))


def _week_height(week: Week, measures: Measures, extra: float) -> float:
    lanes = min(week.lanes, MOST_LANES)
    return max(_LEAST_WEEK, measures.number + lanes * measures.line + _AIR) + extra


def _row_height(months: Sequence[Month], measures: Measures, extra: float) -> float:
    weeks = max(sum(_week_height(week, measures, extra) for week in month.weeks) for month in months)
    lines = max(_slots(month) for month in months) * measures.line
    return measures.title + lines + _AIR + measures.number + weeks


def _block(month: Month, area: QRectF, slots: int, measures: Measures, extra: float) -> Block:
    head = area.top() + measures.title + slots * measures.line + _AIR
    top, rows = head + measures.number, []
    for week in month.weeks:
        height = _week_height(week, measures, extra)
        rows.append(WeekRow(week, top, height))
        top += height
    whole = QRectF(area.left(), area.top(), area.width(), top - area.top())
    fits = len(month.lines) <= MOST_LINES
    shown = month.lines if fits else month.lines[: MOST_LINES - 1]
    hidden = tuple(line.key for line in month.lines[len(shown) :])
    left = area.left() + _NUMBERS
    return Block(month, whole, left, (area.width() - _NUMBERS) / WEEK, head, tuple(rows), shown, hidden)


def _day_area(block: Block, row: WeekRow, day: date) -> QRectF:
    return QRectF(block.left + day.weekday() * block.day, row.top, block.day, row.height)


def _pieces(block: Block, measures: Measures) -> list[Piece]:
    made = []
    for number, line in enumerate(block.lines):
        top = block.area.top() + measures.title + number * measures.line
        whole = QRectF(block.area.left(), top, block.area.width(), measures.line - 2)
        left = whole.left() + line.start * whole.width()
        bar = QRectF(left, top, (line.end - line.start) * whole.width(), whole.height())
        made.append(Piece(line.key, bar, whole, line))
    for row in block.rows:
        made += [_strip(block, row, one, measures) for one in row.week.strips if one.lane < MOST_LANES]
    return made


def _strip(block: Block, row: WeekRow, strip: Strip, measures: Measures) -> Piece:
    top = row.top + measures.number + strip.lane * measures.line
    days = (strip.last - strip.first).days + 1
    left = block.left + strip.first.weekday() * block.day
    area = QRectF(left + 1, top, days * block.day - 2, measures.line - 2)
    right = strip.before > strip.after
    words = QRectF(area)
    if right:
        words.setLeft(area.left() - strip.before * block.day)
    else:
        words.setRight(area.right() + strip.after * block.day)
    return Piece(strip.key, area, words, strip, right)


def _mores(block: Block, measures: Measures) -> list[More]:
    made = []
    if block.more_lines:
        top = block.area.top() + measures.title + len(block.lines) * measures.line
        area = QRectF(block.area.left(), top, block.area.width(), measures.line - 2)
        made.append(More(area, block.more_lines))
    for row in block.rows:
        for day in row.week.days:
            keys = tuple(s.key for s in row.week.strips if s.lane >= MOST_LANES and s.first <= day <= s.last)
            if keys:
                cell = _day_area(block, row, day)
                area = QRectF(cell.left() + cell.width() / 2, cell.top(), cell.width() / 2, measures.number)
                made.append(More(area, keys, day))
    return made


def _foot_height(calendar: Calendar, columns: int, measures: Measures) -> float:
    rows = -(-len(calendar.undated) // columns)
    return measures.title + rows * (measures.line + 2) + MARGIN if rows else 0.0


def _undated(
    keys: Sequence[int], head: QRectF, columns: int, across: float, measures: Measures
) -> list[Piece]:
    made = []
    for number, key in enumerate(keys):
        x = head.left() + number % columns * (across + GAP)
        y = head.bottom() + number // columns * (measures.line + 2)
        area = QRectF(x, y, across, measures.line)
        made.append(Piece(key, area, area, None))
    return made
