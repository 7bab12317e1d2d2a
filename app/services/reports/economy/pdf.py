"""The papers of the economy as PDF: one document, or all of them as appendices with a cover and contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.economy.tables import EconomyTable, TableRow
from app.services.formatting import DASH, write_long_date
from app.services.reports.agreement_style import Dress
from app.services.reports.archive import Metadata
from app.services.reports.chart_forms import ChartPicture
from app.services.reports.content_hash import printed_code
from app.services.reports.contents import contents
from app.services.reports.cover import Cover, CoverWords
from app.services.reports.economy.cells import ROUNDED, is_rounded
from app.services.reports.economy.paper import Chapter, EconomyPaper, Picture, Section, Words, content_hash
from app.services.reports.economy.tables import groups_of, natural_width, paper_table
from app.services.reports.flow import KEPT_WHOLE, Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import PageFurniture, build_parts, turn_to
from app.services.reports.styles import (
    DENSE,
    DENSE_STRONG,
    HEADING,
    LANDSCAPE,
    NOTE,
    PORTRAIT,
    SUBHEADING,
    SUBTITLE,
    TITLE,
    Paper,
)
from app.services.reports.tables import TaggedTable
from app.services.reports.text import label, one_line

KIND: Final = "Ekonomiska bilagor"
_DRAFT: Final = "UTKAST"
_MONEY: Final = {"tkr": "tusental kronor", "kr": "kronor"}
_LOW, _HIGH = 74 * mm, 150 * mm
_FINDING: Final = ParagraphStyle("economy finding", DENSE_STRONG, fontSize=10, leading=14, spaceBefore=5 * mm)
_UNDER: Final = ParagraphStyle("economy under", DENSE, spaceAfter=1.5 * mm)
_NUMBERED: Final = ParagraphStyle("economy note", NOTE, spaceBefore=0, spaceAfter=0.6 * mm)
_CHAPTER: Final = ParagraphStyle("economy chapter", TITLE, spaceAfter=2 * mm)
_PAPERS: Final = (PORTRAIT, LANDSCAPE)


def render_economy(paper: EconomyPaper) -> bytes:
    """The PDF of a paper; the same paper gives the same bytes."""
    register_fonts()
    return _Maker(paper).made()


def standing(paper: EconomyPaper) -> str:
    """Which version it is, whether it is decided, and what the amounts are told in."""
    said = f"Version: {paper.version} ({paper.stage.lower()})."
    if paper.decided is not None:
        number = f", {paper.registration_number}" if paper.registration_number else ""
        said += f" Beslutad: {paper.decided}{number}."
    else:
        said += f" Inte beslutad. Uppgifter per {write_long_date(paper.day)}."
    return f"{said} Belopp i {_MONEY[paper.money]} där inget annat sägs."


class _Maker:
    """Lays out chapter after chapter; a page lies down where a table of it needs the width."""

    def __init__(self, paper: EconomyPaper) -> None:
        self.paper = paper
        self.dress = Dress(paper.look)
        self.alone = len(paper.chapters) == 1
        self.headings: list[Heading] = []
        code = printed_code(content_hash(paper))
        self.mark = _DRAFT if paper.draft else None
        self.furniture = PageFurniture(
            head_left=one_line(paper.municipality),
            head_right=one_line(paper.full_title),
            foot=tuple(filter(None, (one_line(paper.version), one_line(paper.registration_number or "")))),
            foot_fixed=(f"Kontrollkod {code}", *(("Exempelkommun",) if paper.example else ())),
            mark=self.mark,
        )

    def made(self) -> bytes:
        """The file."""
        story, furnitures = self._alone() if self.alone else self._together()
        told = one_line(self.paper.full_title)
        metadata = Metadata(
            f"{told} ({self.mark.lower()})" if self.mark else told,
            one_line(self.paper.municipality),
            KIND,
            self.paper.day,
        )
        return build_parts(story, furnitures, metadata)[0]

    def _alone(self) -> tuple[list[Flowable], tuple[PageFurniture, ...]]:
        """A document by itself begins with its title and how it stands."""
        chapter = self.paper.chapters[0]
        sheet = self._paper_of(chapter)
        flow = Flow(sheet, self.dress.heading)
        flow.plain(
            Heading.at("H1", _title_of(chapter), self.dress.title),
            TaggedParagraph.of(f"{self.paper.plan}, {self.paper.municipality or DASH}", SUBTITLE),
        )
        flow.text(standing(self.paper))
        self._fill(flow, chapter, HEADING)
        return flow.story, (replace(self.furniture, paper=sheet),)

    def _together(self) -> tuple[list[Flowable], tuple[PageFurniture, ...]]:
        """A cover, the contents, and each document on a page of its own, with its number as an appendix."""
        furnitures = (self.furniture.without_head, *(replace(self.furniture, paper=one) for one in _PAPERS))
        body: list[Flowable] = []
        for number, chapter in enumerate(self.paper.chapters, 1):
            sheet = self._paper_of(chapter)
            flow = Flow(sheet, self.dress.heading)
            title = f"Bilaga {number}. {one_line(_title_of(chapter))}"
            heading = Heading.at("H2", title, _CHAPTER)
            flow.headline(heading)
            self._fill(flow, chapter, SUBHEADING)
            self.headings += flow.headings
            body += [*turn_to(1 + _PAPERS.index(sheet)), *flow.story]
        heading, *lines, _space = contents(self.headings, self.dress.heading)
        told = TaggedParagraph.of(standing(self.paper), NOTE)
        return [self._cover(), *turn_to(1), heading, told, *lines, *body], furnitures

    def _cover(self) -> Cover:
        paper = self.paper
        words = CoverWords(
            municipality=paper.municipality,
            title=paper.title,
            subtitle=paper.plan,
            about=(f"{paper.version} ({paper.stage.lower()})",),
            facts=tuple(filter(None, (_decision(paper), paper.registration_number or ""))),
            lines=tuple(self.dress.look.lines),
        )
        return Cover(words, self.dress)

    def _paper_of(self, chapter: Chapter) -> Paper:
        needed = max((natural_width(table, self.paper.money) for table in chapter.tables), default=0)
        return LANDSCAPE if needed > PORTRAIT.text_width else PORTRAIT

    def _fill(self, flow: Flow, chapter: Chapter, style: ParagraphStyle) -> None:
        if chapter.lead:
            flow.text(chapter.lead)
        for place, section in enumerate(chapter.sections):
            self._add(flow, section, style, named=place > 0 or not _is_named_by(chapter))
        if not chapter.sections:
            flow.absent("Det finns inga uppgifter att redovisa.")

    def _add(self, flow: Flow, section: Section, style: ParagraphStyle, *, named: bool) -> None:
        if isinstance(section, EconomyTable):
            self._add_table(flow, section, style, named=named)
        elif isinstance(section, Picture):
            self._add_picture(flow, section)
        else:
            self._add_words(flow, section, style)

    def _title(self, flow: Flow, title: str, style: ParagraphStyle) -> None:
        if style is HEADING:
            flow.heading(title)
        else:
            flow.subheading(title)

    def _add_table(self, flow: Flow, table: EconomyTable, style: ParagraphStyle, *, named: bool) -> None:
        if named:
            self._title(flow, table.title, style)
        if table.sentence:
            flow.lead(table.sentence)
        made = paper_table(table, self.paper.money, flow.width)
        told = [f"{number}) {text}" for number, text in enumerate(made.notes, 1)]
        if is_rounded(table, self.paper.money):
            told.append(ROUNDED)
        if table.source:
            told.append(_source(table.source))
        notes = [TaggedParagraph.of(text, _NUMBERED) for text in told]
        *before, last = made.pieces
        for piece in before:
            self._begin(flow, piece, table.rows)
        self._add_last(flow, last, notes, table.rows)

    @staticmethod
    def _begin(flow: Flow, table: TaggedTable, rows: Sequence[TableRow]) -> None:
        """Add a table whose groups are kept together; the headings that wait stand with the first of them."""
        groups = groups_of(table, rows, flow.width, flow.height)
        if groups.first:
            flow.claim(groups.first)
        flow.table(table)
        groups.keep(table)

    @staticmethod
    def _add_last(
        flow: Flow, table: TaggedTable, notes: Sequence[TaggedParagraph], rows: Sequence[TableRow]
    ) -> None:
        """A table whose notes never stand alone: whole where it is short, else with its last rows."""
        if sum(table.row_heights(flow.width)) <= KEPT_WHOLE * flow.height:
            flow.together([table, *notes])
            return
        place = flow.mark()
        _Maker._begin(flow, table, rows)
        end = flow.mark()
        if notes:
            flow.together(notes)
            flow.end_with(place, end)

    def _add_picture(self, flow: Flow, picture: Picture) -> None:
        caption = picture.chart.caption
        room = _HIGH if picture.height == "high" else _LOW
        parts: list[Flowable] = []
        if caption.title:
            parts.append(TaggedParagraph.of(label(caption.title), _FINDING))
        if caption.note:
            parts.append(TaggedParagraph.of(label(caption.note), _UNDER))
        parts.append(ChartPicture(picture.chart, flow.width, height=room))
        if caption.source:
            parts.append(TaggedParagraph.of(label(caption.source), NOTE))
        flow.together(parts)

    def _add_words(self, flow: Flow, words: Words, style: ParagraphStyle) -> None:
        if words.title:
            self._title(flow, words.title, style)
        for text in words.paragraphs:
            flow.text(text)
        if words.items:
            flow.items(_items(words.items))


def _is_named_by(chapter: Chapter) -> bool:
    """Whether the document begins with a table that says in its title what the document is."""
    first = next(iter(chapter.sections), None)
    return isinstance(first, EconomyTable) and first.title.startswith(chapter.title)


def _title_of(chapter: Chapter) -> str:
    """The title of the table that names the document, or the document's own."""
    first = next(iter(chapter.sections), None)
    return first.title if isinstance(first, EconomyTable) and _is_named_by(chapter) else chapter.title


def _items(items: Sequence[str]) -> list[Flowable]:
    return ListItem.items(tuple(items))


def _source(text: str) -> str:
    said = label(text)
    return said if said.endswith(".") else f"Källa: {said}"


def _decision(paper: EconomyPaper) -> str:
    if paper.decided is not None:
        return f"Beslutad: {paper.decided}"
    return f"Inte beslutad. Uppgifter per {write_long_date(paper.day)}."
