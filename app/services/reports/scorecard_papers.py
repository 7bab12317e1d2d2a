"""Every paper about goals and scorecards as PDF, by what it is; and many after each other for a printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from app.services.reports.goal_paper import GoalPaper
from app.services.reports.scorecard_paper import CardPaper, DashboardPaper, MapPaper, SummaryPaper

Paper = CardPaper | SummaryPaper | GoalPaper | DashboardPaper | MapPaper


@dataclass(frozen=True, slots=True)
class Pile:
    """Papers that are printed after each other; each keeps the numbers of its own pages."""

    title: str
    papers: tuple[Paper, ...]


def render_paper(paper: Paper) -> bytes:
    """The PDF of a paper; the same paper gives the same bytes."""
    if isinstance(paper, GoalPaper):
        from app.services.reports.goal_pdf import goal_pdf

        return goal_pdf(paper)
    if isinstance(paper, DashboardPaper | MapPaper):
        from app.services.reports.dashboard_pdf import dashboard_pdf, map_pdf

        return map_pdf(paper) if isinstance(paper, MapPaper) else dashboard_pdf(paper)
    from app.services.reports.scorecard_pdf import render_card
    from app.services.reports.scorecard_summary_pdf import summary_pdf

    return summary_pdf(paper) if isinstance(paper, SummaryPaper) else render_card(paper)


def render_pile(pile: Pile) -> bytes:
    """The pages of many papers in one file, for a printer alone, since it has no tags."""
    return joined([render_paper(paper) for paper in pile.papers])


def joined(contents: Sequence[bytes]) -> bytes:
    """The pages of several files after each other."""
    from pikepdf import Pdf

    made = Pdf.new()
    for content in contents:
        with Pdf.open(BytesIO(content)) as source:
            made.pages.extend(source.pages)
    result = BytesIO()
    made.save(result, deterministic_id=True)
    return result.getvalue()
