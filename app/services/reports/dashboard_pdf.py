"""Pictures that fill a sheet: the dashboard of a unit, and the strategy map with its arrows as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.charts.scorecard_charts import card_dashboard, strategy_map
from app.services.charts.sheet import NO_CAPTION, Chart
from app.services.reports.archive import Metadata
from app.services.reports.chart_forms import PIXEL, ChartPicture, drawable
from app.services.reports.content_hash import printed_code
from app.services.reports.flow import Flow
from app.services.reports.flowables import ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.scorecard_paper import DashboardPaper, MapPaper, hash_of
from app.services.reports.scorecard_parts import small, stacked
from app.services.reports.scorecard_pdf import add_title, furniture, metadata
from app.services.reports.styles import LANDSCAPE, MUTED, Paper
from app.services.reports.text import label, one_line
from app.services.scorecard.causes import CauseMap
from app.services.scorecard.periods import report_words

KIND: Final = "Instrumentpanel"
MAP: Final = "Strategikarta"
MAP_SCHEMA: Final = "strategikarta/1"
_A3: Final = Paper(420 * mm, 297 * mm, side=18 * mm)
_NOTE = small("picture note", textColor=MUTED, spaceBefore=3)
_SMALLEST: Final = 0.72
"""A map that would be made smaller than this to keep on an A4 is put on an A3."""


def dashboard_pdf(dashboard: DashboardPaper) -> bytes:
    """The PDF of a unit's dashboard on one sheet; the same card gives the same bytes."""
    register_fonts()
    paper = dashboard.paper
    chart = card_dashboard(drawable(paper.card), drawable(dashboard.roll_up), drawable(paper.issue.measure))
    source, chart = chart.caption.source, replace(chart, caption=NO_CAPTION)
    title = dashboard.title
    flow = Flow(LANDSCAPE)
    height = add_title(flow, title, paper.period, paper.card.finding)
    _add_picture(flow, chart, source, LANDSCAPE.text_width, height)
    return build_pdf(flow.story, furniture(paper, title), metadata(paper, title, KIND))


def _add_picture(flow: Flow, chart: Chart, source: str, width: float, height: float) -> None:
    """A chart as large as the room, with where its figures come from below it."""
    below: list[Flowable] = [TaggedParagraph.of(label(source), _NOTE)] if source else []
    room = height - stacked(below, width) - 6
    flow.plain(ChartPicture(chart, width, height=room), *below)


def map_pdf(paper: MapPaper) -> bytes:
    """The PDF of a strategy map, on A4 or A3 lying down; the same map gives the same bytes."""
    register_fonts()
    causes, issue, title = paper.causes, paper.issue, paper.title
    chart = strategy_map(drawable(causes))
    sheet = _sheet_for(chart)
    flow = Flow(sheet)
    height = add_title(flow, title, report_words(causes.period), chart.caption.title, sheet)
    _add_picture(flow, chart, chart.caption.source, sheet.text_width, height)
    _add_arrows(flow, causes)
    code = printed_code(hash_of({"schema": MAP_SCHEMA, "map": _said(causes)}))
    example = any(goal.example for goal in causes.goals)
    page = PageFurniture(
        head_left=one_line(issue.municipality),
        head_right=one_line(title.replace(":", ",", 1)),
        foot=(report_words(causes.period),),
        foot_fixed=(f"Kontrollkod {code}", *(("Exempelkommun",) if example else ())),
        paper=sheet,
    )
    return build_pdf(
        flow.story, page, Metadata(one_line(title), one_line(issue.municipality), MAP, issue.day)
    )


def _sheet_for(chart: Chart) -> Paper:
    """The smaller sheet, if the map can be read there."""
    room = (LANDSCAPE.text_height - 70) / PIXEL
    return LANDSCAPE if chart.height * _SMALLEST <= room else _A3


def _add_arrows(flow: Flow, causes: CauseMap) -> None:
    """Each arrow in words, with what is noted of it."""
    titles = {goal.node_id: goal.title for goal in causes.goals}
    flow.heading("Orsak och verkan")
    if not causes.links:
        flow.absent("Inga samband är ritade.")
    told = []
    for link in causes.links:
        words = f"{label(titles[link.cause_id])} leder till {label(titles[link.effect_id])}"
        told.append(f"{words}: {label(link.note)}" if link.note else f"{words}.")
    if told:
        flow.items(ListItem.items(tuple(told)))
    if causes.left_out:
        count = f"{causes.left_out} mål" if causes.left_out > 1 else "Ett mål"
        flow.text(f"{count} utan samband har inte rum på kartan.")


def _said(causes: CauseMap) -> list[object]:
    return [
        causes.unit,
        causes.period,
        [[goal.title, goal.standing, goal.words] for goal in causes.goals],
        [[link.cause_id, link.effect_id, link.note or ""] for link in causes.links],
    ]
