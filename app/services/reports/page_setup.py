"""What a document says of itself: facts of the file, head, foot and mark of its pages, and the opening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from reportlab.lib.units import mm

from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.flowables import Rule, TaggedParagraph
from app.services.reports.pages import PageFurniture
from app.services.reports.styles import (
    CELL,
    HEAVY_RULE,
    INK,
    LABEL,
    LABEL_WIDTH,
    LIGHT_RULE,
    LINE,
    TEXT_WIDTH,
)
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import one_line


class Headed(Protocol):
    """What is known of every sort of document."""

    @property
    def municipality(self) -> str:
        """Whose document it is."""

    @property
    def kind_name(self) -> str:
        """What sort of document it is."""

    @property
    def full_title(self) -> str:
        """What the file, the bookmark and the head of each page say."""

    @property
    def document_date(self) -> date:
        """The day of the document."""

    @property
    def registration_number(self) -> str | None:
        """Its number in the municipality's register."""

    @property
    def example(self) -> bool:
        """Whether the municipality is made up."""


def set_up(
    document: Headed, *, unnamed: str, version: str, code: str, mark: str | None, number: str = ""
) -> tuple[PageFurniture, Metadata]:
    """What every page repeats, and what the file says of itself; a marked one says so in its title."""
    title = one_line(document.full_title) or one_line(document.kind_name) or unnamed
    municipality = one_line(document.municipality)
    told = f"Version {version}" if version else ""
    numbered = f"Nr {number}" if number else ""
    foot = (numbered, told, one_line(document.registration_number or ""))
    checked = f"Kontrollkod {code}"
    furniture = PageFurniture(
        head_left=municipality,
        head_right=title,
        foot=tuple(item for item in foot if item),
        foot_fixed=(checked, "Exempelkommun") if document.example else (checked,),
        mark=mark,
    )
    metadata = Metadata(
        title=f"{title} ({mark.lower()})" if mark else title,
        author=municipality,
        subject=one_line(document.kind_name),
        day=document.document_date,
    )
    return furniture, metadata


def add_opening(
    flow: Flow, lines: Sequence[tuple[str, str]], *, rule: float = HEAVY_RULE, colour: Any = INK
) -> None:
    """The facts of a document between two rules: a table, or running text where they are long."""
    flow.plain(Rule(thickness=rule, colour=colour, before=2.4 * mm, after=2 * mm))
    table = opening_table(lines)
    if flow.fits(table):
        flow.plain(table)
    else:
        for label, value in lines:
            flow.text(f"{label}\n{value}")
    flow.plain(Rule(thickness=LIGHT_RULE, colour=LINE, before=1.8 * mm, after=4 * mm))


def opening_table(lines: Sequence[tuple[str, str]]) -> TaggedTable:
    """A label and what is known, line by line."""
    rows: list[list[Cell]] = [
        [TaggedParagraph.of(label, LABEL, None), TaggedParagraph.of(value, CELL, None)]
        for label, value in lines
    ]
    table = TaggedTable(rows, colWidths=(LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH), repeatRows=0)
    style = table_style(header=False, hairlines=False)
    style.add("TOPPADDING", (0, 0), (-1, -1), 0.9)
    style.add("BOTTOMPADDING", (0, 0), (-1, -1), 1.3)
    table.setStyle(style)
    return table
