"""What is seen of a digital signature on the page: who, when and where, in the typeface of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.services.clock import swedish_time
from app.services.formatting import write_long_date

if TYPE_CHECKING:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.stamp import StaticStampStyle

_NAME_SIZE: Final = 10.5
_SMALL_SIZE: Final = 8.0
_LEADING: Final = 1.25
_MARGIN: Final = 1.0
_RULE: Final = 1.6
_INSET: Final = 7.0
_FEWEST_POINTS: Final = 4.0
_LONGEST_PLACE: Final = 40
"""A longer place would leave no room for the day."""


@dataclass(frozen=True, slots=True)
class StampText:
    """The lines of a stamp, the first one the name."""

    name: str
    lines: tuple[str, ...]


def stamp_text(name: str, organisation: str, now: datetime, place: str, issuer: str) -> StampText:
    """What a stamp says; a line without anything to say is left out."""
    seen = swedish_time(now)
    if len(place) > _LONGEST_PLACE:
        place = f"{place[:_LONGEST_PLACE].rstrip()}…"
    when = f"{write_long_date(seen.date())} kl. {seen:%H.%M}"
    return StampText(
        name if not organisation or organisation == name else f"{name}, {organisation}",
        (", ".join(one for one in (place, when) if one), f"Digital underskrift. Utfärdare: {issuer}"),
    )


def stamp_style(text: StampText, width: float, height: float) -> StaticStampStyle:
    """The look of a signature in a field of that size."""
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    return StaticStampStyle(
        background=_content(draw_stamp(text, width, height)),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MIN,
            margins=Margins.uniform(0),
            inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
        ),
        background_opacity=1,
        border_width=0,
    )


def draw_stamp(text: StampText, width: float, height: float) -> bytes:
    """The stamp as a PDF as large as the field; a long line is cut, a small field makes it smaller."""
    from reportlab.pdfgen.canvas import Canvas

    from app.services.reports.fonts import REGULAR, SEMIBOLD, fitted, register_fonts
    from app.services.reports.styles import INK, MUTED
    from app.services.reports.text import label

    register_fonts()
    width, height = max(width, 20.0), max(height, 8.0)
    wanted = _NAME_SIZE * _LEADING + len(text.lines) * _SMALL_SIZE * _LEADING
    scale = max(min(1.0, (height - 2 * _MARGIN) / wanted), _FEWEST_POINTS / _SMALL_SIZE)
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(width, height), invariant=1, initialFontName=REGULAR)
    canvas.setFillColor(INK)
    block = wanted * scale
    top = (height + block) / 2
    canvas.rect(0.5, top - block, _RULE, block, stroke=0, fill=1)
    rows = [(text.name, SEMIBOLD, _NAME_SIZE * scale, INK)]
    rows += [(line, REGULAR, _SMALL_SIZE * scale, MUTED) for line in text.lines]
    y = top
    for words, font, size, colour in rows:
        y -= size * _LEADING
        canvas.setFillColor(colour)
        canvas.setFont(font, size)
        canvas.drawString(_INSET, y + size * 0.28, fitted(label(words), font, size, width - _INSET - 1))
    canvas.save()
    return drawn.getvalue()


def _content(page: bytes) -> PdfContent:
    """A page that is placed in another file from memory."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader

    class _Page(PdfContent):
        """Imports the page when it is drawn, as pyHanko does with a file on disk."""

        def render(self) -> bytes:
            """Refer to the page by its name among the resources."""
            form = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(page)), page_ix=0)
            self.resources.xobject["/Stamp"] = form
            left, bottom, right, top = form.get_object()["/BBox"]
            self.box = BoxConstraints(width=abs(left - right), height=abs(bottom - top))
            return b"/Stamp Do"

    return _Page()
