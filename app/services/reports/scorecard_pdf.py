"""The scorecard of a unit as PDF, lying down: panel and table, then analyses, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.reports.archive import Metadata
from app.services.reports.content_hash import printed_code
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.scorecard_layout import BESIDE, add_beside
from app.services.reports.scorecard_notes import add_after, legend
from app.services.reports.scorecard_paper import CardPaper, SummaryPaper, content_hash
from app.services.reports.scorecard_parts import Beside, small, stacked
from app.services.reports.scorecard_side import side
from app.services.reports.scorecard_table import NARROW, WIDE, Row, card_rows, card_table
from app.services.reports.styles import ABSENT, LANDSCAPE, MUTED, SUBTITLE, TITLE, Paper
from app.services.reports.tables import TaggedTable
from app.services.reports.text import label, one_line
from app.services.scorecard.words import MeasureWord

KIND: Final = "Styrkort"
_PERIOD_ROOM: Final = 62 * mm
_PERIOD = small("period", size=11, alignment=TA_RIGHT, textColor=MUTED, leading=22)
_SLACK: Final = 1.0


def render_card(paper: CardPaper) -> bytes:
    """The PDF of a scorecard; the same card gives the same bytes."""
    register_fonts()
    flow = Flow(LANDSCAPE)
    height = add_title(flow, paper.title, paper.period, paper.card.finding)
    panel, whole = side(paper, height)
    rows = rows_of(paper)
    absent = () if rows else (_absent(paper),)
    made = partial(_made, measure=paper.issue.measure)
    add_beside(
        flow,
        panel,
        rows,
        made,
        height,
        tighter=partial(made, tight=True),
        above=absent,
        notes=legend(paper),
        opens=lambda row: row.group,
    )
    add_after(flow, paper, actions=not whole)
    return build_pdf(flow.story, furniture(paper, paper.title), metadata(paper, paper.title, KIND))


def rows_of(paper: CardPaper) -> list[Row]:
    """The lines of the table of a card."""
    return card_rows(paper.card, paper.issue.measure)


def _made(rows: Sequence[Row], width: float, *, measure: MeasureWord, tight: bool = False) -> TaggedTable:
    return card_table(rows, measure, NARROW if width == BESIDE else WIDE, tight=tight)


def add_title(flow: Flow, title: str, period: str, finding: str, sheet: Paper = LANDSCAPE) -> float:
    """The title with its period at the right and the finding below them; gives the height that is left."""
    room = sheet.text_width - _PERIOD_ROOM
    heading = Heading.at("H1", label(title), TITLE)
    said = TaggedParagraph.of(period, _PERIOD)
    lines: list[Flowable] = [Beside([[heading], [said]], (room, _PERIOD_ROOM), 0)]
    if finding:
        lines.append(TaggedParagraph.of(label(finding), SUBTITLE))
    flow.plain(*lines)
    taken = stacked(lines, sheet.text_width) + SUBTITLE.spaceAfter
    return float(sheet.text_height - taken - _SLACK)


def furniture(paper: CardPaper | SummaryPaper, title: str) -> PageFurniture:
    """What every sheet repeats."""
    card = paper.paper if isinstance(paper, SummaryPaper) else paper
    code = printed_code(content_hash(paper))
    return PageFurniture(
        head_left=one_line(card.issue.municipality),
        head_right=one_line(title.replace(":", ",", 1)),
        foot=(one_line(card.version),),
        foot_fixed=(f"Kontrollkod {code}", *(("Exempelkommun",) if card.example else ())),
        paper=LANDSCAPE,
    )


def metadata(paper: CardPaper, title: str, kind: str) -> Metadata:
    """What the file says of itself."""
    named = f"{one_line(title)}, {paper.period}"
    return Metadata(named, one_line(paper.issue.municipality), kind, paper.issue.day)


def _absent(paper: CardPaper) -> TaggedParagraph:
    measure = paper.issue.measure
    return TaggedParagraph.of(f"Styrkortet har inga mål och {measure.no} {measure.one}.", ABSENT)
