"""Texts of the list in lines: as many as they need up to a most, each broken once and then remembered."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from app.services.formatting import MONTHS
from app.ui.parts import theme
from app.ui.parts.theme import font

TITLE_LINES, TIME_LINES, NOTE_LINES = 3, 3, 2
#: The mark of what is invented stands after the last word, and never on a line of its own.
MARK, MARKED, GAP = "ex", 24, 6
_MARK_ROOM = f"\u00a0\u00a0{MARK}"
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_ELIDE = Qt.TextElideMode.ElideRight
_KEPT = 8192
_SHORT = {name: name[:4] if name == "september" else name[:3] for name in MONTHS if len(name) > 5}


def title_lines(title: str, width: int, *, bold: bool, example: bool) -> tuple[str, ...]:
    """A title in at most three lines; after the last one there is room for the mark of an example."""
    if not example:
        return fitted(title, width, TITLE_LINES, bold=bold)
    lines = fitted(title + _MARK_ROOM, width, TITLE_LINES, bold=bold)
    if lines[-1].endswith(_MARK_ROOM) and lines[-1] != _MARK_ROOM:
        return (*lines[:-1], lines[-1].removesuffix(_MARK_ROOM))
    lines = fitted(title, width, TITLE_LINES, bold=bold)
    last = QFontMetrics(font(semibold=bold)).elidedText(lines[-1], _ELIDE, width - MARKED)
    return (*lines[:-1], last)


def time_lines(time: str, width: int) -> tuple[str, ...]:
    """A time in at most three lines, its months cut short where that saves one."""
    return fitted(short_time(time, width), width, TIME_LINES)


def note_lines(note: str, width: int) -> tuple[str, ...]:
    """A note in at most two lines of smaller type; none for no note."""
    return fitted(note, width, NOTE_LINES, small=True) if note else ()


@lru_cache(maxsize=_KEPT)
def short_time(words: str, room: int) -> str:
    """The time with its months cut short where it would not get room on one line."""
    if QFontMetrics(font()).horizontalAdvance(words) <= room:
        return words
    for name, short in _SHORT.items():
        words = words.replace(name, short).replace(name.capitalize(), short.capitalize())
    return words


@lru_cache(maxsize=_KEPT)
def fitted(text: str, width: int, most: int, *, bold: bool = False, small: bool = False) -> tuple[str, ...]:
    """A text in at most so many lines, the last one cut where it must be."""
    face = font(theme.SECONDARY_POINTS) if small else font(semibold=bold)
    metrics = QFontMetrics(face)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    lines, after = _broken(text, face, width, most - 1)
    rest = text[after:].strip(" ")
    return (*lines, metrics.elidedText(rest, _ELIDE, width)) if rest else tuple(lines)


def _broken(text: str, face: QFont, width: int, most: int) -> tuple[list[str], int]:
    """The first lines of a text, and where it goes on after them."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(_WRAP)
    layout.setTextOption(option)
    lines: list[str] = []
    after = 0
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, after = line.textStart(), line.textStart() + line.textLength()
        lines.append(text[start:after].strip(" "))
    layout.endLayout()
    return lines, after
