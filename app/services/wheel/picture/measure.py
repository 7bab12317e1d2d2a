"""How wide words are, read from the files of the typeface without a window; cut and broken lines."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from struct import unpack_from
from typing import Final

from app.services.fonts import Style, cut, font_path

#: Half the height of a capital, where a line of text has its visual middle, in sizes.
RISE: Final = 0.33
#: From one base line to the next, in sizes.
LINE: Final = 1.2
ELLIPSIS: Final = "…"
_UNKNOWN: Final = 0.6
#: Signs outside the typeface are painted by another one, and most of them (emoji, Chinese) are square.
_WIDE: Final = 1.25
_FIRST_WIDE: Final = 0x1100
#: Joiners and variation selectors have no width of their own.
_WIDTHLESS: Final = frozenset({0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F})


@lru_cache(maxsize=8192)
def width(text: str, style: Style = "regular") -> float:
    """The width of words in sizes: multiply by the size of the type."""
    known = _advances(style)
    return sum(known.get(ord(sign)) or _other(ord(sign)) for sign in text)


def advance(sign: str, style: Style = "regular") -> float:
    """The width of one sign in sizes."""
    return _advances(style).get(ord(sign)) or _other(ord(sign))


def fitted(text: str, room: float, style: Style = "regular") -> str:
    """The text, or its beginning with an ellipsis, within `room` sizes; "" when not even three signs fit."""
    if room <= 0:
        return ""
    short = text if len(text) < _longest(room) else text[: _longest(room)]
    found = cut(short, lambda part: width(part, style) <= room)
    if short != text and not found.endswith(ELLIPSIS):
        found = cut(found + ELLIPSIS * 2, lambda part: width(part, style) <= room)
    return found if (found == text and width(found, style) <= room) or len(found) > 3 else ""


def broken(text: str, rooms: Sequence[float], style: Style = "regular") -> tuple[str, ...]:
    """The text broken between words into lines `rooms` wide, the last one cut; () when nothing fits."""
    words = [word for word in text.split(" ") if word]
    lines: list[str] = []
    for place, room in enumerate(rooms):
        if not words:
            break
        if place == len(rooms) - 1:
            last = fitted(" ".join(words), room, style)
            if not last:
                return _closed(lines, rooms, style)
            lines.append(last)
            break
        taken = _taken(words, room, style)
        if taken == 0:
            first = fitted(words[0], room, style)
            return (*lines, first) if first else _closed(lines, rooms, style)
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    return tuple(lines)


def _closed(lines: Sequence[str], rooms: Sequence[float], style: Style) -> tuple[str, ...]:
    """Lines of which the last shows that there is more."""
    if not lines:
        return ()
    last = fitted(lines[-1] + ELLIPSIS, rooms[len(lines) - 1], style)
    return (*lines[:-1], last or lines[-1])


def _taken(words: Sequence[str], room: float, style: Style) -> int:
    used = 0.0
    for place, word in enumerate(words):
        used += width(word, style) + (width(" ", style) if place else 0.0)
        if used > room:
            return place
    return len(words)


def _longest(room: float) -> int:
    """No more signs than this can fit, so that nobody measures a novel."""
    return int(room / 0.18) + 2


def _other(code: int) -> float:
    if code in _WIDTHLESS:
        return 0.0
    return _WIDE if code >= _FIRST_WIDE and not 0x2000 <= code < 0x2300 else _UNKNOWN


@cache
def _advances(style: Style) -> Mapping[int, float]:
    """The advance of each sign of a style, in sizes."""
    data = font_path(style).read_bytes()
    tables = _tables(data)
    units = unpack_from(">H", data, tables["head"] + 18)[0]
    count = unpack_from(">H", data, tables["hhea"] + 34)[0]
    hmtx = unpack_from(f">{count * 2}H", data, tables["hmtx"])[::2]
    return {
        code: hmtx[min(glyph, count - 1)] / units for code, glyph in _glyphs(data, tables["cmap"]).items()
    }


def _tables(data: bytes) -> dict[str, int]:
    """Where each table of a TrueType file begins."""
    count = unpack_from(">H", data, 4)[0]
    entries = (unpack_from(">4sIII", data, 12 + 16 * place) for place in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each sign of the basic plane (subtable of format 4)."""
    count = unpack_from(">H", data, cmap + 2)[0]
    for place in range(count):
        platform, encoding, offset = unpack_from(">HHI", data, cmap + 4 + 8 * place)
        if (platform, encoding) in ((3, 1), (0, 3), (0, 4)) and unpack_from(">H", data, cmap + offset)[
            0
        ] == 4:
            return _segments(data, cmap + offset)
    return {}


def _segments(data: bytes, table: int) -> dict[int, int]:
    doubled = unpack_from(">H", data, table + 6)[0]
    count = doubled // 2
    ends = unpack_from(f">{count}H", data, table + 14)
    starts = unpack_from(f">{count}H", data, table + 16 + doubled)
    deltas = unpack_from(f">{count}H", data, table + 16 + 2 * doubled)
    ranges = table + 16 + 3 * doubled
    offsets = unpack_from(f">{count}H", data, ranges)
    found: dict[int, int] = {}
    for place, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", data, ranges + 2 * place + offset + 2 * (code - start))[0]
            if glyph or not offset:
                found[code] = (glyph + delta) & 0xFFFF
    return found
