"""The municipality's summary as PDF: units by perspectives, its own goals, and what is missing where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from app.services.charts.scorecard_charts import heat_map
from app.services.reports.chart_forms import drawable
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import build_pdf
from app.services.reports.scorecard_heat import columns_in, heat_table
from app.services.reports.scorecard_layout import BESIDE, add_beside
from app.services.reports.scorecard_listing import add_lacks
from app.services.reports.scorecard_notes import add_after, legend
from app.services.reports.scorecard_paper import SummaryPaper
from app.services.reports.scorecard_pdf import add_title, furniture, metadata, rows_of
from app.services.reports.scorecard_side import group_words, side
from app.services.reports.scorecard_table import WIDE, card_table
from app.services.reports.styles import ABSENT, LANDSCAPE, NOTE, SUBHEADING
from app.services.reports.tables import TaggedTable
from app.services.scorecard.views import RollUpRow

KIND: Final = "Sammanfattning av styrkort"
_HEAT_NOTE: Final = (
    "Poäng 0–10, 6,67 vid målvärdet, med hur många mått som har uppgift. Varje enhet är räknad med det "
    "som hör till enheterna under den. Tom ruta: enheten har inga mått där."
)


def summary_pdf(summary: SummaryPaper) -> bytes:
    """The PDF of the summary; the same figures give the same bytes."""
    register_fonts()
    flow, paper = Flow(LANDSCAPE), summary.paper
    height = add_title(flow, summary.title, paper.period, paper.card.finding)
    panel, whole = side(paper, height)
    _add_heat(flow, summary, panel, height)
    rows = rows_of(paper)
    flow.heading(f"Mål och {paper.issue.measure.many} för {paper.card.unit}")
    if rows:
        flow.table(card_table(rows, paper.issue.measure, WIDE))
        flow.plain(*legend(paper))
    else:
        flow.absent(f"Kommunen har inga egna mål och {paper.issue.measure.no} {paper.issue.measure.one}.")
    add_after(flow, paper, actions=not whole, lacks=False)
    _add_lacks(flow, summary)
    return build_pdf(flow.story, furniture(summary, summary.title), metadata(paper, summary.title, KIND))


def _add_heat(flow: Flow, summary: SummaryPaper, panel: Sequence[Flowable], height: float) -> None:
    """Units by perspectives beside the panel; columns that have no room there in tables of their own."""
    roll_up = summary.roll_up
    title = heat_map(drawable(roll_up)).caption.title or _what(summary)
    heading = Heading.at("H2", title, SUBHEADING)
    note = TaggedParagraph.of(_HEAT_NOTE, NOTE)
    if not roll_up.rows:
        nobody = TaggedParagraph.of("Ingen enhet har mål eller mått.", ABSENT)
        add_beside(flow, panel, (), _no_table, height, above=[heading, nobody])
        return
    first, *others = columns_in(roll_up, BESIDE)

    def made(rows: Sequence[RollUpRow], width: float) -> TaggedTable:
        return heat_table(roll_up, rows, first, width)

    add_beside(flow, panel, roll_up.rows, made, height, above=[heading], notes=[note])
    for columns in others:
        flow.heading(f"{_what(summary)}, fortsättning")
        flow.table(heat_table(roll_up, roll_up.rows, columns, flow.width))


def _what(summary: SummaryPaper) -> str:
    """What the columns are."""
    return f"Enheter och {group_words(summary.paper.card.groups)}"


def _no_table(_rows: Sequence[object], _width: float) -> TaggedTable:
    return TaggedTable([[""]])


def _add_lacks(flow: Flow, summary: SummaryPaper) -> None:
    flow.heading("Uppgift eller ägare saknas")
    if not summary.lacks:
        flow.absent(f"Varje {summary.paper.issue.measure.one} har en uppgift och en ägare.")
        return
    told = [(each.unit, each.lack) for each in summary.lacks]
    add_lacks(flow, told, summary.paper.issue.measure.single)
