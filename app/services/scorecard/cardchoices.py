"""What can be chosen for a scorecard: whose it is, and which goals and figures can be added to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, Scorecard
from app.models.steering import Level, Node
from app.services.scorecard.cardframe import Frame, in_order, read_frame
from app.services.scorecard.cardrows import GOAL_FORMS, RowFacts, living, read_cards, read_goals
from app.services.scorecard.reading import units_with_cards
from app.services.textorder import sort_key


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit (None: the municipality) below another; `stored`: a card has been put together for it.

    `filled`: it has goals or figures of its own, so that there is something to show.
    """

    unit_id: int | None
    name: str
    depth: int
    stored: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A goal or figure that can be added: what it is, whose, what it belongs to, and whether it is there."""

    id: int
    name: str
    kind: str
    whose: str
    belongs: str
    there: bool
    example: bool


def every_unit(session: Session, *, year: int) -> tuple[UnitLine, ...]:
    """The municipality, then every unit that holds in the year."""
    filled = {unit_id: stored for unit_id, _, _, stored in units_with_cards(session, year=year)}
    frame = read_frame(session, year=year)
    rows = [UnitLine(None, frame.municipality, 0, filled.get(None, False), True)]
    for unit_id, depth in in_order(frame):
        stored = filled.get(unit_id, False)
        rows.append(UnitLine(unit_id, frame.units[unit_id].name, depth, stored, unit_id in filled))
    return tuple(rows)


def place_of_card(session: Session, *, scorecard_id: int) -> tuple[int | None, int] | None:
    """Whose a scorecard is and of which year; None where there is none."""
    found = session.execute(
        select(Scorecard.unit_id, Scorecard.year).where(Scorecard.id == scorecard_id)
    ).one_or_none()
    return None if found is None else (found.unit_id, found.year)


def any_goals(session: Session) -> bool:
    """Whether the file has any goal that a scorecard can hold."""
    goals = select(Node.id).join(Level).where(Level.form.in_(GOAL_FORMS))
    return bool(session.scalar(select(exists(goals))))


def goals_to_add(session: Session, *, unit_id: int | None, year: int) -> tuple[Candidate, ...]:
    """Every goal that applies in the year: the unit's own and common ones first."""
    frame = read_frame(session, year=year)
    there = {row.node_id for row in _rows(session, unit_id, year) if row.node_id is not None}
    names = {one.id: one.name for one in frame.perspectives}
    goals = read_goals(session, living(year))
    near = {unit_id, None, *frame.ancestors(unit_id)}
    ordered = sorted(goals, key=lambda goal: (goal.unit_id != unit_id, goal.unit_id not in near))
    return tuple(
        Candidate(
            goal.id, goal.title, goal.level, _unit(frame, goal.unit_id),
            ", ".join(names[key] for key in goal.perspectives if key in names), goal.id in there,
            goal.example,
        )
        for goal in ordered
    )  # fmt: skip


def figures_to_add(
    session: Session, *, unit_id: int | None, year: int, node_id: int | None
) -> tuple[Candidate, ...]:
    """Every figure in Swedish order, those that measure the goal first; `there` under that goal."""
    frame = read_frame(session, year=year)
    rows = _rows(session, unit_id, year)
    there = {row.indicator_id for row in rows if row.indicator_id is not None and row.node_id == node_id}
    measures = _measured_goals(session)
    columns = (
        Indicator.id, Indicator.name, Indicator.owner_unit_id, Indicator.owner_role,
        Indicator.unit_of_measure, Indicator.example,
    )  # fmt: skip
    found = [
        Candidate(
            row.id, row.name, row.unit_of_measure or "", _unit(frame, row.owner_unit_id, row.owner_role),
            ", ".join(title for _, title in measures.get(row.id, ())), row.id in there, row.example,
        )
        for row in session.execute(select(*columns))
    ]  # fmt: skip
    linked = {key for key, goals in measures.items() if any(goal == node_id for goal, _ in goals)}
    return tuple(sorted(found, key=lambda one: (one.id not in linked, sort_key(one.name), one.id)))


def _rows(session: Session, unit_id: int | None, year: int) -> list[RowFacts]:
    return [row for card in read_cards(session, year=year, unit_id=unit_id) for row in card.rows]


def _measured_goals(session: Session) -> Mapping[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for goal in read_goals(session, Level.form.in_(GOAL_FORMS)):
        for key, _ in goal.links:
            found.setdefault(key, []).append((goal.id, goal.title))
    return found


def _unit(frame: Frame, unit_id: int | None, role: str | None = None) -> str:
    unit = frame.units.get(unit_id) if unit_id is not None else None
    return unit.name if unit is not None else role or ""
