"""The blocks of an agreement's parts in the flow of its pages."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final, assert_never

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.services import richtext
from app.services.agreements.document import (
    Activities,
    Assignments,
    Block,
    BulletList,
    Commitments,
    FollowUpPlan,
    FramesTable,
    KeyFigures,
    Paragraph,
    Rich,
    Section,
    Subheading,
)
from app.services.formatting import write_tkr
from app.services.reports.agreement_charts import figure_pictures, frame_chart, written_values
from app.services.reports.agreement_tables import (
    commitments_table,
    follow_up_table,
    frames_table,
    serving_words,
)
from app.services.reports.agreement_work import (
    activities_table,
    assignment_facts,
    assignments_table,
    developments_table,
    key_figures_table,
)
from app.services.reports.chart_forms import ChartPicture
from app.services.reports.flow import Flow
from app.services.reports.flowables import ListItem, TaggedParagraph
from app.services.reports.rich import add_rich
from app.services.reports.styles import DENSE_MUTED, DENSE_STRONG, NOTE, TEXT_HEIGHT, TEXT_WIDTH
from app.services.reports.text import one_line, paragraphs

_REPORTED: Final = "Vad utföraren redovisar"
_REPORTED_BY_OTHERS: Final = "Vad som redovisas"
_CHART_TITLE: Final = ParagraphStyle(
    "chart title", parent=DENSE_STRONG, spaceBefore=3.5 * mm, spaceAfter=1.5 * mm
)
_HIGHEST_CHART: Final = 0.7 * TEXT_HEIGHT
_TARGET_NOTE: Final = "Den streckade linjen är målet."
_TABLES: Final = (Commitments, FollowUpPlan, FramesTable, Activities, Assignments, KeyFigures)


class Blocks:
    """Puts parts with their blocks into a flow; with `charts` the ones that the blocks ask for are drawn."""

    def __init__(self, flow: Flow, *, charts: bool, performer: str | None = None) -> None:
        """`performer` is what the kind calls the performer, where it says so."""
        self._flow, self._charts = flow, charts
        self._reported = _REPORTED_BY_OTHERS if performer else _REPORTED
        self._number = self._below = 0

    def add_section(self, number: int, section: Section) -> None:
        """A numbered part; one without blocks says that it is missing."""
        flow = self._flow
        flow.heading(f"{number} {section.heading.strip() or 'Utan rubrik'}")
        self._number, self._below = number, 0
        if not section.blocks:
            flow.absent("Avsnittet saknas.")
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            if isinstance(block, Paragraph) and isinstance(following, _TABLES):
                flow.lead(block.text)
            else:
                self._add(block)

    def _add(self, block: Block) -> None:
        flow = self._flow
        match block:
            case Paragraph():
                flow.text(block.text)
            case Rich():
                add_rich(flow, richtext.read(block.text), below=self._below > 0)
            case Subheading():
                self._below += 1
                flow.subheading(f"{self._number}.{self._below} {block.text}")
            case BulletList():
                flow.items([*ListItem.items(block.items), Spacer(0, 1.6 * mm)])
            case FramesTable():
                add_frames(flow, block, charts=self._charts, floats=True)
            case Commitments():
                self._add_commitments(block)
            case FollowUpPlan():
                self._add_follow_up(block)
            case Activities():
                self._add_activities(block)
            case Assignments():
                self._add_assignments(block)
            case KeyFigures():
                self._add_key_figures(block)
            case _:
                assert_never(block)

    def _add_commitments(self, block: Commitments) -> None:
        flow = self._flow
        if not block.items:
            flow.absent("Åtagandena saknas." if block.label == "Åtagande" else f"{block.label} saknas.")
            return
        table = commitments_table(block.items, block.label)
        if flow.fits(table):
            flow.table(table)
            return
        for number, item in enumerate(block.items, 1):
            flow.subheading(f"{block.label} {number}: {one_line(item.title)}")
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

    def _add_follow_up(self, block: FollowUpPlan) -> None:
        flow = self._flow
        if not block.rows:
            flow.absent("Planen för uppföljning saknas.")
            return
        table = follow_up_table(block.rows, self._reported)
        if flow.fits(table):
            flow.table(table)
            return
        for row in block.rows:
            recipient = f" (till {row.recipient})" if row.recipient else ""
            flow.text(f"{row.when}{recipient}: {row.what}")

    def _add_activities(self, block: Activities) -> None:
        flow = self._flow
        if not block.items:
            flow.absent("Inga aktiviteter är angivna.")
            return
        table = activities_table(block.items)
        if flow.fits(table):
            flow.table(table)
            return
        for number, item in enumerate(block.items, 1):
            facts = (("Ansvarig", item.responsible), ("När", item.when), ("Bidrar till", item.serves))
            told = [f"{label}: {value}" for label, value in facts if value]
            flow.text("\n".join((f"{number}. {item.title}", *told)))

    def _add_assignments(self, block: Assignments) -> None:
        flow = self._flow
        if not block.items:
            flow.absent("Inga uppdrag är angivna.")
            return
        table = assignments_table(block.items)
        if flow.fits(table):
            flow.table(table)
            return
        for number, item in enumerate(block.items, 1):
            flow.subheading(f"Uppdrag {number}: {one_line(item.title)}")
            flow.text(item.text or "")
            flow.text(item.funding or "")
            money = None if item.amount is None else write_tkr(item.amount, unit=True)
            stated = [
                f"{label}: {value}" for label, value in (("Tillskott", money), ("Klart", item.due)) if value
            ]
            flow.text("\n".join((*stated, assignment_facts(item))))

    def _add_key_figures(self, block: KeyFigures) -> None:
        flow = self._flow
        if not block.items:
            flow.absent("Inga nyckeltal är angivna.")
            return
        pictures = figure_pictures(block.items) if self._charts and block.chart else []
        if any(pictures):
            table = developments_table(block.items, pictures)
        else:
            table = key_figures_table(block.items, written_values(block.items))
        if flow.fits(table):
            flow.table(table)
            if any(pictures) and any(item.target_value for item in block.items):
                flow.plain(*notes(_TARGET_NOTE))
            return
        for item in block.items:
            values = ", ".join(f"{point.period}: {point.value or '–'}" for point in item.points)
            flow.text(f"{item.name}\n{values}")


def add_frames(flow: Flow, frames: FramesTable, *, charts: bool, floats: bool = False) -> None:
    """A frames table with its notes, and below it the chart that it asks for.

    A chart that `floats` may stand at the top of the next page, with the text after it moved up.
    """
    if not frames.rows:
        flow.absent("Budgetramarna saknas.")
        return
    flow.sums(frames_table(frames), *notes(frames.note))
    chart = frame_chart(frames) if charts and frames.chart else None
    if chart is None:
        return
    shown: list[Flowable] = [
        TaggedParagraph.of(chart.caption.title, _CHART_TITLE),
        ChartPicture(chart, TEXT_WIDTH, height=_HIGHEST_CHART),
        *notes(chart.caption.note),
        Spacer(0, 1.5 * mm),
    ]
    if floats:
        flow.movable(shown)
    else:
        flow.together(shown)


def notes(text: str | None) -> list[TaggedParagraph]:
    """The small text below a table or a chart."""
    return [TaggedParagraph.of(part, NOTE, "Note") for part in paragraphs(text or "")]
