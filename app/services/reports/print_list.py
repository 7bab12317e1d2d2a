"""What goes with a pile of agreements from the printer: a list of what is in it, and a sheet before each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from app.services.formatting import write_count, write_long_date
from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.page_setup import add_opening
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.styles import DENSE, DENSE_MUTED, DENSE_STRONG, SUBTITLE, TITLE
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label, one_line

LIST_TITLE: Final = "Följelista"
_SHEET: Final = "Skiljeblad"
_BOX: Final = "\u2610"
_COLUMNS: Final = ("Nr", "Handling", "Kontrollkod", "Sidor", "Exemplar", "Klart")
_WIDTHS: Final = tuple(width * mm for width in (9, 75, 32, 13, 18, 13))


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """One paper in the pile; `receivers` are those who get a copy each, where that was asked for."""

    title: str
    performer: str
    pages: int
    copies: int
    code: str = ""
    version: str = ""
    draft: bool = False
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintList:
    """The whole pile, in the order it comes out of the printer."""

    municipality: str
    day: date
    papers: tuple[ListedPaper, ...]
    example: bool = False


def render_list(pile: PrintList) -> bytes:
    """The list that lies on top of the pile."""
    register_fonts()
    papers = pile.papers
    sheets = sum(paper.pages * paper.copies for paper in papers)
    flow = Flow()
    flow.plain(Heading.at("H1", LIST_TITLE, TITLE))
    flow.plain(TaggedParagraph.of(one_line(pile.municipality) or LIST_TITLE, SUBTITLE))
    flow.text(
        f"{write_count(len(papers), 'handling', 'handlingar')}, tillsammans "
        f"{write_count(sheets, 'sida', 'sidor')}, utskrivna {write_long_date(pile.day)}. De ligger i listans "
        "ordning. Kryssa för det som är klart; kontrollkoden står på varje sida i handlingen."
    )
    rows: list[list[Cell]] = [list(_COLUMNS), *(_row(n, paper) for n, paper in enumerate(papers, 1))]
    table = TaggedTable(rows, colWidths=_WIDTHS, repeatRows=1)
    table.row_header = 1
    style = table_style(size=DENSE.fontSize, leading=DENSE.leading)
    style.add("ALIGN", (3, 0), (4, -1), "RIGHT")
    style.add("ALIGN", (5, 0), (5, -1), "CENTER")
    table.setStyle(style)
    flow.table(table)
    return build_pdf(flow.story, *_about(pile, LIST_TITLE))


def render_sheet(pile: PrintList, place: int) -> bytes:
    """The sheet that lies before a paper and tells where it goes."""
    register_fonts()
    paper, flow = pile.papers[place], Flow()
    flow.plain(Heading.at("H1", label(paper.performer or paper.title), TITLE))
    flow.plain(TaggedParagraph.of(label(paper.title), SUBTITLE))
    copies = write_count(paper.copies, "exemplar", "exemplar")
    lines = [
        ("I högen", f"{place + 1} av {len(pile.papers)}"),
        ("Omfattning", f"{copies} med {write_count(paper.pages, 'sida', 'sidor')}"),
        ("Till", "\n".join(paper.receivers)),
        ("Version", f"{paper.version} (utkast)" if paper.draft and paper.version else paper.version),
        ("Kontrollkod", paper.code),
    ]
    add_opening(flow, [(name, value) for name, value in lines if value])
    return build_pdf(flow.story, *_about(pile, f"{_SHEET}: {one_line(paper.performer or paper.title)}"))


def _row(number: int, paper: ListedPaper) -> list[Cell]:
    named = [TaggedParagraph.of(label(paper.performer or paper.title), DENSE_STRONG, None)]
    said = [label(paper.title)] if paper.performer else []
    said += ["utkast"] if paper.draft else []
    if said:
        named.append(TaggedParagraph.of(", ".join(said), DENSE_MUTED, None))
    if paper.receivers:
        told = f"Ett exemplar var: {', '.join(paper.receivers)}"
        named.append(TaggedParagraph.of(told, DENSE_MUTED, None))
    return [
        str(number),
        named,
        TaggedParagraph.of(paper.code, DENSE, None),
        str(paper.pages),
        str(paper.copies),
        _BOX,
    ]


def _about(pile: PrintList, title: str) -> tuple[PageFurniture, Metadata]:
    municipality = one_line(pile.municipality)
    furniture = PageFurniture(
        head_left=municipality,
        head_right=title,
        foot=(f"Utskrivet {write_long_date(pile.day)}",),
        foot_fixed=("Exempelkommun",) if pile.example else (),
    )
    return furniture, Metadata(title, municipality, title, pile.day)
