"""Source Sans Pro for ReportLab: registered once, and always embedded."""

from functools import cache
from threading import Lock
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.services.fonts import Style, font_path

REGULAR: Final = "SourceSansPro"
SEMIBOLD: Final = "SourceSansPro-Semibold"
ITALIC: Final = "SourceSansPro-Italic"
_STYLES: Final[dict[str, Style]] = {REGULAR: "regular", SEMIBOLD: "semibold", ITALIC: "italic"}
_lock = Lock()


@cache
def register_fonts() -> None:
    """Make the three styles known to ReportLab; later calls do nothing."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        for name, style in _STYLES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(font_path(style))))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD
        )


@cache
def drawable() -> frozenset[int]:
    """The code points that both the regular and the semibold style can draw."""
    register_fonts()
    upright = (pdfmetrics.getFont(name).face.charToGlyph for name in (REGULAR, SEMIBOLD))
    first, second = (frozenset(glyphs) for glyphs in upright)
    return first & second


def text_width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    register_fonts()
    width: float = pdfmetrics.stringWidth(text, font, size)
    return width


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room for it."""
    if text_width(text, font, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", font, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,;–-") + "…"
