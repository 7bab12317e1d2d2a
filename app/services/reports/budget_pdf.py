"""The tables of the budget as PDF: the appendix of the budget document, lying down."""

from __future__ import annotations

from typing import Final

from reportlab.lib.styles import ParagraphStyle

from app.services.filenames import safe_file_name
from app.services.formatting import DASH, write_long_date
from app.services.reports.archive import Metadata
from app.services.reports.budget_paper import BudgetPaper, PaperTable, content_hash
from app.services.reports.budget_tables import budget_tables
from app.services.reports.content_hash import printed_code
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.styles import DENSE, LANDSCAPE, NOTE, SUBTITLE, TITLE
from app.services.reports.text import one_line

KIND: Final = "Budgettabeller"
_DRAFT: Final = "UTKAST"
_MONEY: Final = {"tkr": "tusental kronor", "kr": "kronor"}
_FOOTNOTES: Final = "Noter"
_NUMBERED: Final = ParagraphStyle("numbered note", DENSE, spaceAfter=1.5)


def file_name(paper: BudgetPaper) -> str:
    """A name for the file of an appendix."""
    return f"{safe_file_name(f'{paper.full_title}, {paper.version}')}.pdf"


def render_budget(paper: BudgetPaper) -> bytes:
    """The PDF of an appendix; the same paper gives the same bytes."""
    register_fonts()
    flow = Flow(LANDSCAPE)
    title = one_line(paper.full_title) or KIND
    flow.plain(
        Heading.at("H1", title, TITLE),
        TaggedParagraph.of(f"{KIND}, {paper.municipality or DASH}", SUBTITLE),
    )
    flow.text(standing(paper))
    for table in paper.tables:
        _add_table(flow, table, paper)
    if not paper.tables:
        flow.absent("Versionen har inga ramar.")
    _add_footnotes(flow, paper.footnotes)
    code = printed_code(content_hash(paper))
    mark = _DRAFT if paper.draft else None
    furniture = PageFurniture(
        head_left=one_line(paper.municipality),
        head_right=f"{title}, {KIND.lower()}",
        foot=tuple(filter(None, (one_line(paper.version), one_line(paper.registration_number or "")))),
        foot_fixed=(f"Kontrollkod {code}", *(("Exempelkommun",) if paper.example else ())),
        mark=mark,
        paper=LANDSCAPE,
    )
    told = f"{KIND}: {title}"
    metadata = Metadata(
        f"{told} ({mark.lower()})" if mark else told, one_line(paper.municipality), KIND, paper.day
    )
    return build_pdf(flow.story, furniture, metadata)


def standing(paper: BudgetPaper) -> str:
    """Which version it is, whether it is decided, and what the amounts are told in."""
    said = f"Version: {paper.version} ({paper.stage.lower()})."
    if paper.decided is not None:
        number = f", {paper.registration_number}" if paper.registration_number else ""
        said += f" Beslutad: {paper.decided}{number}."
    else:
        said += f" Inte beslutad. Uppgifter per {write_long_date(paper.day)}."
    return f"{said} Belopp i {_MONEY[paper.money]}."


def _add_table(flow: Flow, table: PaperTable, paper: BudgetPaper) -> None:
    flow.heading(table.title)
    if table.lead:
        flow.lead(table.lead)
    for made in budget_tables(table, paper.money):
        flow.table(made)
    for said in table.after:
        flow.plain(TaggedParagraph.of(said, NOTE))


def _add_footnotes(flow: Flow, footnotes: tuple[str, ...]) -> None:
    if not footnotes:
        return
    flow.heading(_FOOTNOTES)
    told = (f"{number}) {text}" for number, text in enumerate(footnotes, 1))
    flow.items([TaggedParagraph.of(text, _NUMBERED) for text in told])
