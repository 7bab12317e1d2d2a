"""A long document with rich text is tagged and made archivable at little more than drawing it costs.

Sixty pages of headings, paragraphs with bold words, lists and tables, against the same words, lists and
tables drawn with bare platypus: no tags, no archive step, no bookmarks.
"""

from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from app.services import richtext
from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.fonts import REGULAR, register_fonts
from app.services.reports.pages import PageFurniture, build_counted_pdf
from app.services.reports.rich import add_rich
from app.services.reports.styles import (
    BODY,
    DENSE,
    DENSE_STRONG,
    HEADING,
    INK,
    ITEM,
    LINE,
    MINOR_HEADING,
    PORTRAIT,
    SUBHEADING,
)
from app.services.richtext import Document, Heading, ListBlock, Run, Runs
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.platypus import bare_template

_PAGES = 60
_SECTIONS = 72
GOAL = Goal(
    "a long document",
    f"{_PAGES} pages of rich text, tagged and archivable",
    "the same words, lists and tables untagged with bare platypus",
    1.8,
)
_SENTENCE = "Kommunen utvecklar verksamheten tillsammans med dem som bor och arbetar här, med respekt för "
_WIDTHS = [100.0, 60.0, 140.0]
_LINES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
)


def run(rounds: int) -> list[Result]:
    """Draw both in turns."""
    texts = [_section(number) for number in range(_SECTIONS)]
    pages = _tagged(texts)
    if not _PAGES <= pages <= _PAGES + 3:
        raise RuntimeError(f"the document has {pages} pages")
    return [
        side_by_side(
            GOAL, lambda: timed(lambda: _tagged(texts)), lambda: timed(lambda: _bare(texts)), rounds=rounds
        )
    ]


def _section(number: int) -> Document:
    plain = _SENTENCE * 3 + "varje år. "
    rows = tuple(
        tuple((Run(text),) for text in (f"Verksamhet {row}", "1\u00a0250,5", "Enligt beslutad plan"))
        for row in range(5)
    )
    head = tuple((Run(text),) for text in ("Verksamhet", "Ram", "Anmärkning"))
    paragraph = richtext.Paragraph((Run(plain), Run("Det gäller alla. ", bold=True), Run(plain)))
    return Document(
        (
            Heading(1, (Run(f"Mål {number}"),)),
            paragraph,
            paragraph,
            ListBlock(number % 2 == 0, ((Run(_SENTENCE),),) * 4),
            Heading(2, (Run("Resurser"),)),
            paragraph,
            richtext.Table(True, (head, *rows)),
        )
    )


def _tagged(texts: list[Document]) -> int:
    flow = Flow()
    for number, text in enumerate(texts):
        flow.heading(f"Avsnitt {number}")
        add_rich(flow, text)
    furniture = PageFurniture("Kommunen", "Plan", ("Version 1",))
    metadata = Metadata("Plan", "Kommunen", "Plan", date(2027, 1, 1))
    return build_counted_pdf(flow.story, furniture, metadata)[1]


def _bare(texts: list[Document]) -> bytes:
    register_fonts()
    target = BytesIO()
    template = bare_template(target)
    story: list[Flowable] = []
    for number, text in enumerate(texts):
        story.append(Paragraph(f"Avsnitt {number}", HEADING))
        for block in text.blocks:
            story += _bare_block(block)

    def furniture(canvas: Any, _template: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.drawString(PORTRAIT.side, 30, f"Plan  Sida {canvas.getPageNumber()}")

    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue()


def _bare_block(block: richtext.Block) -> list[Flowable]:
    if isinstance(block, Heading):
        return [_text(block.runs, SUBHEADING if block.level == 1 else MINOR_HEADING)]
    if isinstance(block, ListBlock):
        return [
            _text((Run(f"{number}. " if block.ordered else "– "), *item), ITEM)
            for number, item in enumerate(block.items, 1)
        ]
    if isinstance(block, richtext.Table):
        rows = [
            [_text(cell, DENSE if place else DENSE_STRONG) for cell in row]
            for place, row in enumerate(block.rows)
        ]
        return [Table(rows, colWidths=_WIDTHS, repeatRows=1, style=_LINES, spaceAfter=9, hAlign="LEFT")]
    return [_text(block.runs, BODY)]


def _text(runs: Runs, style: ParagraphStyle) -> Paragraph:
    parts = (f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in runs)
    return Paragraph("".join(parts).replace("\n", "<br/>"), style)
