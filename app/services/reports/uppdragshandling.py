"""The uppdragshandling as PDF: four numbered parts and the signatures (`UH-01` … `UH-16`)."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final, assert_never

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.services.agreements.document import (
    AgreementDocument,
    Block,
    BulletList,
    Commitment,
    Commitments,
    FollowUp,
    FollowUpPlan,
    FramesTable,
    Paragraph,
    Section,
    Subheading,
)
from app.services.reports.agreement_tables import (
    commitments_table,
    follow_up_table,
    frames_table,
    party_lines,
    serving_words,
)
from app.services.reports.content_hash import code_of
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening, set_up
from app.services.reports.pages import build_pdf
from app.services.reports.signatures import BottomNote, signature_rows
from app.services.reports.styles import (
    BODY,
    DENSE_MUTED,
    NOTE,
    SUBTITLE,
    TITLE,
)
from app.services.reports.text import one_line, paragraphs

DRAFT_WORD: Final = "UTKAST"
_CODE_NOTE: Final = "Kontrollkoden är räknad på handlingens innehåll. Samma kod står på varje sida."
_EXAMPLE_NOTE: Final = "Exempelkommun: belopp, mål och beslut i handlingen är påhittade."


def render(document: AgreementDocument) -> bytes:
    """The PDF of an agreement; the same document gives the same bytes."""
    register_fonts()
    furniture, metadata = set_up(
        document,
        unnamed="Uppdragshandling",
        version=one_line(document.version),
        code=code_of(document),
        mark=DRAFT_WORD if document.draft else None,
    )
    return build_pdf(_story(document), furniture, metadata)


def _story(document: AgreementDocument) -> list[Flowable]:
    flow = Flow()
    _add_opening(flow, document)
    if document.missing:
        flow.heading("Det här saknas i handlingen")
        flow.items(ListItem.items(document.missing))
    for number, section in enumerate(document.sections, 1):
        _add_section(flow, number, section)
    _add_signatures(flow, document)
    return flow.story


def _add_opening(flow: Flow, document: AgreementDocument) -> None:
    flow.plain(Heading.at("H1", document.title or document.kind_name or "Uppdragshandling", TITLE))
    flow.plain(*(TaggedParagraph.of(name, SUBTITLE) for name in paragraphs(document.performer)[:1]))
    add_opening(flow, party_lines(document))
    flow.text(document.mandate or "")


def _add_section(flow: Flow, number: int, section: Section) -> None:
    flow.heading(f"{number} {section.heading.strip() or 'Utan rubrik'}")
    if not section.blocks:
        flow.absent("Avsnittet saknas.")
    subheadings = 0
    for block, following in zip_longest(section.blocks, section.blocks[1:]):
        if isinstance(block, Subheading):
            subheadings += 1
            flow.subheading(f"{number}.{subheadings} {block.text}")
        elif isinstance(block, Paragraph) and isinstance(following, Commitments | FollowUpPlan | FramesTable):
            flow.lead(block.text)
        else:
            _add_block(flow, block)


def _add_block(flow: Flow, block: Block) -> None:
    match block:
        case Paragraph():
            flow.text(block.text)
        case Subheading():
            flow.subheading(block.text)
        case BulletList():
            flow.items([*ListItem.items(block.items), Spacer(0, 1.6 * mm)])
        case FramesTable():
            _add_frames(flow, block)
        case Commitments():
            _add_commitments(flow, block.items)
        case FollowUpPlan():
            _add_follow_up(flow, block.rows)
        case _:
            assert_never(block)


def _add_frames(flow: Flow, frames: FramesTable) -> None:
    if not frames.rows:
        flow.absent("Budgetramarna saknas.")
        return
    notes = [TaggedParagraph.of(note, NOTE) for note in paragraphs(frames.note or "")]
    flow.sums(frames_table(frames), *notes)


def _add_commitments(flow: Flow, items: tuple[Commitment, ...]) -> None:
    if not items:
        flow.absent("Åtagandena saknas.")
        return
    table = commitments_table(items)
    if flow.fits(table):
        flow.table(table)
        return
    for number, item in enumerate(items, 1):
        flow.subheading(f"Åtagande {number}: {one_line(item.title)}")
        flow.text(item.text or "")
        if serves := serving_words(item):
            flow.items([TaggedParagraph.of(serves, DENSE_MUTED)])
        stated = (
            ("Mått", item.measure or "saknas"),
            ("Utgångsläge", item.baseline),
            ("Mål", item.target),
            ("Senast", item.due),
        )
        flow.text("\n".join(f"{label}: {value}" for label, value in stated if value))


def _add_follow_up(flow: Flow, rows: tuple[FollowUp, ...]) -> None:
    if not rows:
        flow.absent("Planen för uppföljning saknas.")
        return
    table = follow_up_table(rows)
    if flow.fits(table):
        flow.table(table)
        return
    for row in rows:
        recipient = f" (till {row.recipient})" if row.recipient else ""
        flow.text(f"{row.when}{recipient}: {row.what}")


def _add_signatures(flow: Flow, document: AgreementDocument) -> None:
    flow.heading("Underskrift")
    notes = [_CODE_NOTE] + ([_EXAMPLE_NOTE] if document.example else [])
    bottom = BottomNote([TaggedParagraph.of(note, NOTE) for note in notes])
    if not document.signatories:
        flow.absent("Undertecknare saknas.")
        flow.plain(bottom)
        return
    intro = [TaggedParagraph.of(text, BODY) for text in paragraphs(document.signature_note or "")]
    rows = signature_rows(document.signatories)
    spaced = [part for place, row in enumerate(rows) for part in (Spacer(0, (10 if place else 3) * mm), row)]
    flow.together([*intro, *spaced, bottom])
