"""One agreement costs little more than its text by itself and its charts by themselves.

The text is the same words and tables drawn with bare platypus: no tags, no archive step, no bookmarks. The
charts are the same four pictures saved as files of one page.
"""

from app.services.agreements.appearance import PaperLook
from app.services.agreements.document import AgreementDocument, FramesTable, KeyFigures
from app.services.charts.sheet import Chart
from app.services.reports.agreement_charts import CHART_SIZE, figure_chart, frame_chart
from app.services.reports.chart_forms import drawn
from app.services.reports.styles import TEXT_WIDTH
from app.services.reports.uppdragshandling import render
from benchmarks.agreement_pile import CHARTS, PAGES, pile
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.platypus import render_bare

GOAL = Goal(
    "one agreement",
    f"{PAGES} pages with {CHARTS} charts, tagged and archivable",
    "its words untagged with bare platypus and its charts by themselves",
    1.3,
)
COVERED = Goal("with a cover", "the same with a cover and colour", "the same by themselves")


def run(rounds: int) -> list[Result]:
    """Draw the whole and its parts in turns."""
    document = pile(1)[0]
    charts = _charts(document)
    if len(charts) != CHARTS:
        raise RuntimeError(f"the paper has {len(charts)} charts and not {CHARTS}")
    look = PaperLook("#1F5F8B", cover=True)

    def apart() -> float:
        return timed(
            lambda: (
                render_bare(document),
                [drawn(chart, width, height=height) for chart, width, height in charts],
            )
        )

    return [
        side_by_side(GOAL, lambda: timed(lambda: render(document)), apart, rounds=rounds),
        side_by_side(COVERED, lambda: timed(lambda: render(document, look=look)), apart, rounds=rounds),
    ]


def _charts(document: AgreementDocument) -> list[tuple[Chart, float, float | None]]:
    """Each chart of the paper with the room that it has there."""
    found: list[tuple[Chart, float, float | None]] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, FramesTable) and (composed := frame_chart(block)) is not None:
                found.append((composed, TEXT_WIDTH, None))
            elif isinstance(block, KeyFigures):
                made = (figure_chart(item) for item in block.items)
                found += [(chart, *CHART_SIZE) for chart in made if chart is not None]
    return found
