"""The table of contents: each heading with a link and its page (`META-08`).

The page of a heading is not known when its line is drawn; the number is a form that is made at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.styles import BODY, HEADING, LIGHT_RULE, MUTED, PORTRAIT
from app.services.reports.tables import STRETCH
from app.services.reports.tagging import Element, TaggedCanvas
from app.services.reports.text import label

LONG: Final = 3
"""A document of more pages than this has a table of contents."""
_TITLE: Final = "Innehåll"
_NUMBER_WIDTH: Final = 12 * mm
_INDENT: Final = 5 * mm
_MOST_LINES: Final = 60
"""With more headings than this only those of the parts are listed."""
_PART: Final = ParagraphStyle("contents part", parent=BODY, spaceBefore=1.2 * mm, spaceAfter=0)
_BELOW: Final = ParagraphStyle("contents below", parent=BODY, leftIndent=_INDENT, spaceAfter=0)


def contents(headings: Sequence[Heading], style: ParagraphStyle = HEADING) -> list[Flowable]:
    """A heading and a line for each heading of the document, which from now on can be linked to."""
    headings = [heading for heading in headings if heading.words]
    parts = [heading for heading in headings if heading.role == "H2"]
    listed = headings if len(headings) <= _MOST_LINES else parts
    whole = Element("TOC")
    for number, heading in enumerate(listed, 1):
        heading.destination = f"contents-{number}"
    lines = [_Line(heading, whole) for heading in listed]
    return [Heading.at("H2", _TITLE, style), *lines, Spacer(0, 7 * mm)]


def is_long(story: Sequence[Flowable], pages: int = LONG) -> bool:
    """Whether flowables surely fill more pages than a short document has, without drawing them."""
    room = pages * PORTRAIT.text_height
    for flowable in story:
        for one in flowable._content if isinstance(flowable, KeepTogether) else (flowable,):
            room -= one.wrapOn(None, PORTRAIT.text_width, STRETCH)[1]
            if room < 0:
                return True
    return False


class _Line(Flowable):
    """A line of the contents: the heading, dots, and the page where it stands."""

    def __init__(self, heading: Heading, whole: Element) -> None:
        super().__init__()
        self._style = _PART if heading.role == "H2" else _BELOW
        self._destination, self._words, self._whole = heading.destination, label(heading.words), whole
        self._text = TaggedParagraph.of(self._words, self._style, None)

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Space above, in points."""
        return float(self._style.spaceBefore)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the room; the heading keeps clear of the number."""
        self.width = width
        self.height = self._text.wrap(width - _NUMBER_WIDTH, STRETCH)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line as an entry whose text is a link."""
        canvas: TaggedCanvas = self.canv
        baseline = float(self._style.leading - self._style.fontSize)
        with canvas.artifact():
            self._draw_dots(canvas, baseline)
        link = Element("Link")
        for element in (self._whole, Element("TOCI"), Element("Reference"), link):
            canvas.enter(element)
        self._text.drawOn(canvas, 0, 0)
        with canvas.marked(link):
            canvas.saveState()
            canvas.translate(self.width, baseline)
            canvas.doForm(canvas.await_page(self._destination))
            canvas.restoreState()
        canvas.link(link, self._destination, self._words, (0, 0, self.width, self.height))
        for _ in range(4):
            canvas.leave()

    def _draw_dots(self, canvas: Any, baseline: float) -> None:
        start = self._style.leftIndent + self._last_width() + 4
        end = self.width - _NUMBER_WIDTH + 4
        if end > start:
            canvas.setStrokeColor(MUTED)
            canvas.setLineWidth(LIGHT_RULE)
            canvas.setDash(0.5, 2.5)
            canvas.line(start, baseline, end, baseline)
            canvas.setDash()

    def _last_width(self) -> float:
        """How wide the last line of the heading is."""
        shaped = self._text.blPara
        last = shaped.lines[-1]
        spare = last[0] if isinstance(last, tuple) else last.extraSpace
        return float(self.width - _NUMBER_WIDTH - self._style.leftIndent - spare)
