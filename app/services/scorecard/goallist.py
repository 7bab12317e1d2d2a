"""The list of goals with how each stands: a fixed number of statements, however many goals there are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, Improvement
from app.models.assignments import Activity, Assignment
from app.models.steering import Contribution, Level, Node, NodeVersion
from app.services.assignments.rules import DONE
from app.services.scorecard.cardframe import read_frame
from app.services.scorecard.cardrows import goals_of_unit, read_cards
from app.services.scorecard.goalfigures import Stand, read_stands
from app.services.scorecard.goalrows import CURRENT, GoalRow, goal_rows, read_groups
from app.services.scorecard.goalviews import GoalLine
from app.services.scorecard.scale import result_scale, step_of


class _Counts(NamedTuple):
    every: int = 0
    left: int = 0


_NONE = _Counts()


def goals_list(
    session: Session, *, year: int, period: str | None = None, today: date, unit_id: int | None = None
) -> tuple[GoalLine, ...]:
    """The goals of a year in the order of the model; of a unit those that concern it."""
    groups = read_groups(session)
    rows = tuple(sorted(goal_rows(session, year=year), key=lambda row: groups.place(row.group)))
    if unit_id is not None:
        wanted = goals_concerning(session, rows, unit_id, year)
        rows = tuple(row for row in rows if row.id in wanted)
    stands = read_stands(session, rows, year=year, period=period, today=today, unit_id=unit_id)
    actions, deeds = _actions(session), _deeds(session)
    scale = result_scale(session)
    found: list[GoalLine] = []
    for row in rows:
        stand = stands[row.id]
        judged = stand.assessment
        told = actions.get(judged.id, _NONE) if judged is not None else _NONE
        done = deeds.get(row.id, _NONE)
        draft = step_of(scale, judged.result) if judged is not None and not stand.decided else None
        found.append(
            GoalLine(
                **_named(row),
                **_standing(stand),
                draft=draft,
                trend=judged.trend if judged is not None else None,
                analysed=judged is not None and bool(judged.analysis or judged.conclusion),
                actions=told.every,
                actions_open=told.left,
                deeds=done.every,
                deeds_done=done.every - done.left,
            )
        )
    return tuple(found)


def _named(row: GoalRow) -> Mapping[str, Any]:
    names = (
        "version", "title", "level", "form", "group", "unit_id", "unit", "owner", "due_year", "measurable",
        "example",
    )  # fmt: skip
    return {"node_id": row.id, **{name: getattr(row, name) for name in names}}


def _standing(stand: Stand) -> Mapping[str, Any]:
    average = stand.figures.average if stand.figures is not None else None
    return {
        "figures": average.count if average is not None else 0,
        "counted": average.counted if average is not None else 0,
        "score": stand.score,
        "standing": stand.standing,
        "words": stand.words,
        "proposed": stand.proposed,
        "result": stand.result,
    }


def goals_concerning(session: Session, rows: Iterable[GoalRow], unit_id: int, year: int) -> set[int]:
    """The goals of a unit, those that they serve, those of its scorecard, and those it has judged."""
    own = {row.id for row in rows if row.unit_id == unit_id}
    serving = select(Contribution.to_node_id).where(Contribution.from_node_id.in_(own))
    judged = select(Assessment.node_id).where(
        Assessment.unit_id == unit_id, Assessment.period.startswith(str(year))
    )
    return own | {*session.scalars(serving), *session.scalars(judged)} | _on_card(session, unit_id, year)


def _on_card(session: Session, unit_id: int, year: int) -> set[int]:
    """The goals of a unit's scorecard, put together or not."""
    stored = read_cards(session, year=year, unit_id=unit_id)
    if stored:
        return {row.node_id for card in stored for row in card.rows if row.node_id is not None}
    frame = read_frame(session, year=year)
    if unit_id not in frame.units:
        return set()
    shown = select(Node.id).join(NodeVersion, CURRENT).join(Level, Node.level_id == Level.id)
    return set(session.scalars(shown.where(goals_of_unit(frame, unit_id, year=year))))


def _actions(session: Session) -> dict[int, _Counts]:
    """How many actions each assessment has, and how many are no more than words."""
    left = Improvement.activity_id.is_(None) & Improvement.node_id.is_(None)
    statement = select(
        Improvement.assessment_id, func.count(), func.count().filter(left)
    ).join(Assessment)  # fmt: skip
    rows = session.execute(statement.group_by(Improvement.assessment_id))
    return {key: _Counts(count, open_ones) for key, count, open_ones in rows}


def _deeds(session: Session) -> dict[int, _Counts]:
    """How many activities and assignments are done for each goal, and how many are not done yet."""
    found: dict[int, _Counts] = {}
    of_node, served = Activity.node_id, Assignment.serves_id
    activities: Any = select(of_node, func.count(), func.count().filter(Activity.status != DONE))
    assignments: Any = select(served, func.count(), func.count().filter(Assignment.status != DONE))
    for statement in (
        activities.where(of_node.is_not(None)).group_by(of_node),
        assignments.where(served.is_not(None)).group_by(served),
    ):
        for key, count, left in session.execute(statement):
            before = found.get(key, _NONE)
            found[key] = _Counts(before.every + count, before.left + left)
    return found
