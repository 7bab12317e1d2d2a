"""An agreement as PDF: parties, numbered parts, signatures and appendices (`UH-01` … `UH-16`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, Literal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.agreements.appearance import PaperLook
from app.services.agreements.document import AgreementDocument, to_plain
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_to_plain
from app.services.reports.agreement_blocks import Blocks
from app.services.reports.agreement_style import Dress
from app.services.reports.agreement_tables import decided_words, party_lines, term_words
from app.services.reports.archive import Source
from app.services.reports.content_hash import code_of
from app.services.reports.contents import contents, is_long
from app.services.reports.cover import Cover, CoverWords
from app.services.reports.emblem import Masthead
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening, set_up
from app.services.reports.pages import PageFurniture, build_parts, then_on, turn_to
from app.services.reports.revision_paper import add_revision, revision_furniture
from app.services.reports.signatures import BottomNote, add_signatures
from app.services.reports.styles import NOTE, SUBTITLE
from app.services.reports.text import one_line, paragraphs

DRAFT_WORD: Final = "UTKAST"
LISTED_FROM: Final = 5
"""An agreement of more pages than this has a table of contents."""
_UNNAMED: Final = "Uppdragshandling"
_CODE_NOTE: Final = "Kontrollkoden är räknad på handlingens innehåll. Samma kod står på varje sida."
_EXAMPLE_NOTE: Final = "Exempelkommun: belopp, mål och beslut i handlingen är påhittade."
_FIRST, _REST = range(2)


def render(
    document: AgreementDocument,
    *,
    look: PaperLook | None = None,
    appendices: Sequence[RevisionDocument] = (),
    archive: Literal["2a", "3a"] = "2a",
    fields: bool = False,
) -> bytes:
    """The PDF of an agreement with its appendices; the same document gives the same bytes.

    `archive` 3a keeps the data that the paper was made from in it; `fields` makes a field for each signatory
    of the agreement to sign digitally in.
    """
    register_fonts()
    dress = Dress(look)
    code = code_of(document)
    furniture, metadata = set_up(
        document,
        unnamed=_UNNAMED,
        version=one_line(document.version),
        code=code,
        mark=DRAFT_WORD if document.draft else None,
        number=one_line(document.number or ""),
    )
    bare = furniture.without_head
    furnitures: list[PageFurniture] = [bare if dress.is_bare else furniture, furniture]
    furnitures += [revision_furniture(one) for one in appendices]
    paper = _Paper(document, dress, fields)
    for place, one in enumerate(appendices, _REST + 1):
        paper.add_appendix(one, turn_to(place))
    sources = _sources(document, appendices) if archive == "3a" else ()
    return build_parts(paper.story, furnitures, metadata, sources)[0]


def _sources(document: AgreementDocument, appendices: Sequence[RevisionDocument]) -> tuple[Source, ...]:
    plain = {"handling.json": (to_plain(document), "Handlingens innehåll som data")}
    for one in appendices:
        told = f"Innehållet i bilaga {one.number} som data"
        plain[f"bilaga-{one.number}.json"] = (revision_to_plain(one), told)
    return tuple(
        Source(name, json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1).encode(), words)
        for name, (values, words) in plain.items()
    )


class _Paper:
    """Puts the flowables of one agreement in order."""

    def __init__(self, document: AgreementDocument, dress: Dress, fields: bool) -> None:
        self._document, self._dress, self._fields = document, dress, fields
        self._flow = Flow(heading=dress.heading)
        self._add_opening()
        self._place, self._told = len(self._flow.story), len(self._flow.headings)
        self._add_body()
        self._end = len(self._flow.story)
        self._appendices = 0

    @property
    def story(self) -> list[Flowable]:
        """Everything on paper, with a table of contents after the opening of a long one."""
        story = self._flow.story
        headings = self._flow.headings[self._told :]
        if not is_long(story[self._place : self._end], LISTED_FROM - self._appendices):
            return story
        return [*story[: self._place], *contents(headings, self._dress.heading), *story[self._place :]]

    def add_appendix(self, appendix: RevisionDocument, turn: Sequence[Flowable]) -> None:
        """An appendix on pages of its own."""
        self._appendices += 1
        self._flow.plain(*turn)
        add_revision(self._flow, appendix, self._dress)

    def _add_opening(self) -> None:
        flow, document, dress = self._flow, self._document, self._dress
        title = document.title or document.kind_name or _UNNAMED
        if dress.look.cover:
            flow.plain(Cover(self._cover_words(title), dress), *turn_to(_REST))
            flow.heading("Parter, tid och beslut")
            flow.claim(60 * mm)
        else:
            if dress.look.emblem is not None:
                flow.plain(Masthead(dress.look.emblem, document.municipality, colour=dress.colour))
            flow.plain(then_on(_REST))
            flow.plain(Heading.at("H1", title, dress.title))
            flow.plain(*(TaggedParagraph.of(name, SUBTITLE) for name in paragraphs(document.performer)[:1]))
        add_opening(flow, party_lines(document), rule=dress.rule, colour=dress.colour)
        flow.text(document.mandate or "")

    def _cover_words(self, title: str) -> CoverWords:
        document = self._document
        number = f"Nummer {document.number}" if document.number else ""
        registered = f"Diarienummer {document.registration_number}" if document.registration_number else ""
        version = f"Version {document.version}" if document.version else ""
        dated = document.term_starts or document.term_ends
        return CoverWords(
            municipality=document.municipality,
            title=title,
            subtitle=document.performer,
            about=(term_words(document),) if dated else (),
            facts=tuple(line for line in (*decided_words(document), number, registered, version) if line),
            lines=self._dress.look.lines,
        )

    def _add_body(self) -> None:
        flow, document = self._flow, self._document
        if document.missing:
            flow.heading("Det här saknas i handlingen")
            flow.items(ListItem.items(document.missing))
        blocks = Blocks(flow, charts=self._dress.look.charts, performer=document.performer_label)
        last = flow.mark()
        for number, section in enumerate(document.sections, 1):
            last = flow.mark()
            blocks.add_section(number, section)
        told = [_CODE_NOTE] + ([_EXAMPLE_NOTE] if document.example else [])
        bottom = BottomNote([TaggedParagraph.of(note, NOTE) for note in told])
        end = flow.mark()
        if document.signed:
            flow.heading("Underskrift")
            add_signatures(flow, document.signatories, document.signature_note, bottom, fields=self._fields)
        else:
            flow.plain(bottom)
        flow.end_with(last, end)
