"""How wide a text is in the one typeface, read from the font file itself: no window and no paper needed."""

from functools import cache
from struct import unpack_from
from typing import Final

from app.services.fonts import Style, cut, font_path

_SEGMENTED: Final = 4
"""The format of the character table that covers the letters of every European language."""


class _Advances:
    """The advance of each character in parts of the em."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._tables = self._read_directory()
        self._em: int = unpack_from(">H", content, self._tables["head"] + 18)[0]
        self._long: int = unpack_from(">H", content, self._tables["hhea"] + 34)[0]
        self._glyphs = self._read_characters()
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of a text at size 1."""
        known = self._known
        return sum([known[one] if one in known else self._advance(one) for one in text])

    def _advance(self, character: str) -> float:
        glyph = min(self._glyphs.get(ord(character), 0), self._long - 1)
        advance: int = unpack_from(">H", self._content, self._tables["hmtx"] + 4 * glyph)[0]
        self._known[character] = advance / self._em
        return self._known[character]

    def _read_directory(self) -> dict[str, int]:
        (count,) = unpack_from(">H", self._content, 4)
        entries = (unpack_from(">4sIII", self._content, 12 + 16 * number) for number in range(count))
        return {tag.decode("ascii"): offset for tag, _sum, offset, _length in entries}

    def _read_characters(self) -> dict[int, int]:
        base = self._tables["cmap"]
        (count,) = unpack_from(">H", self._content, base + 2)
        for number in range(count):
            (offset,) = unpack_from(">I", self._content, base + 4 + 8 * number + 4)
            if unpack_from(">H", self._content, base + offset)[0] == _SEGMENTED:
                return self._read_segments(base + offset)
        return {}

    def _read_segments(self, table: int) -> dict[int, int]:
        (doubled,) = unpack_from(">H", self._content, table + 6)
        shape = f">{doubled // 2}"
        ends = unpack_from(f"{shape}H", self._content, table + 14)
        starts = unpack_from(f"{shape}H", self._content, table + 16 + doubled)
        deltas = unpack_from(f"{shape}h", self._content, table + 16 + 2 * doubled)
        ranges_at = table + 16 + 3 * doubled
        ranges = unpack_from(f"{shape}H", self._content, ranges_at)
        found: dict[int, int] = {}
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if ranges[number]:
                    at = ranges_at + 2 * number + ranges[number] + 2 * (code - start)
                    (glyph,) = unpack_from(">H", self._content, at)
                found[code] = (glyph + deltas[number]) & 0xFFFF if glyph else 0
        return found


@cache
def _advances(style: Style) -> _Advances:
    return _Advances(font_path(style).read_bytes())


def text_width(text: str, size: float, style: Style = "regular") -> float:
    """The width of a text in the unit of its size."""
    return _advances(style).width(text) * size


def wrapped(text: str, width: float, lines: int, size: float, style: Style = "regular") -> tuple[str, ...]:
    """The text in at most so many lines; what has no room ends in an ellipsis."""
    left = text.split()
    found: list[str] = []
    while left and len(found) < lines:
        count = 1
        while count < len(left) and text_width(" ".join(left[: count + 1]), size, style) <= width:
            count += 1
        last = len(found) == lines - 1
        line = " ".join(left if last else left[:count])
        found.append(shortened(line, width, size, style))
        left = left[count:]
    return tuple(found)


def shortened(text: str, width: float, size: float, style: Style = "regular") -> str:
    """The text on one line, cut with an ellipsis where it is wider than the room."""
    return cut(text, lambda shown: text_width(shown, size, style) <= width)
