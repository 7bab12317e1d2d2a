"""The yearly revision of the frames as PDF: an appendix with a heading and a code of its own (`UH-05`)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.lib.styles import ParagraphStyle

from app.services import richtext
from app.services.agreements.appearance import PaperLook
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.formatting import write_long_date
from app.services.reports.agreement_blocks import add_frames
from app.services.reports.agreement_style import Dress
from app.services.reports.agreement_tables import decision_words, step_words
from app.services.reports.archive import Metadata
from app.services.reports.content_hash import code_of
from app.services.reports.emblem import Masthead
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening, set_up
from app.services.reports.pages import PageFurniture, build_parts, then_on
from app.services.reports.revision_tables import change_table, with_amounts
from app.services.reports.rich import add_rich
from app.services.reports.signatures import BottomNote, add_signatures
from app.services.reports.styles import NOTE, SUBTITLE
from app.services.reports.text import one_line, paragraphs

_DRAFT: Final = "UTKAST"
_UNNAMED: Final = "Revidering av ramar"
_CODE_NOTE: Final = "Kontrollkoden är räknad på bilagans innehåll. Samma kod står på varje sida av bilagan."
_EXAMPLE_NOTE: Final = "Exempelkommun: belopp och beslut i bilagan är påhittade."


def render_revision(document: RevisionDocument, look: PaperLook | None = None, fields: bool = False) -> bytes:
    """The PDF of an appendix by itself; `fields` makes a field for each signatory to sign digitally in."""
    register_fonts()
    dress = Dress(look)
    furniture, metadata = _set_up(document)
    flow = Flow(heading=dress.heading)
    emblem = dress.look.emblem
    if emblem is not None:
        flow.plain(Masthead(emblem, document.municipality, colour=dress.colour))
    flow.plain(then_on(1))
    flow.plain(Heading.at("H1", titled(document), dress.title))
    _Appendix(flow, document, dress).add(fields=fields)
    first = furniture.without_head if emblem is not None else furniture
    return build_parts(flow.story, (first, furniture), metadata)[0]


def add_revision(flow: Flow, document: RevisionDocument, dress: Dress) -> None:
    """The appendix in the same file as its agreement, as a part of it."""
    style = ParagraphStyle("appendix title", parent=dress.title, spaceBefore=0)
    flow.headline(Heading.at("H2", titled(document), style))
    _Appendix(flow, document, dress, within=True).add()


def revision_furniture(document: RevisionDocument) -> PageFurniture:
    """What the pages of the appendix repeat."""
    return _set_up(document)[0]


def titled(document: RevisionDocument) -> str:
    """The title with the number of the appendix before it, unless it says so itself."""
    title = one_line(document.title) or f"{_UNNAMED} {document.year}"
    return title if title.casefold().startswith("bilaga") else f"Bilaga {document.number}: {title}"


def _set_up(document: RevisionDocument) -> tuple[PageFurniture, Metadata]:
    furniture, metadata = set_up(
        document,
        unnamed=_UNNAMED,
        version=one_line(document.version),
        code=code_of(document),
        mark=_DRAFT if document.draft else None,
    )
    return replace(furniture, foot=(f"Bilaga {document.number}", *furniture.foot)), metadata


class _Appendix:
    """Puts the flowables of one appendix in order; `within` an agreement its parts are a level lower."""

    def __init__(self, flow: Flow, document: RevisionDocument, dress: Dress, *, within: bool = False) -> None:
        self._flow, self._document, self._dress, self._within = flow, document, dress, within

    def add(self, *, fields: bool = False) -> None:
        """Everything below the title."""
        flow, document, dress = self._flow, self._document, self._dress
        flow.plain(*(TaggedParagraph.of(name, SUBTITLE) for name in paragraphs(document.performer)[:1]))
        add_opening(flow, self._facts(), rule=dress.rule, colour=dress.colour)
        if document.missing:
            self._heading("Det här saknas i bilagan")
            flow.items(ListItem.items(document.missing))
        self._heading("Vad som ändras")
        add_rich(flow, richtext.read(document.text), below=self._within)
        if not document.text.strip():
            flow.absent("Skälet till ändringen är inte beskrivet.")
        if document.before is not None and document.after is not None:
            flow.sums(change_table(document.before, document.after))
        charts = dress.look.charts
        if document.before is not None:
            self._heading("Ramar före ändringen")
            add_frames(flow, with_amounts(document.before), charts=charts)
        last = flow.mark()
        self._heading("Ramar efter ändringen")
        if document.after is not None:
            add_frames(flow, with_amounts(document.after), charts=charts)
        else:
            flow.absent("De nya ramarna saknas.")
        end = flow.mark()
        self._add_end(fields)
        flow.end_with(last, end)

    def _facts(self) -> list[tuple[str, str]]:
        document, decision = self._document, self._document.decision
        told = [
            ("Hör till", f"{document.agreement_title}, kontrollkod {document.agreement_code}"),
            (document.client_label or "Beställare", document.client),
            (document.performer_label or "Utförare", document.performer),
            ("Gäller från", str(document.year)),
        ]
        if decision is not None:
            told.append((step_words(decision), decision_words(decision)))
        told.append(("Diarienummer", document.registration_number or ""))
        if document.draft:
            told.append(("Status", f"Utkast daterat {write_long_date(document.document_date)}"))
        return [(label, value) for label, value in told if value.strip()]

    def _add_end(self, fields: bool) -> None:
        document = self._document
        notes = [_CODE_NOTE] + ([_EXAMPLE_NOTE] if document.example else [])
        bottom = BottomNote([TaggedParagraph.of(note, NOTE) for note in notes])
        if document.signatories:
            self._heading("Underskrift")
            add_signatures(self._flow, document.signatories, document.signature_note, bottom, fields=fields)
        else:
            self._flow.plain(bottom)

    def _heading(self, text: str) -> None:
        if self._within:
            self._flow.subheading(text)
        else:
            self._flow.heading(text)
