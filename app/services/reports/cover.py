"""A cover: emblem and name, the title in large letters, what the paper is, and lines at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.reports.agreement_style import Dress
from app.services.reports.emblem import draw_emblem, emblem_size
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.styles import BODY, CELL_STRONG, NOTE, SUBTITLE
from app.services.reports.tables import STRETCH
from app.services.reports.tagging import TaggedCanvas

_EMBLEM: Final = (80 * mm, 34 * mm)
_TITLE_AT: Final = 0.34
"""Where the bar above the title stands, as a share of the height from above."""
_BAR: Final = (26 * mm, 2.2 * mm)
_NAME: Final = ParagraphStyle("cover name", parent=CELL_STRONG, fontSize=13, leading=17)
_SUBTITLE: Final = ParagraphStyle("cover subtitle", parent=SUBTITLE, fontSize=19, leading=25)
_TERM: Final = ParagraphStyle("cover term", parent=BODY, fontSize=12, leading=17)
_FACT: Final = ParagraphStyle("cover fact", parent=BODY, fontSize=10.5, leading=16, spaceAfter=0)
_LINE: Final = ParagraphStyle("cover line", parent=NOTE, spaceBefore=0, spaceAfter=0)
_CLEAR: Final = 8 * mm
_SMALLER: Final = 0.86
_LEAST_TITLE: Final = 18.0


@dataclass(frozen=True, slots=True)
class CoverWords:
    """What stands on a cover, from above; the facts and the lines stand at its foot."""

    municipality: str
    title: str
    subtitle: str
    about: Sequence[str] = ()
    facts: Sequence[str] = ()
    lines: Sequence[str] = ()


class Cover(Flowable):
    """A whole page, laid out so that a title of any length has room."""

    def __init__(self, words: CoverWords, dress: Dress) -> None:
        super().__init__()
        self._words, self._dress = words, dress

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All the room there is."""
        self.width, self.height = width, height - 0.01
        return self.width, self.height

    def draw(self) -> None:
        """Draw from above, in the order it is read."""
        canvas: TaggedCanvas = self.canv
        words = self._words
        head = self._draw_head(canvas)
        facts = [TaggedParagraph.of(fact, _FACT) for fact in words.facts]
        lines = [TaggedParagraph.of(line, _LINE) for line in words.lines]
        foot = self._height(facts) + self._height(lines) + (_CLEAR if facts and lines else 0)
        below = [
            *(TaggedParagraph.of(text, _SUBTITLE) for text in (words.subtitle,) if text),
            *(TaggedParagraph.of(text, _TERM) for text in words.about),
        ]
        upper = min(self.height * (1 - _TITLE_AT), head - _CLEAR)
        title = self._title(upper - _CLEAR - foot - self._height(below))
        needed = _CLEAR + self._height([title, *below])
        upper = max(upper, min(foot + _CLEAR + needed, head - _CLEAR))
        with canvas.artifact():
            canvas.setFillColor(self._dress.colour)
            canvas.rect(0, upper, *_BAR, stroke=0, fill=1)
        self._stack(canvas, upper - _CLEAR, [title, *below])
        self._stack(canvas, foot, facts)
        self._stack(canvas, self._height(lines), lines)

    def _draw_head(self, canvas: TaggedCanvas) -> float:
        """Draw the emblem and the municipality's name; gives how far down they reach."""
        at = self.height
        emblem = self._dress.look.emblem
        if emblem is not None:
            size = emblem_size(emblem, *_EMBLEM)
            at -= size[1]
            canvas.saveState()
            canvas.translate(0, at)
            draw_emblem(canvas, emblem, self._words.municipality, size)
            canvas.restoreState()
            at -= 4 * mm
        name = TaggedParagraph.of(self._words.municipality, _NAME)
        return self._stack(canvas, at, [name] if self._words.municipality.strip() else [])

    def _title(self, room: float) -> Heading:
        """The title in letters as large as have room."""
        style = self._dress.cover_title
        while True:
            heading = Heading.at("H1", self._words.title, style)
            if style.fontSize <= _LEAST_TITLE or self._height([heading]) <= room:
                return heading
            size = max(_LEAST_TITLE, style.fontSize * _SMALLER)
            style = ParagraphStyle(f"cover title {size}", parent=style, fontSize=size, leading=size * 1.2)

    def _height(self, paragraphs: Sequence[TaggedParagraph]) -> float:
        return sum(float(self._measured(paragraph)) for paragraph in paragraphs)

    def _measured(self, paragraph: TaggedParagraph) -> float:
        height: float = paragraph.wrap(self.width, STRETCH)[1]
        return height + float(paragraph.getSpaceAfter())

    def _stack(self, canvas: Any, at: float, paragraphs: Sequence[TaggedParagraph]) -> float:
        """Draw paragraphs below each other from a height; gives where they end."""
        for paragraph in paragraphs:
            height = paragraph.wrap(self.width, STRETCH)[1]
            paragraph.drawOn(canvas, 0, at - height)
            at -= self._measured(paragraph)
        return at
