"""What a paper of the economy says: plain values, ready for the printer and for a hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, Literal

from app.models.canonical import canonical_json
from app.services.agreements.appearance import PaperLook
from app.services.charts.sheet import Chart
from app.services.economy.tables import EconomyTable

SCHEMA: Final = "ekonomi/1"
"""The shape of what is hashed, so that papers printed from an older shape still verify."""
Money = Literal["tkr", "kr"]
Height = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its caption; `height` says how much of a page it may take."""

    chart: Chart
    height: Height = "low"


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs and items under a heading of their own."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


Section = EconomyTable | Picture | Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of the economy: Resultatbudget, Investeringsbudget … with what it holds in order."""

    key: str
    title: str
    sections: tuple[Section, ...]
    lead: str = ""

    @property
    def tables(self) -> tuple[EconomyTable, ...]:
        """The tables of the chapter."""
        return tuple(one for one in self.sections if isinstance(one, EconomyTable))


@dataclass(frozen=True, slots=True)
class EconomyPaper:
    """One document, or several as the appendices of a budget; it can be sent to another process.

    `decided` is the decision in words; None while there is none, which marks the paper as a draft.
    """

    municipality: str
    plan: str
    version: str
    stage: str
    day: date
    money: Money
    chapters: tuple[Chapter, ...]
    decided: str | None = None
    registration_number: str | None = None
    example: bool = False
    look: PaperLook | None = None

    @property
    def draft(self) -> bool:
        """Whether the version is not decided."""
        return self.decided is None

    @property
    def title(self) -> str:
        """The document's own title, or what all of them are together."""
        return self.chapters[0].title if len(self.chapters) == 1 else "Ekonomiska bilagor"

    @property
    def full_title(self) -> str:
        """The title with the plan that it is about."""
        return f"{self.title}, {self.plan}"

    @property
    def file_title(self) -> str:
        """The title, the plan and the version."""
        return f"{self.title}, {self.plan}, {self.version}"

    @property
    def suffix(self) -> str:
        """It is a PDF."""
        return ".pdf"

    def render(self) -> bytes:
        """The PDF; the same paper gives the same bytes."""
        from app.services.reports.economy.pdf import render_economy

        return render_economy(self)


def content_hash(paper: EconomyPaper) -> str:
    """SHA-256 over what the paper says, as 64 hex digits; the same figures always give the same code."""
    return sha256(canonical_json(_said(paper)).encode()).hexdigest()


def _said(paper: EconomyPaper) -> Mapping[str, Any]:
    return {
        "schema": SCHEMA,
        "municipality": paper.municipality,
        "title": paper.full_title,
        "version": [paper.version, paper.stage, paper.decided or ""],
        "money": paper.money,
        "chapters": [
            [chapter.title, chapter.lead, [_section(one) for one in chapter.sections]]
            for chapter in paper.chapters
        ],
    }


def _section(section: Section) -> list[Any]:
    if isinstance(section, Words):
        return [section.title, list(section.paragraphs), list(section.items)]
    if isinstance(section, Picture):
        return [section.chart.caption.title, section.chart.words()]
    rows = [
        [row.label, row.style, [_exact(cell) for cell in row.cells], row.note, row.flag]
        for row in section.rows
    ]
    return [section.title, section.sentence, list(section.columns), rows, section.source]


def _exact(cell: Any) -> str | int | None:
    found: str | int | None = format(cell, "f") if isinstance(cell, Decimal) else cell
    return found
