"""The order of flowables on paper, so that no heading stands alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether

from app.services.reports.ending import Ending, Room
from app.services.reports.floating import Floating, Landing
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.styles import ABSENT, BODY, HEADING, MINOR_HEADING, PORTRAIT, SUBHEADING, Paper
from app.services.reports.tables import STRETCH, TaggedTable
from app.services.reports.text import paragraphs

KEPT_WHOLE: Final = 0.45
"""A table of sums that is no higher than this share of a page never splits."""
LONGEST_ROW: Final = 0.6
"""A table with a row higher than this share of a page is printed as running text, since rows never split."""
_LINES_TOGETHER: Final = 4
_LEADING_LINES: Final = 8
"""A paragraph of no more lines than this stays with the table that it introduces."""


class Flow:
    """Collects what is printed; headings wait for what they stand over."""

    def __init__(self, paper: Paper = PORTRAIT, heading: ParagraphStyle = HEADING) -> None:
        self._heading_style = heading
        self.width, self.height = paper.text_width, paper.text_height
        self.headings: list[Heading] = []
        """The headings of parts and the ones below them, in order."""
        self._story: list[Flowable] = []
        self._waiting: list[Heading | TaggedParagraph] = []
        self._floats = False

    @property
    def story(self) -> list[Flowable]:
        """Everything collected, in order."""
        return [*self._story, *self._waiting]

    def heading(self, text: str) -> None:
        """A heading of a main part, which no chart of the part before moves past."""
        if self._floats:
            self._story.append(Landing())
            self._floats = False
        self._add_heading(Heading.at("H2", text, self._heading_style))

    def headline(self, heading: Heading) -> None:
        """A heading that begins a page and stands by itself, such as the title of an appendix."""
        self.headings.append(heading)
        self.plain(heading)

    def subheading(self, text: str) -> None:
        """A heading inside a main part."""
        self._add_heading(Heading.at("H3", text, SUBHEADING))

    def minor_heading(self, text: str) -> None:
        """A heading of the lowest level, which has no number and stands in no list of headings."""
        self._waiting.append(Heading.at("H4", text, MINOR_HEADING))

    def claim(self, needed: float) -> None:
        """Put the headings that wait in place, with at least so much room for what is added next."""
        self._with_headings(needed, [])

    def plain(self, *flowables: Flowable) -> None:
        """Flowables that need no heading with them."""
        self._story.extend(flowables)

    def text(self, text: str) -> None:
        """The paragraphs of a user's text."""
        for part in paragraphs(text):
            paragraph = TaggedParagraph.of(part, BODY)
            lines = min(self._room(paragraph), _LINES_TOGETHER * BODY.leading)
            self._with_headings(lines, [paragraph])

    def lead(self, text: str) -> None:
        """A user's text whose last paragraph introduces the table that follows and stays with it."""
        *before, last = paragraphs(text) or [""]
        if before:
            self.text("\n\n".join(before))
        paragraph = TaggedParagraph.of(last, BODY)
        if not last or self._room(paragraph) > _LEADING_LINES * BODY.leading:
            self.text(last)
        else:
            self._waiting.append(paragraph)

    def introduce(self, paragraph: TaggedParagraph) -> None:
        """A short line that stays with the heading before it and with what follows."""
        self._waiting.append(paragraph)

    def absent(self, sentence: str) -> None:
        """The sentence that says that something is not there."""
        self._with_headings(ABSENT.leading, [TaggedParagraph.of(sentence, ABSENT)])

    def items(self, items: Sequence[Flowable]) -> None:
        """List items, the first of them with its heading."""
        self._with_headings(_LINES_TOGETHER * BODY.leading, items)

    def table(self, table: TaggedTable) -> None:
        """A table that fills the page it begins on and goes on between rows on the next."""
        self._with_headings(table.keep_pairs(self.width), [table])

    def fits(self, table: TaggedTable) -> bool:
        """Whether no row of a table is so high that the table should be running text instead."""
        return max(table.row_heights(self.width), default=0) <= self.height * LONGEST_ROW

    def sums(self, table: TaggedTable, *notes: TaggedParagraph) -> None:
        """A table of sums with its notes: whole when it is short, else split between rows."""
        needed = sum(table.row_heights(self.width)) + sum(self._room(note) for note in notes)
        if needed <= KEPT_WHOLE * self.height:
            self.together([table, *notes])
        else:
            self._with_headings(table.keep_pairs(self.width), [table, *notes])

    def together(self, flowables: Sequence[Flowable]) -> None:
        """Flowables that stay on one page with their heading, if a page can hold them."""
        self._story.append(KeepTogether([*self._waiting, *flowables]))
        self._waiting = []

    def movable(self, flowables: Sequence[Flowable]) -> None:
        """Flowables that stay together, or at the top of the next page after text that follows."""
        self._story += [*self._waiting, Floating(flowables)]
        self._waiting, self._floats = [], True

    def mark(self) -> int:
        """Where what is added next begins."""
        return len(self._story)

    def end_with(self, place: int, end: int) -> None:
        """Let what was added since `end`, if it is one piece, stand with some of what is since `place`."""
        last = self._story[end:]
        if len(last) != 1 or place == end:
            return
        since = self._story[place:end]
        body = [one for one in since if not isinstance(one, Landing)]
        self._story[place:] = [*(one for one in since if isinstance(one, Landing)), Ending(body, last[0])]

    def _with_headings(self, needed: float, flowables: Sequence[Flowable]) -> None:
        if self._waiting:
            self._story.append(Room(needed + sum(map(self._room, self._waiting))))
        self._story += [*self._waiting, *flowables]
        self._waiting = []

    def _add_heading(self, heading: Heading) -> None:
        self.headings.append(heading)
        self._waiting.append(heading)

    def _room(self, paragraph: TaggedParagraph) -> float:
        height: float = paragraph.wrap(self.width, STRETCH)[1]
        return height + float(paragraph.getSpaceBefore()) + float(paragraph.getSpaceAfter())
