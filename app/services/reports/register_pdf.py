"""The register of steering documents as PDF in landscape, what needs review first."""

from __future__ import annotations

from datetime import date
from typing import Final

from reportlab.lib.units import mm

from app.services.formatting import DASH, write_long_date
from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.styles import BODY, DENSE, DENSE_STRONG, LANDSCAPE, SUBTITLE, TITLE
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label, one_line
from app.services.steering.documents.register import RegisterRow, RegisterView
from app.services.steering.documents.registerwords import (
    decided_in_words,
    review_in_words,
    status_in_words,
    summary,
)

TITLE_WORDS: Final = "Styrdokumentsregister"
_COLUMNS: Final = ("Dokument", "Slag", "Status", "Beslut", "Diarienummer", "Giltighet", "Ansvarig", "Översyn")
_WIDTHS: Final = tuple(width * mm for width in (60, 32, 28, 42, 25, 22, 28, 24))


def render_register(view: RegisterView, *, municipality: str, day: date, whole: int | None = None) -> bytes:
    """The PDF of a register, or of a choice from its `whole`, as it is on a day; always the same bytes."""
    register_fonts()
    name = one_line(municipality)
    flow = Flow(LANDSCAPE)
    flow.plain(Heading.at("H1", TITLE_WORDS, TITLE), TaggedParagraph.of(name or DASH, SUBTITLE))
    choice = "" if whole in (None, len(view.rows)) else f"Ett urval av registrets {whole} dokument: "
    flow.text(f"{choice}{summary(view)} Uppgifter per {write_long_date(day)}.")
    if view.rows:
        _add_rows(flow, view)
    else:
        flow.absent("Registret är tomt.")
    furniture = PageFurniture(
        head_left=name,
        head_right=TITLE_WORDS,
        foot=(f"Uppgifter per {write_long_date(day)}",),
        foot_fixed=("Exempelkommun",) if any(row.example for row in view.rows) else (),
        paper=LANDSCAPE,
    )
    return build_pdf(flow.story, furniture, Metadata(TITLE_WORDS, name, summary(view), day))


def _add_rows(flow: Flow, view: RegisterView) -> None:
    rows: list[list[Cell]] = [list(_COLUMNS), *(_cells(row) for row in view.rows)]
    table = TaggedTable(rows, colWidths=_WIDTHS, repeatRows=1)
    table.setStyle(table_style(size=DENSE.fontSize, leading=DENSE.leading))
    if flow.fits(table):
        flow.table(table)
        return
    for row in view.rows:
        told = zip(_COLUMNS, _texts(row), strict=True)
        flow.plain(TaggedParagraph.of("\n".join(f"{column}: {text or DASH}" for column, text in told), BODY))


def _cells(row: RegisterRow) -> list[Cell]:
    first, *rest = _texts(row)
    named = [TaggedParagraph.of(first, DENSE_STRONG, None)]
    if row.unit and row.unit != row.responsible:
        named.append(TaggedParagraph.of(label(row.unit), DENSE, None))
    return [named, *(TaggedParagraph.of(text or DASH, DENSE, None) for text in rest)]


def _texts(row: RegisterRow) -> tuple[str, ...]:
    decided = decided_in_words(row)
    decided = "\n".join(part for part in (decided, row.body or "") if part) if decided else ""
    return (
        label(row.title),
        label(row.kind),
        status_in_words(row),
        decided,
        row.registration_number or "",
        row.validity,
        row.responsible or "",
        review_in_words(row),
    )
