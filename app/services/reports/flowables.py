"""ReportLab's building blocks with tags: paragraphs, list items, figures and rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from app.services.formatting import keep_together
from app.services.reports.fonts import register_fonts
from app.services.reports.styles import HEAVY_RULE, INK, ITEM
from app.services.reports.tagging import Element, Role, TaggedCanvas
from app.services.reports.text import one_line, plain

HeadingRole = Literal["H1", "H2", "H3", "H4"]
_IN_ONE_STYLE = 0
"""What ReportLab calls the lines of a text in one style, which can be told apart by themselves."""
_SAME_WIDTH = 0.001
"""Widths that differ by less, as sums of margins do, are one width."""
_OUTLINE_LEVEL: dict[str, int] = {"H2": 0, "H3": 1}


class TaggedParagraph(Paragraph):
    """A paragraph of user text. In a table cell, role None lets the text belong to the cell itself."""

    _element: Element | None = None
    _drawn = False
    _wrapped_at = -1.0
    role: Role | None = "P"

    @classmethod
    def of(cls, text: str, style: ParagraphStyle, role: Role | None = "P") -> TaggedParagraph:
        """A paragraph of plain text: it is handed over as fragments, so nothing reads it as markup."""
        paragraph = cls(None, style, frags=_fragments(keep_together(plain(text)), style))
        paragraph.role = role
        return paragraph

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size at a width; measuring again at the same width costs nothing."""
        if abs(width - self._wrapped_at) > _SAME_WIDTH or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._wrapped_at = width
        return self.width, self.height

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts before and after a page break, which stay one element."""
        broken = getattr(self, "blPara", None)
        parts: list[TaggedParagraph] = super().split(width, height)
        if broken is not None:
            self.blPara = broken  # which is thrown away where there is no room
            if len(parts) > 1 and broken.kind == _IN_ONE_STYLE:
                first = len(parts[0].blPara.lines)
                parts[0]._keep_lines(broken, slice(first), width)
                parts[1]._keep_lines(broken, slice(first, None), width)
        for part in parts:
            part.role = self.role
            part._element = self._shared_element()
        for part in parts[1:]:
            part._drawn = True
        return parts

    def _keep_lines(self, broken: Any, which: slice, width: float) -> None:
        """Take over some of the lines, so that a text of many pages is broken into lines once."""
        self.blPara = broken.clone()
        self.blPara.lines = broken.lines[which]
        self._wrapped_at = self.width = width
        self.height = len(self.blPara.lines) * self.style.leading

    def draw(self) -> None:
        """Draw the lines as content of the paragraph's element."""
        canvas: TaggedCanvas = self.canv
        with canvas.marked(self._shared_element() or canvas.innermost):
            super().draw()

    def _shared_element(self) -> Element | None:
        if self._element is None and self.role is not None:
            self._element = Element(self.role)
        return self._element


@cache
def fragment_model(style: ParagraphStyle) -> Any:
    """What ReportLab makes of plain text in a style."""
    register_fonts()
    return Paragraph("x", style).frags[0]


def _fragments(text: str, style: ParagraphStyle) -> list[Any]:
    """Fragments of a style, one for each line that was typed and one for each break between them."""
    if not text:
        return []
    model = fragment_model(style)
    first, *others = text.split("\n")
    fragments = [model.clone(text=first, link=[], us_lines=[])]
    for line in others:
        fragments.append(model.clone(text="", link=[], us_lines=[], lineBreak=True))
        fragments.append(model.clone(text=line, link=[], us_lines=[]))
    return fragments


class Heading(TaggedParagraph):
    """A heading; those below the title are bookmarks too."""

    @classmethod
    def at(cls, role: HeadingRole, text: str, style: ParagraphStyle) -> Heading:
        """A heading of a level, its text as typed."""
        heading = cast(Heading, cls.of(text, style, role))
        heading.words = one_line(text)
        return heading

    words = ""
    """The whole heading on one line."""
    destination = ""
    """What the table of contents calls the heading, when it is in one."""

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts of a long heading; the first of them is where links and bookmarks lead."""
        parts = super().split(width, height)
        for part in cast(list[Heading], parts[:1]):
            part.words, part.destination = self.words, self.destination
        return parts

    def draw(self) -> None:
        """Draw the heading and set its bookmark on the first line of it."""
        if self.role in _OUTLINE_LEVEL and self.words:
            canvas: TaggedCanvas = self.canv
            key = self.destination or f"heading-{canvas.bookmark_number()}"
            canvas.bookmarkHorizontal(key, 0, self.height + 6)
            canvas.addOutlineEntry(self.words, key, _OUTLINE_LEVEL[self.role])
            canvas.arrive(key)
        super().draw()


class ListItem(TaggedParagraph):
    """A paragraph with a dash before it, as an item of a tagged list."""

    _list: Element
    _item: Element
    _body: Element

    @classmethod
    def items(cls, texts: tuple[str, ...]) -> list[Flowable]:
        """The items of one list."""
        parent = Element("L")
        made: list[Flowable] = []
        for text in texts:
            item = cast(ListItem, cls.of(text, ITEM, None))
            item._list, item._item, item._body = parent, Element("LI"), Element("LBody")
            made.append(item)
        return made

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts of the item; only the first has the dash."""
        parts = super().split(width, height)
        for part in cast(list[ListItem], parts):
            part._list, part._item, part._body = self._list, self._item, self._body
        return parts

    def draw(self) -> None:
        """Draw label and text as LI with Lbl and LBody."""
        canvas: TaggedCanvas = self.canv
        canvas.enter(self._list)
        canvas.enter(self._item)
        if not self._drawn:
            with canvas.marked(Element("Lbl")):
                canvas.setFillColor(self.style.textColor)
                canvas.setFont(self.style.fontName, self.style.fontSize)
                self._draw_label(canvas, self.height - self.style.fontSize)
        canvas.enter(self._body)
        super().draw()
        for _ in range(3):
            canvas.leave()

    def _draw_label(self, canvas: TaggedCanvas, y: float) -> None:
        canvas.drawString(0, y, "–")


class Figure(Flowable):
    """A drawn picture with a text for those who cannot see it."""

    def __init__(self, paint: Callable[[Any], None], width: float, height: float, alt: str) -> None:
        super().__init__()
        self._paint, self.width, self.height, self._alt = paint, width, height, one_line(alt)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The picture has one size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture as a Figure with its place on the page."""
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = (x, y, x + self.width, y + self.height)
        with canvas.marked(Element("Figure", alt=self._alt, box=box)):
            self._paint(canvas)


class Rule(Flowable):
    """A horizontal line over the width of the text."""

    def __init__(
        self, *, thickness: float = HEAVY_RULE, colour: Any = INK, before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self._thickness, self._colour, self._space = thickness, colour, (before, after)

    def getSpaceBefore(self) -> float:  # noqa: N802
        """Space above, in points."""
        return self._space[0]

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Space below, in points."""
        return self._space[1]

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the room, as high as the line."""
        self.width = width
        return self.width, self._thickness

    def draw(self) -> None:
        """Draw the line as decoration."""
        canvas: TaggedCanvas = self.canv
        with canvas.artifact():
            canvas.setStrokeColor(self._colour)
            canvas.setLineWidth(self._thickness)
            canvas.line(0, self._thickness / 2, self.width, self._thickness / 2)
