"""The table of a scorecard: perspectives, their goals, and each figure against its target with a bullet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from reportlab.platypus import Flowable, TableStyle

from app.services.formatting import DASH
from app.services.reports.scorecard_bullets import Bullet
from app.services.reports.scorecard_paper import (
    goal_words,
    outcome_words,
    score_words,
    share_words,
    uneven,
)
from app.services.reports.scorecard_parts import (
    MUTED_NUMBER,
    NUMBER,
    QUIET,
    STRONG,
    STRONG_NUMBER,
    WHY,
    Arrow,
    Signed,
    runs,
    text,
)
from app.services.reports.styles import HEAVY_RULE, INK, LIGHT_RULE, LINE, SMALL
from app.services.reports.tables import TaggedTable, table_style
from app.services.reports.text import label
from app.services.scorecard.periods import period_words, read_period
from app.services.scorecard.views import Card, Figure, Goal, Group
from app.services.scorecard.words import MeasureWord

NARROW: Final = (127.0, 119.0, 51.0, 29.0, 55.0, 73.0, 31.0, 72.5)
"""Beside the panel: goal, measure, outcome, trend, target, bullet, score and standing."""
WIDE: Final = (184.0, 182.0, 66.0, 32.0, 76.0, 92.0, 38.0, 69.8)
_FIGURE_SHARES: Final = (0.28, 0.11, 0.065, 0.13, 0.18, 0.075, 0.16)
_FIGURE_COLUMNS: Final = 7
_BULLET, _TREND = 3, 5
"""Counted from the last column."""
_AROUND: Final = 9.0
_LOOSE, _TIGHT = (4.2, 4.6), (1.9, 2.5)
"""The air above and below a line; tight where a card then keeps to one sheet."""
_LONG_WORDS: Final = 24
"""An outcome in more letters than these stands below the name of what is measured."""
_NO_GOAL: Final = "Utan mål"
_NO_FIGURE: Final = "Målet har {no} {one}."


@dataclass(slots=True)
class Row:
    """A line of the table before it has a width; `opens` begins a perspective, `ends` a goal."""

    cells: list[Any]
    group: bool = False
    ends: bool = True
    figure: Figure | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def card_rows(card: Card, measure: MeasureWord) -> list[Row]:
    """Every line of a card, with what each perspective and goal counts for where that differs."""
    found: list[Row] = []
    usual = usual_period(card)
    weighed = uneven([group.share for group in card.groups if group.average.count])
    for group in card.groups:
        found.append(_group_row(group, measure, weighed=weighed))
        uneven_goals = uneven([goal.share for goal in group.goals])
        for goal in group.goals:
            found += _goal_rows(goal, usual, measure, weighed=uneven_goals)
    return found


def usual_period(card: Card) -> str:
    """The period that most outcomes are of, where that is not the card's own; told once for them all."""
    periods = [figure.period for figure in card.figures if figure.period and figure.outcome is not None]
    if not periods:
        return card.period
    most = max(dict.fromkeys(periods), key=periods.count)
    own, its = read_period(card.period), read_period(most)
    return most if its.last != own.last and periods.count(most) * 2 > len(periods) else card.period


def _group_row(group: Group, measure: MeasureWord, *, weighed: bool) -> Row:
    average = group.average
    if not average.count:
        told = f"{measure.no} {measure.one}"
    else:
        word = measure.one if average.count == 1 else measure.many
        counted = f"{average.counted} av {average.count} {word}"
        told = f"vikt {share_words(group.share)}, {counted}" if weighed else counted
    question = label(group.question or "")
    told_twice = question.rstrip("?").casefold() == label(group.name).casefold()
    cells: list[Any] = [
        runs((label(group.name), STRONG), ("" if told_twice else question, QUIET)),
        "", "", "", text(told, MUTED_NUMBER), "",
        text(score_words(average.score), STRONG_NUMBER),
        Signed.standing(average.standing) if average.count else text(""),
    ]  # fmt: skip
    return Row(cells, group=True, spans=[(0, 3), (4, 5)])


def _goal_rows(goal: Goal, period: str, measure: MeasureWord, *, weighed: bool) -> Iterator[Row]:
    head: list[Any] = [text(label(goal.title) if goal.node_id is not None else _NO_GOAL)]
    if weighed:
        head.append(text(f"vikt {share_words(goal.share)}", QUIET))
    stands = [Signed.standing(goal.standing, _judged(goal))] if _stands_apart(goal) else []
    if not goal.figures:
        why = _NO_FIGURE.format(no=measure.no, one=measure.one)
        ends = [text(DASH, NUMBER), Signed.standing(goal.standing)]
        yield Row([[*head, *stands], text(why, WHY), "", "", "", "", *ends], spans=[(1, 5)])
        return
    uneven_figures = uneven([figure.share for figure in goal.figures])
    for place, figure in enumerate(goal.figures):
        cells = _figure_cells(figure, period, weighed=uneven_figures)
        last = place + 1 == len(goal.figures)
        own = stands if place == 1 or (last and not place) else []
        yield Row([[*head, *own] if not place else own or "", *cells], ends=last, figure=figure)


def _stands_apart(goal: Goal) -> bool:
    """Whether the goal's own standing is not the one that its only figure shows."""
    return goal.node_id is not None and (goal.result is not None or len(goal.figures) > 1)


def _judged(goal: Goal) -> str | None:
    return f"{goal.result_words}, bedömt" if goal.result_words else None


def _figure_cells(figure: Figure, period: str, *, weighed: bool) -> list[Any]:
    name: list[Flowable] = [text(label(figure.name))]
    told = [*([f"vikt {share_words(figure.share)}"] if weighed else []), *_of_when(figure, period)]
    if told:
        name.append(text(", ".join(told), QUIET))
    outcome, target = outcome_words(figure), goal_words(figure)
    if len(outcome) > _LONG_WORDS and figure.outcome is None:
        name.append(text(label(outcome), QUIET))
        outcome = "i ord"
    return [
        name,
        text(label(outcome), NUMBER),
        Arrow(figure.trend) if figure.trend is not None else text(""),
        text(label(target), MUTED_NUMBER),
        figure,
        text(score_words(figure.score), NUMBER),
        Signed.standing(figure.standing),
    ]


def _of_when(figure: Figure, period: str) -> list[str]:
    """The period of an outcome that is not the one that is shown."""
    if figure.period is None or (figure.outcome is None and not figure.outcome_words):
        return []
    own, its = read_period(period), read_period(figure.period)
    return [] if its.last == own.last else [f"utfall {period_words(figure.period)}"]


# ---- on paper ----------------------------------------------------------------------------------------


def card_table(
    rows: Sequence[Row], measure: MeasureWord, widths: Sequence[float], *, tight: bool = False
) -> TaggedTable:
    """A table of lines; the heads are repeated on every page, and no perspective ends with its name."""
    data = [[text("Mål", STRONG), *_heads(measure)], *(_dressed(row, widths[-_BULLET]) for row in rows)]
    table = _table(data, widths, _TIGHT if tight else _LOOSE)
    style = TableStyle()
    for place, row in enumerate(rows, 1):
        for first, last in row.spans:
            style.add("SPAN", (first, place), (last, place))
        if row.group and place > 1:
            style.add("LINEABOVE", (0, place), (-1, place), HEAVY_RULE, INK)
        if row.group and place < len(rows):
            style.add("NOSPLIT", (0, place), (-1, place + 1))
        if place < len(rows) and (row.group or (row.ends and not rows[place].group)):
            style.add("LINEBELOW", (0, place), (-1, place), LIGHT_RULE, LINE)
    table.setStyle(style)
    return table


def figure_table(figures: Sequence[Figure], period: str, measure: MeasureWord, width: float) -> TaggedTable:
    """A table of figures without their goals."""
    weighed = uneven([figure.share for figure in figures])
    rows = [Row(_figure_cells(each, period, weighed=weighed), figure=each) for each in figures]
    widths = [width * share for share in _FIGURE_SHARES]
    table = _table([_heads(measure), *(_dressed(row, widths[-_BULLET]) for row in rows)], widths)
    table.setStyle(TableStyle([("LINEBELOW", (0, 1), (-1, -2), LIGHT_RULE, LINE)]))
    return table


def _heads(measure: MeasureWord) -> list[Any]:
    numbers = [text("Utfall", STRONG_NUMBER), text("Trend", STRONG), text("Målvärde", STRONG_NUMBER)]
    last = [text("Utfall mot mål", STRONG), text("Poäng", STRONG_NUMBER), text("Status", STRONG)]
    return [text(measure.single, STRONG), *numbers, *last]


def _table(
    data: Sequence[Sequence[Any]], widths: Sequence[float], air: tuple[float, float] = _LOOSE
) -> TaggedTable:
    """The columns of figures, which are the last ones of every table."""
    table = TaggedTable(data, colWidths=widths, repeatRows=1, hAlign="LEFT")
    table.row_header = len(widths) - _FIGURE_COLUMNS
    style = table_style(size=SMALL, leading=SMALL * 1.32, hairlines=False)
    for column, left, right in ((-_BULLET, 5, 4), (-_TREND, 1, 1), (-1, 2, 0)):
        style.add("LEFTPADDING", (column, 0), (column, -1), left)
        style.add("RIGHTPADDING", (column, 0), (column, -1), right)
    style.add("TOPPADDING", (0, 1), (-1, -1), air[0])
    style.add("BOTTOMPADDING", (0, 1), (-1, -1), air[1])
    style.add("LINEBELOW", (0, -1), (-1, -1), HEAVY_RULE, INK)
    table.setStyle(style)
    return table


def _dressed(row: Row, column: float) -> list[Any]:
    """The cells with the bullet as wide as its column."""
    figure = row.figure
    if figure is None:
        return row.cells
    shows = Bullet.shows(figure)
    bullet: Flowable = Bullet(figure, column - _AROUND) if shows else text(label(figure.why), WHY)
    return [bullet if cell is figure else cell for cell in row.cells]
