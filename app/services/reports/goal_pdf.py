"""The page of a goal as PDF, standing: its chain, figures, charts, analysis, actions and earlier results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from reportlab.platypus import Flowable

from app.services.charts.scorecard_charts import trend_of
from app.services.formatting import DASH, write_date, write_long_date
from app.services.reports.archive import Metadata
from app.services.reports.chart_forms import ChartPicture, drawable
from app.services.reports.content_hash import printed_code
from app.services.reports.flow import Flow
from app.services.reports.flowables import Heading, ListItem, TaggedParagraph
from app.services.reports.fonts import register_fonts
from app.services.reports.goal_chain import add_chain, standing_words
from app.services.reports.goal_paper import GoalPaper, content_hash
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.scorecard_listing import Texts, add_texts
from app.services.reports.scorecard_parts import Beside, Signed, small
from app.services.reports.scorecard_table import figure_table
from app.services.reports.styles import MUTED, NOTE, PORTRAIT, SUBTITLE, TITLE
from app.services.reports.text import label, one_line
from app.services.scorecard.goalviews import Action, GoalPage, Judgement
from app.services.scorecard.views import TREND_WORDS, Figure

KIND: Final = "Målsida"
_GAP: Final = 18.0
_CHART_HEIGHT: Final = 150.0
_FINDING = small("finding", "SourceSansPro-Semibold", 10, spaceAfter=1)
_QUIET = small("chart note", textColor=MUTED, spaceAfter=2)
_THREAD = small("thread head", "SourceSansPro-Semibold", 10, spaceAfter=2)
_STANDING = small("standing", "SourceSansPro-Semibold", 11, spaceAfter=3)


def goal_pdf(paper: GoalPaper) -> bytes:
    """The PDF of a goal's page; the same goal gives the same bytes."""
    register_fonts()
    flow, page = Flow(PORTRAIT), paper.page
    flow.plain(Heading.at("H1", label(page.title), TITLE), TaggedParagraph.of(_about(paper), SUBTITLE))
    _add_standing(flow, paper)
    add_chain(flow, paper)
    _add_figures(flow, paper)
    _add_charts(flow, page.all_figures)
    _add_analysis(flow, page.judgement)
    _add_actions(flow, page.judgement.actions)
    _add_deeds(flow, page)
    _add_judgements(flow, "Enheternas bidrag", page.contributions)
    _add_judgements(flow, "Tidigare bedömningar", page.earlier)
    _add_thread(flow, page)
    title = one_line(page.title) or KIND
    furniture = PageFurniture(
        head_left=one_line(paper.issue.municipality),
        head_right=f"{KIND}, {title}",
        foot=(paper.period,),
        foot_fixed=(
            f"Kontrollkod {printed_code(content_hash(paper))}",
            *(("Exempelkommun",) if paper.example else ()),
        ),
    )
    metadata = Metadata(f"{KIND}: {title}", one_line(paper.issue.municipality), KIND, paper.issue.day)
    return build_pdf(flow.story, furniture, metadata)


def _about(paper: GoalPaper) -> str:
    page = paper.page
    facts = (page.level, page.unit, page.owner if page.owner != page.unit else None, paper.period)
    return ", ".join(label(fact) for fact in facts if fact)


def _add_standing(flow: Flow, paper: GoalPaper) -> None:
    """How the goal stands, who says so, and what the figures say."""
    page, judged = paper.page, paper.page.judgement
    if page.text:
        flow.text(page.text)
    flow.plain(Signed.standing(page.standing, standing_words(paper), _STANDING))
    said = []
    if judged.decided:
        who = judged.assessed_by or judged.analyst_role
        when = write_long_date(judged.assessed_on) if judged.assessed_on else ""
        said.append(f"Bedömt{f' av {label(who)}' if who else ''}{f' {when}' if when else ''}.")
    elif judged.result is not None:
        said.append(f"Utkast till bedömning: {judged.result.name.lower()}.")
    if judged.trend in TREND_WORDS:
        said.append(f"Riktning: {TREND_WORDS[judged.trend]}.")  # type: ignore[index]
    said += [words for words in (page.why, page.difference) if words]
    if judged.reason:
        said.append(f"Skäl: {judged.reason}")
    flow.text(" ".join(said))


def _add_figures(flow: Flow, paper: GoalPaper) -> None:
    page, measure = paper.page, paper.issue.measure
    flow.heading(measure.title)
    if not page.all_figures:
        flow.absent(f"Målet har {measure.no} {measure.one}.")
        return
    flow.table(figure_table(page.all_figures, page.period, measure, flow.width))
    owners = [f"{label(each.name)}: {label(each.owner or 'ägare saknas')}" for each in page.all_figures]
    flow.plain(TaggedParagraph.of(f"Äger och svarar för uppgiften: {'; '.join(owners)}.", NOTE))


def _add_charts(flow: Flow, figures: Sequence[Figure]) -> None:
    """The trend of each figure that has more than one outcome, two beside each other."""
    drawn = [figure for figure in figures if len(figure.points) > 1]
    width = (flow.width - _GAP) / 2
    if drawn:
        flow.heading("Utveckling")
    for place in range(0, len(drawn), 2):
        pair = drawn[place : place + 2]
        columns = [list(_chart(figure, width)) for figure in pair]
        flow.together([Beside([*columns, *([[]] if len(pair) == 1 else [])], [width] * 2, _GAP)])


def _chart(figure: Figure, width: float) -> Iterator[Flowable]:
    chart = trend_of(drawable(figure))
    caption = chart.caption
    yield TaggedParagraph.of(label(caption.title), _FINDING)
    if caption.note:
        yield TaggedParagraph.of(label(caption.note), _QUIET)
    yield ChartPicture(chart, width, height=_CHART_HEIGHT)
    if caption.source:
        yield TaggedParagraph.of(label(caption.source), NOTE)


def _add_analysis(flow: Flow, judged: Judgement) -> None:
    parts = [("Analys", judged.analysis), ("Slutsats", judged.conclusion), ("Risk", judged.risk)]
    told = [(head, words) for head, words in parts if words]
    flow.heading("Analys")
    if not told:
        flow.absent("Ingen analys är skriven.")
    for head, words in told:
        if head != "Analys":
            flow.subheading(head)
        flow.text(words)


def _add_actions(flow: Flow, actions: Sequence[Action]) -> None:
    flow.heading("Åtgärder")
    if not actions:
        flow.absent("Inga åtgärder är föreslagna.")
        return
    rows = [
        (
            action.text,
            action.responsible or DASH,
            _day(action.due),
            _became(action),
        )
        for action in actions
    ]
    add_texts(flow, ("Åtgärd", "Ansvarig", "Klart", "Har blivit"), _cells(rows), (0.42, 0.2, 0.13, 0.25))


def _day(day: date | None) -> str:
    return write_date(day) if day is not None else DASH


def _became(action: Action) -> str:
    if action.activity_id is not None:
        status = f" ({action.activity_status})" if action.activity_status else ""
        return f"Aktivitet: {action.activity or DASH}{status}"
    return f"Mål: {action.node or DASH}" if action.node_id is not None else "Förslag"


def _add_deeds(flow: Flow, page: GoalPage) -> None:
    if not page.deeds:
        return
    assigned = any(deed.kind == "assignment" for deed in page.deeds)
    flow.heading("Aktiviteter och uppdrag" if assigned else "Aktiviteter")
    rows = [
        (
            deed.title,
            deed.responsible or DASH,
            _day(deed.ends),
            f"{deed.status}, försenad" if deed.late else deed.status,
        )
        for deed in page.deeds
    ]
    add_texts(flow, ("Aktivitet", "Ansvarig", "Klart", "Läge"), _cells(rows), (0.42, 0.24, 0.14, 0.2))


def _add_judgements(flow: Flow, title: str, told: Sequence[Judgement]) -> None:
    """What units or earlier periods have said, as a table; its analyses as they were written."""
    if not told:
        return
    flow.heading(title)
    rows = [
        (
            ", ".join(filter(None, (each.unit, each.period_words))),
            each.result.name if each.result else DASH,
            each.analysis or each.conclusion or DASH,
        )
        for each in told
    ]
    add_texts(flow, ("Period", "Resultat", "Analys"), _cells(rows), (0.24, 0.2, 0.56))


def _add_thread(flow: Flow, page: GoalPage) -> None:
    lists = (
        ("Hör till", page.thread), ("Bidrar till", page.serves), ("Får bidrag av", page.served_by),
        ("Orsakas av", page.causes), ("Leder till", page.effects),
    )  # fmt: skip
    shown = [(head, links) for head, links in lists if links]
    if shown:
        flow.heading("Plats i röda tråden")
    for head, links in shown:
        flow.introduce(TaggedParagraph.of(head, _THREAD))
        flow.items(ListItem.items(tuple(f"{label(link.level)}: {label(link.title)}" for link in links)))


def _cells(rows: Sequence[Sequence[str]]) -> list[list[Texts]]:
    return [[[cell] for cell in row] for row in rows]
