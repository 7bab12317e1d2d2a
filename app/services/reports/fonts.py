"""Source Sans Pro for ReportLab: registered once, and always embedded."""

from functools import cache
from threading import Lock
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.services.fonts import Style, cut, font_path

REGULAR: Final = "SourceSansPro"
SEMIBOLD: Final = "SourceSansPro-Semibold"
ITALIC: Final = "SourceSansPro-Italic"
SEMIBOLD_ITALIC: Final = "SourceSansPro-SemiboldItalic"
_STYLES: Final[dict[str, Style]] = {
    REGULAR: "regular",
    SEMIBOLD: "semibold",
    ITALIC: "italic",
    SEMIBOLD_ITALIC: "semibold-italic",
}
_lock = Lock()


@cache
def register_fonts() -> None:
    """Make the styles known to ReportLab; later calls do nothing."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        for name, style in _STYLES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(font_path(style))))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD_ITALIC
        )


@cache
def drawable() -> frozenset[int]:
    """The code points that both the regular and the semibold style can draw."""
    return _drawable_in(REGULAR) & _drawable_in(SEMIBOLD)


@cache
def drawable_slanted() -> frozenset[int]:
    """The code points that both italic styles can draw: fewer than the upright ones."""
    return _drawable_in(ITALIC) & _drawable_in(SEMIBOLD_ITALIC)


def _drawable_in(name: str) -> frozenset[int]:
    register_fonts()
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def text_width(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    register_fonts()
    width: float = pdfmetrics.stringWidth(text, font, size)
    return width


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room for it."""
    return cut(text, lambda shown: text_width(shown, font, size) <= width)
