"""User text on its way to paper: in one form, every character drawable."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.services.reports.fonts import drawable

UNDRAWABLE: Final = "\u2610"
"""An empty square stands for a character that the typeface lacks (PDF/A allows no missing glyph)."""
LONGEST_LABEL: Final = 300
_SUBSTITUTES: Final = {
    0x2010: "-",
    0x2011: "-",
    0x2028: "\n",
    0x2029: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0x09: " ",
    0x202F: "\u00a0",
    0x2007: "\u00a0",
}
_COMMON = re.compile("[ -~\u00a0-\u00ac\u00ae-\u00ff–”…\n]*")
"""Text of these alone needs no change; each of them is drawable, which a test asserts."""
_NEW_PARAGRAPH = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+")


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    substitute = _SUBSTITUTES.get(ord(character))
    if substitute is not None:
        return substitute
    category = unicodedata.category(character)
    if character == "\n" or (ord(character) in drawable() and category[0] != "C"):
        return character
    if category == "Zs":
        return " "
    if _is_invisible(character, category):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(ord(c) in drawable() for c in plain) else UNDRAWABLE


def _is_invisible(character: str, category: str) -> bool:
    """Controls, joiners and variation selectors; not what is only unassigned or private."""
    selects = "VARIATION SELECTOR" in unicodedata.name(character, "")
    return selects or (category[0] == "C" and category not in ("Co", "Cn"))


def plain(text: str) -> str:
    """The text in NFC with only characters that the typeface draws; line breaks are kept."""
    return characters(text).strip()


def characters(text: str) -> str:
    """The same with the blanks at its ends, for a piece of a longer text."""
    if _COMMON.fullmatch(text):
        return text
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(map(_drawn, normal))


def one_line(text: str) -> str:
    """The text on one line, for heads, feet, titles and bookmarks."""
    return " ".join(plain(text).split("\n"))


def label(text: str) -> str:
    """The text on one line as a name in a table or below a line; an absurdly long one is cut."""
    whole = one_line(text)
    return whole if len(whole) <= LONGEST_LABEL else whole[: LONGEST_LABEL - 1].rstrip() + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that has empty lines between them; none for a blank text."""
    return tuple(part.strip() for part in _NEW_PARAGRAPH.split(plain(text)) if part.strip())
