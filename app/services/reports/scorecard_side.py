"""What stands at the left of a scorecard: the picture of its perspectives, what it came to, and actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.services.charts.scorecard_charts import radar
from app.services.formatting import DASH
from app.services.reports.chart_forms import ChartPicture, drawable
from app.services.reports.flowables import Heading, Rule, TaggedParagraph
from app.services.reports.scorecard_paper import CardPaper, score_words
from app.services.reports.scorecard_parts import Signed, small, stacked
from app.services.reports.styles import LIGHT_RULE, LINE, MUTED
from app.services.reports.tables import TaggedTable, table_style
from app.services.reports.text import paragraphs
from app.services.scorecard.views import STANDING_WORDS, Card, Group, Standing
from app.services.scorecard.words import MeasureWord

SIDE_WIDTH: Final = 56.4 * mm
_SIZE: Final = 9.5
_WORDS = small("side", size=_SIZE, spaceAfter=2)
_NUMBER = small("side number", "SourceSansPro-Semibold", _SIZE, alignment=2)
_HEADING = small("side heading", "SourceSansPro-Semibold", 10.5, spaceBefore=8, spaceAfter=2)
_NOTE = small("side note", textColor=MUTED, spaceAfter=2)
_RULE_SPACE: Final = 6.0
_MOST_PICTURE, _FAIR_PICTURE, _LEAST_PICTURE = 56 * mm, 44 * mm, 26 * mm
_ENDINGS: Final = {"perspektiv": "en", "målområden": "a"}
_MORE: Final = "Fler åtgärder står efter tabellen."
_ALL: Final = "Åtgärderna står efter tabellen."


def side(paper: CardPaper, height: float) -> tuple[list[Flowable], bool]:
    """The panel in a height, and whether everything that is to be done had room in it."""
    rule = Rule(after=_RULE_SPACE - 2)
    facts: list[Flowable] = [_table(paper), *_formula(paper.card)]
    room = height - stacked([rule, *facts], SIDE_WIDTH) - 2 * _RULE_SPACE
    spared = room - stacked(_first_action(paper.card), SIDE_WIDTH)
    draw = partial(_picture, paper.card, paper.issue.measure)
    picture = draw(spared, _FAIR_PICTURE) or draw(room, _LEAST_PICTURE)
    return _with_actions([rule, *picture, *facts], paper.card, height)


def group_words(groups: Sequence[Group]) -> str:
    """What a card is divided into."""
    return "perspektiv" if any(group.perspective_id is not None for group in groups) else "målområden"


def _picture(card: Card, measure: MeasureWord, room: float, least: float) -> list[Flowable]:
    """The perspectives as a radar; as bars where they are too few for one. Nothing lower than the least."""
    if not card.groups:
        return []
    chart = radar(drawable(card), drawable(measure))
    heading = Heading.at("H2", chart.caption.title, _HEADING)
    note = [TaggedParagraph.of(chart.caption.note, _NOTE)] if chart.caption.note else []
    left = min(_MOST_PICTURE, room - stacked([heading, *note], SIDE_WIDTH) - _RULE_SPACE)
    if left < least:
        return []
    return [heading, *note, ChartPicture(chart, SIDE_WIDTH, height=left)]


def _table(paper: CardPaper) -> TaggedTable:
    """How many goals are met, how much is known, and the average."""
    card, measure = paper.card, paper.issue.measure
    counts: tuple[tuple[Standing, str, int], ...] = (
        ("met", "Uppfyllda mål", card.met),
        ("partly", STANDING_WORDS["partly"], card.partly),
        ("unmet", "Ej uppfyllda", card.unmet),
        ("missing", "Inte bedömda", card.unknown),
    )
    rows: list[list[Flowable]] = [
        [Signed.standing(standing, words, _WORDS), TaggedParagraph.of(str(count), _NUMBER, None)]
        for standing, words, count in counts
        if count or standing != "missing"
    ]
    rows += [
        [TaggedParagraph.of(words, _WORDS, None), TaggedParagraph.of(said, _NUMBER, None)]
        for words, said in _facts(card, measure)
    ]
    table = TaggedTable(rows, colWidths=(SIDE_WIDTH - 46, 46), repeatRows=0, hAlign="LEFT")
    style = table_style(size=_SIZE, leading=_SIZE * 1.32, header=False, hairlines=False)
    style.add("TOPPADDING", (0, 0), (-1, -1), 1.6)
    style.add("BOTTOMPADDING", (0, 0), (-1, -1), 2.2)
    style.add("LINEABOVE", (0, 0), (-1, 0), LIGHT_RULE, LINE)
    style.add("LINEBELOW", (0, -1), (-1, -1), LIGHT_RULE, LINE)
    table.setStyle(style)
    table.spaceBefore, table.spaceAfter = _RULE_SPACE, _RULE_SPACE
    return table


def _facts(card: Card, measure: MeasureWord) -> Iterator[tuple[str, str]]:
    """How much is known, and the averages: leading and lagging apart where there are both."""
    average, kind = card.average, group_words(card.groups)
    yield f"{measure.title} med uppgift", f"{average.counted} av {average.count}"
    if card.groups:
        yield f"Medel av {kind}{_ENDINGS[kind]}", score_words(average.score)
    if average.leading is not None and average.lagging is not None:
        yield "Ledande", score_words(average.leading)
        yield "Eftersläpande", score_words(average.lagging)


def _formula(card: Card) -> list[Flowable]:
    return [TaggedParagraph.of(card.average.formula, _NOTE)] if card.average.formula else []


def _with_actions(made: list[Flowable], card: Card, height: float) -> tuple[list[Flowable], bool]:
    """The actions that have room, the first of them with their heading."""
    actions = _actions(card)
    if not actions:
        return made, True
    heading = _action_heading(actions)
    told: list[Flowable] = []
    for action in actions:
        found = _action_words(action)
        if stacked([*made, heading, *told, *found], SIDE_WIDTH) > height - 2 * _NOTE.leading:
            more = TaggedParagraph.of(_MORE if told else _ALL, _NOTE)
            return [*made, *([heading, *told] if told else []), more], False
        told += found
    return [*made, heading, *told], True


def _actions(card: Card) -> list[str]:
    return [action for group in card.groups for goal in group.goals for action in goal.actions]


def _action_heading(actions: Sequence[str]) -> Flowable:
    return Heading.at("H2", "Åtgärd" if len(actions) == 1 else "Åtgärder", _HEADING)


def _action_words(action: str) -> list[Flowable]:
    return [TaggedParagraph.of(part, _WORDS) for part in paragraphs(action) or (DASH,)]


def _first_action(card: Card) -> list[Flowable]:
    """What the first action needs, with the line that says where the others are."""
    actions = _actions(card)
    if not actions:
        return []
    more = TaggedParagraph.of(_MORE, _NOTE)
    return [_action_heading(actions), *_action_words(actions[0]), more, more]
