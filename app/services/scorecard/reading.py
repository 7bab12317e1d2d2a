"""Reads scorecards: of a unit or the municipality in a year, as they stand at the end of a period."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.scorecard import Indicator, NodeIndicator
from app.models.steering import Node
from app.services.scorecard import cardrows
from app.services.scorecard.cardfigures import Figures
from app.services.scorecard.cardframe import Frame, read_frame, shown_units
from app.services.scorecard.cardgoals import Judgements, Planned, make_card, make_goal, make_groups
from app.services.scorecard.cardplan import linked_of, own_of, planned_of, planned_rows
from app.services.scorecard.cardrows import CardFacts, GoalFacts
from app.services.scorecard.figurerows import IndicatorFacts, Rows, read_indicators, read_measured
from app.services.scorecard.periods import read_period
from app.services.scorecard.rollup import roll_up
from app.services.scorecard.views import Card, Goal

__all__ = ["card", "goals_of", "roll_up", "units_with_cards"]


def card(session: Session, *, unit_id: int | None, year: int, period: str | None = None, today: date) -> Card:
    """The scorecard of a unit (None: the municipality), as put together, or else by its goals and figures."""
    when = read_period(period or str(year))
    frame = _frame(session, unit_id, year)
    stored = next(iter(cardrows.read_cards(session, year=year, unit_id=unit_id)), None)
    goals = cardrows.read_goals(session, _which_goals(stored, frame, unit_id, year))
    indicators = read_indicators(session, _which_figures(stored, goals, frame, unit_id, year))
    rows = _measured(session, indicators, frame, unit_id, year)
    judged = cardrows.read_judged(session, [goal.id for goal in goals], year=year)
    planned = _planned(stored, goals, indicators, rows, frame, unit_id, year)
    figures = Figures(frame, indicators, rows, unit_id, when, today)
    judgements = Judgements(frame, unit_id, when, judged)
    weights = stored.weights if stored else {}
    groups = make_groups(planned, frame, unit_id, figures, judgements, weights)
    return make_card(groups, stored, frame, unit_id, when)


def goals_of(
    session: Session, *, year: int, period: str | None = None, today: date, unit_id: int | None = None,
    node_ids: Collection[int],
) -> dict[int, Goal]:  # fmt: skip
    """Some goals with all the figures that measure them, seen from a unit or as a whole."""
    when = read_period(period or str(year))
    frame = read_frame(session, year=year)
    goals = cardrows.read_goals(session, Node.id.in_(node_ids))
    keys = [key for goal in goals for key, _ in goal.links]
    indicators = read_indicators(session, Indicator.id.in_(keys))
    rows = _measured(session, indicators, frame, unit_id, year)
    judged = cardrows.read_judged(session, [goal.id for goal in goals], year=year)
    figures = Figures(frame, indicators, rows, unit_id, when, today)
    judgements = Judgements(frame, unit_id, when, judged)
    return {goal.id: make_goal(Planned(goal, linked_of(goal), None), figures, judgements) for goal in goals}


def units_with_cards(session: Session, *, year: int) -> tuple[tuple[int | None, str, int, bool], ...]:
    """The municipality and every unit that has goals or figures, in the organisation's order.

    Each with its name, its depth and whether somebody has put its scorecard together.
    """
    frame = read_frame(session, year=year)
    stored = {one.unit_id for one in cardrows.read_cards(session, year=year, every=True)}
    owning = set(session.scalars(select(Indicator.owner_unit_id).distinct()))
    having = {goal.unit_id for goal in cardrows.read_goals(session, cardrows.living(year))}
    return tuple(
        (
            unit_id,
            frame.units[unit_id].name if unit_id is not None else frame.municipality,
            depth,
            unit_id in stored,
        )
        for unit_id, depth in shown_units(frame, stored | owning | having)
    )


def derived(session: Session, *, unit_id: int | None, year: int) -> list[Planned]:
    """What the scorecard of a unit shows as long as nobody has put it together."""
    frame = _frame(session, unit_id, year)
    goals = cardrows.read_goals(session, _which_goals(None, frame, unit_id, year))
    indicators = read_indicators(session, _which_figures(None, goals, frame, unit_id, year))
    rows = _measured(session, indicators, frame, unit_id, year)
    return _planned(None, goals, indicators, rows, frame, unit_id, year)


def _frame(session: Session, unit_id: int | None, year: int) -> Frame:
    frame = read_frame(session, year=year)
    if unit_id is not None and unit_id not in frame.units:
        raise NotFound("Enheten")
    return frame


# ---- what a card shows ---------------------------------------------------------------------------


def _planned(
    stored: CardFacts | None, goals: Sequence[GoalFacts], indicators: dict[int, IndicatorFacts], rows: Rows,
    frame: Frame, unit_id: int | None, year: int,
) -> list[Planned]:  # fmt: skip
    if stored is not None:
        return planned_rows(stored.rows, goals, indicators, frame)
    own = own_of(indicators, rows, frame, unit_id)
    return planned_of(goals, indicators, own, frame, unit_id, year=year)


def _which_goals(
    stored: CardFacts | None, frame: Frame, unit_id: int | None, year: int
) -> ColumnElement[bool]:
    if stored is not None:
        return Node.id.in_([row.node_id for row in stored.rows if row.node_id is not None])
    return cardrows.goals_of_unit(frame, unit_id, year=year)


def _which_figures(
    stored: CardFacts | None, goals: Sequence[GoalFacts], frame: Frame, unit_id: int | None, year: int
) -> ColumnElement[bool]:
    if stored is not None:
        return Indicator.id.in_([row.indicator_id for row in stored.rows if row.indicator_id is not None])
    linked = Indicator.id.in_({key for goal in goals for key, _ in goal.links})
    if unit_id is None:
        measuring = select(NodeIndicator.indicator_id)
        return or_(linked, Indicator.owner_unit_id.is_(None) & Indicator.id.not_in(measuring))
    return or_(linked, Indicator.id.in_(cardrows.own_figures(frame, unit_id, year=year)))


def _measured(
    session: Session, indicators: dict[int, IndicatorFacts], frame: Frame, unit_id: int | None, year: int
) -> Rows:
    across = any(facts.across for facts in indicators.values())
    units: set[int | None] = {unit_id, *(frame.within(unit_id) if across else ())}
    if unit_id is None:
        units.update(facts.owner_unit_id for facts in indicators.values())
    return read_measured(session, indicators, units, year=year)
