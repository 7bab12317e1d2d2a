"""Type, measures and lines of all papers: look.md's A4 in points, in the light palette."""

from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.services.palette import LIGHT
from app.services.reports.fonts import ITALIC, REGULAR, SEMIBOLD


@dataclass(frozen=True, slots=True)
class Paper:
    """A page and its margins, in points."""

    width: float
    height: float
    side: float
    top: float = 22 * mm
    bottom: float = 20 * mm

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT: Final = Paper(210 * mm, 297 * mm, side=25 * mm)
LANDSCAPE: Final = Paper(297 * mm, 210 * mm, side=18 * mm)
TEXT_WIDTH: Final = PORTRAIT.text_width
TEXT_HEIGHT: Final = PORTRAIT.text_height

INK: Final = HexColor(LIGHT.ink)
MUTED: Final = HexColor(LIGHT.muted)
LINE: Final = HexColor(LIGHT.line)
HEAVY_RULE: Final = 0.8
LIGHT_RULE: Final = 0.5
SMALL: Final = 8.5
LABEL_WIDTH: Final = 34 * mm


def _style(name: str, font: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings: dict[str, object] = {
        "textColor": INK,
        "alignment": TA_LEFT,
        "allowWidows": 0,
        "allowOrphans": 0,
        "bulletFontName": REGULAR,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **(settings | more))


TITLE: Final = _style("title", SEMIBOLD, 18, 23, spaceAfter=1)
SUBTITLE: Final = _style("subtitle", REGULAR, 13, 17.5, textColor=MUTED, spaceAfter=2 * mm)
HEADING: Final = _style("heading", SEMIBOLD, 13, 17, spaceBefore=8.5 * mm, spaceAfter=2.2 * mm)
SUBHEADING: Final = _style("subheading", SEMIBOLD, 11, 14.5, spaceBefore=5 * mm, spaceAfter=1.2 * mm)
MINOR_HEADING: Final = _style("minor heading", SEMIBOLD, 10, 14.5, spaceBefore=3.5 * mm, spaceAfter=0.6 * mm)
BODY: Final = _style("body", REGULAR, 10, 14.5, spaceAfter=2.2 * mm)
ABSENT: Final = _style("absent", ITALIC, 10, 14.5, textColor=MUTED, spaceAfter=2.2 * mm)
ITEM: Final = _style("item", REGULAR, 10, 14.5, leftIndent=4 * mm, spaceAfter=0.6 * mm)
NOTE: Final = _style("note", REGULAR, SMALL, 12, textColor=MUTED, spaceBefore=2.2 * mm, spaceAfter=1 * mm)

LABEL: Final = _style("label", REGULAR, 10, 14.5, textColor=MUTED)
CELL: Final = _style("cell", REGULAR, 10, 14.5)
CELL_STRONG: Final = _style("cell strong", SEMIBOLD, 10, 14.5)
DENSE: Final = _style("dense", REGULAR, 9, 12.5)
DENSE_RIGHT: Final = _style("dense right", REGULAR, 9, 12.5, alignment=TA_RIGHT)
DENSE_ABSENT: Final = _style("dense absent", REGULAR, 9, 12.5, textColor=MUTED)
DENSE_STRONG: Final = _style("dense strong", SEMIBOLD, 9, 12.5)
DENSE_MUTED: Final = _style("dense muted", REGULAR, SMALL, 11.5, textColor=MUTED, spaceBefore=2)
