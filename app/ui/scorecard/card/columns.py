"""The columns of the table Styrkort: the usual ones as on paper, the others when they are chosen."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from app.services.scorecard.periods import period_words
from app.services.scorecard.views import TREND_WORDS, Figure
from app.services.scorecard.words import NATURES
from app.ui.parts.columns import CellLook, Column
from app.ui.scorecard.card import words
from app.ui.scorecard.card.rows import MARKS, CardRow

GOAL, MEASURE, OUTCOME, TARGET, BULLET, WEIGHT, SCORE, STATUS, BEFORE = (
    "goal", "measure", "outcome", "target", "bullet", "weight", "score", "status", "before",
)  # fmt: skip
_BULLET_WIDTH, _STATUS_WIDTH = 148, 130
_VALUES: Mapping[str, Callable[..., str]] = {
    OUTCOME: words.outcome_words, TARGET: words.short_target, BEFORE: words.before_words,
}  # fmt: skip
#: The columns of values.
VALUES = tuple(_VALUES)
_MUTED = CellLook(muted=True)
_PLAIN = CellLook()


def columns(measure: str = "Mått") -> tuple[Column[CardRow], ...]:
    """The columns; `measure` is the model's word for what measures a goal."""
    return (
        Column(GOAL, "Mål", _goal, stretch=True, tooltip=_goal_tip, look=_goal_look),
        Column(MEASURE, measure, _measure, stretch=True, look=_measure_look, tooltip=words.row_tip),
        Column(OUTCOME, "Utfall", _of(words.outcome_words), 70, number=True,
               copy=_bare_outcome, tooltip=words.row_tip),
        Column(TARGET, "Mål", _of(words.short_target), 64, number=True, look=lambda _row: _MUTED,
               copy=_bare_target, tooltip=words.row_tip),
        Column(BULLET, "Utfall mot mål", _of(_bullet), _BULLET_WIDTH, look=lambda _row: _MUTED,
               tooltip=words.row_tip),
        Column(SCORE, "Poäng", lambda row: words.score_words(row.score), 56, number=True,
               copy=lambda row: row.score, tooltip=words.row_tip, look=_score_look),
        Column(STATUS, "Status", lambda row: row.status_words, _STATUS_WIDTH, look=_status,
               tooltip=words.row_tip),
        Column(WEIGHT, "Vikt", _weight, 56, number=True, look=lambda _row: _MUTED, tooltip=words.row_tip,
               hidden=True),
        Column(BEFORE, "Året före", _of(words.before_words), 78,
               number=True, copy=lambda row: row.figure.before if row.figure else None, hidden=True),
        Column("trend", "Utveckling", _of(lambda f: TREND_WORDS[f.trend] if f.trend else ""), 96,
               hidden=True),
        Column("period", "Mätt", _of(lambda f: period_words(f.period) if f.period else ""), 110, hidden=True),
        Column("nature", "Slag", _of(lambda f: NATURES.get(f.nature or "", "")), 96, hidden=True),
        Column("owner", "Ägare", _of(lambda f: f.owner or words.DASH), 140, hidden=True),
    )  # fmt: skip


def without_unit(key: str, row: CardRow) -> str:
    """What a column of values says where there is no room for the unit."""
    return "" if row.figure is None else _VALUES[key](row.figure, unit=False)


def effective(row: CardRow) -> str:
    """What the row weighs in the whole card."""
    share = row.group.share
    if row.goal is not None:
        share = share * row.goal.share / 100
    if row.figure is not None:
        share = share * row.figure.share / 100
    return words.share_words(share)


def _of(said: Callable[[Figure], str]) -> Callable[[CardRow], str]:
    return lambda row: "" if row.figure is None else said(row.figure)


def _goal(row: CardRow) -> str:
    if row.goal is None:
        return " ".join(filter(None, (row.group.name, row.group.question)))
    return row.goal.title


def _goal_tip(row: CardRow) -> str:
    return words.group_tip(row.group, row.what) if row.goal is None else words.goal_tip(row.goal, row.what)


def _goal_look(row: CardRow) -> CellLook:
    if row.goal is None:
        return CellLook(bold=True, raised=True)
    return CellLook(example=row.goal.example, comment=bool(row.goal.comment))


def _measure(row: CardRow) -> str:
    if row.goal is None:
        return words.data_words(row.group.average, row.what)
    return row.figure.name if row.figure is not None else ""


def _measure_look(row: CardRow) -> CellLook:
    if row.figure is None:
        return CellLook(warning="saknar mått") if row.goal is not None else _MUTED
    return CellLook(example=row.figure.example, comment=bool(row.figure.comment))


def _bullet(figure: Figure) -> str:
    if figure.outcome is None or figure.why:
        return figure.why
    return f"{words.outcome_words(figure)}, mål {words.whole_target(figure)}"


def _weight(row: CardRow) -> str:
    return effective(row)


def _score_look(row: CardRow) -> CellLook:
    return CellLook(bold=row.heading, raised=True) if row.heading else _PLAIN


def _status(row: CardRow) -> CellLook:
    return CellLook(mark=MARKS[row.standing])


def _bare_outcome(row: CardRow) -> Decimal | str | None:
    figure = row.figure
    if figure is None:
        return None
    return figure.outcome if figure.outcome is not None else figure.outcome_words


def _bare_target(row: CardRow) -> Decimal | str | None:
    posts = row.figure.goalposts if row.figure is not None else None
    return None if posts is None else posts.value if posts.value is not None else posts.words
