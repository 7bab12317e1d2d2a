"""Use cases on assessments: write why a goal is met or not, decide how far it is, and open that again."""

from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment
from app.models.errors import ChangedSince, NotFound
from app.models.organisation import Unit
from app.models.steering import Node
from app.models.types import new_id
from app.services.scorecard.assessmenterrors import (
    AssessmentDecided,
    AssessmentOpen,
    NoSuchStep,
    NotAGoal,
    NothingMeasured,
    ReasonMissing,
)
from app.services.scorecard.goalfigures import (
    DECIDED,
    DRAFT,
    is_another,
    places_of,
    proposed_by,
    read_figures,
)
from app.services.scorecard.goalrows import AIMS
from app.services.scorecard.periods import period_words, read_period
from app.services.scorecard.scale import ResultStep, result_scale, step_of
from app.services.scorecard.views import TREND_WORDS, Goal
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

#: The version of an assessment that nobody has written yet.
NOTHING_YET: Final = 0
#: What is written in words, and how the log calls it.
TEXTS: Final = {
    "analysis": "analysen",
    "conclusion": "slutsatsen",
    "risk": "risken",
    "resources": "resurserna",
    "performance": "prestationerna",
    "effect": "effekten",
    "reason": "skälet till bedömningen",
    "analyst_role": "vem som analyserar",
    "assessed_by": "vem som bedömer",
}
_TREND, _RESULT = "trend", "result"
_GOOD: Final = frozenset({"met", "partly"})


def assess(
    session: Session,
    *,
    node_id: int,
    unit_id: int | None,
    period: str,
    expected_version: int = NOTHING_YET,
    **values: Any,
) -> int:
    """Write in the assessment of a goal and period; gives its id, or 0 where there is nothing to keep.

    `values` are any of the texts, `trend`, and `result` as a first opinion that nobody has decided yet.
    """
    node, row = _find(session, node_id, unit_id, period, expected_version)
    wanted = {name: _clean(session, name, value) for name, value in values.items()}
    before = {name: getattr(row, name) if row is not None else None for name in wanted}
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if row is not None and row.status == DECIDED and changed:
        raise AssessmentDecided(node.current.title, period_words(period))
    if not changed:
        return row.id if row is not None else NOTHING_YET
    row = row or _new(session, node, unit_id, period)
    for name, value in changed.items():
        setattr(row, name, value)
    what = " och ".join(_called(name) for name in list(changed)[:2])
    describe(session, f"Ändrade {what} för ”{node.current.title}”, {period_words(period)}")
    touch(row)
    return row.id


def decide(
    session: Session,
    *,
    node_id: int,
    unit_id: int | None,
    period: str,
    expected_version: int = NOTHING_YET,
    result: str | None = None,
    reason: str | None = None,
    today: date,
) -> int:
    """Decide how far a goal was met; what the figures propose is kept beside it. Gives the assessment's id.

    Another result than theirs needs a reason, and a goal without an outcome needs a word of what was
    achieved: activities alone never make a result (`GOAL-20`, `GOAL-21`).
    """
    node, row = _find(session, node_id, unit_id, period, expected_version)
    title = node.current.title
    if row is not None and row.status == DECIDED:
        raise AssessmentDecided(title, period_words(period))
    scale = result_scale(session)
    chosen = step_of(scale, result or (row.result if row is not None else None))
    if chosen is None:
        raise NoSuchStep(tuple(step.name for step in scale))
    why = optional(reason) if reason is not None else row.reason if row is not None else None
    year = read_period(period).year
    found = read_figures(
        session, year=year, period=period, today=today, unit_id=unit_id, node_ids=(node_id,)
    ).get(node_id)
    proposed = proposed_by(scale, found)
    _check_grounds(title, found, proposed, chosen, why, row)
    row = row or _new(session, node, unit_id, period)
    row.result, row.reason, row.status = chosen.key, why, DECIDED
    row.proposed = proposed.key if proposed is not None else None
    row.assessed_on = today
    describe(session, f"Bedömde ”{title}” som {chosen.name.lower()}, {period_words(period)}")
    touch(row)
    return row.id


def reopen(session: Session, *, assessment_id: int, expected_version: int) -> None:
    """Open a decided assessment for changes again; its result stays as an opinion."""
    row = open_assessment(session, assessment_id, expected_version, decided=True)
    title = get_node(session, row.node_id).current.title
    if row.status != DECIDED:
        raise AssessmentOpen(title, period_words(row.period))
    row.status, row.proposed, row.assessed_on = DRAFT, None, None
    describe(session, f"Öppnade bedömningen av ”{title}” igen, {period_words(row.period)}")
    touch(row)


def assessment_version(session: Session, *, assessment_id: int) -> int:
    """The version to give with the next change; 0 where there is no assessment."""
    found = session.scalar(select(Assessment.version).where(Assessment.id == assessment_id))
    return found if found is not None else NOTHING_YET


def remove_assessment(session: Session, *, assessment_id: int, expected_version: int) -> None:
    """Take an assessment away with its actions; what an action has become stays."""
    row = open_assessment(session, assessment_id, expected_version)
    title = get_node(session, row.node_id).current.title
    describe(session, f"Tog bort bedömningen av ”{title}”, {period_words(row.period)}")
    session.delete(row)


def begun_assessment(
    session: Session, node_id: int, unit_id: int | None, period: str, expected_version: int
) -> Assessment:
    """The assessment of a goal and period, begun now where nobody has; for use cases that add to it."""
    node, row = _find(session, node_id, unit_id, period, expected_version)
    return row or _new(session, node, unit_id, period)


def open_assessment(
    session: Session, assessment_id: int, expected_version: int, *, decided: bool = False
) -> Assessment:
    """An assessment that can be worked on; a decided one only where that is asked for."""
    row = session.get(Assessment, assessment_id)
    if row is None:
        raise NotFound("Bedömningen")
    title, words = get_node(session, row.node_id).current.title, period_words(row.period)
    check_version(row, expected_version, f"Bedömningen av ”{title}” för {words}")
    if row.status == DECIDED and not decided:
        raise AssessmentDecided(title, words)
    return row


def _find(
    session: Session, node_id: int, unit_id: int | None, period: str, expected_version: int
) -> tuple[Node, Assessment | None]:
    node = get_node(session, node_id)
    if node.level.form not in AIMS:
        raise NotAGoal(node.current.title, node.level.short_name or node.level.name)
    read_period(period)
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    rows = select(Assessment).where(Assessment.node_id == node_id, Assessment.period == period)
    same = places_of(node.unit_id, unit_id)
    known = sorted(
        (row for row in session.scalars(rows) if row.unit_id in same), key=lambda row: row.unit_id != same[0]
    )
    row = known[0] if known else None
    if (row.version if row is not None else NOTHING_YET) != expected_version:
        raise ChangedSince(f"Bedömningen av ”{node.current.title}” för {period_words(period)}")
    return node, row


def _new(session: Session, node: Node, unit_id: int | None, period: str) -> Assessment:
    place = places_of(node.unit_id, unit_id)[0]
    row = Assessment(id=new_id(), node_id=node.id, unit_id=place, period=period, status=DRAFT, version=0)
    session.add(row)
    return row


def _clean(session: Session, name: str, value: Any) -> Any:
    if name in TEXTS:
        return optional(value)
    if name == _TREND:
        if value is not None and value not in TREND_WORDS:
            raise ValueError(f"no trend: {value!r}")
        return value
    if name != _RESULT:
        raise TypeError(f"an assessment has no {name!r}")
    scale = result_scale(session)
    if value is not None and step_of(scale, value) is None:
        raise NoSuchStep(tuple(step.name for step in scale))
    return value


def _called(name: str) -> str:
    return TEXTS.get(name) or ("trenden" if name == _TREND else "resultatet")


def _check_grounds(
    title: str,
    found: Goal | None,
    proposed: ResultStep | None,
    chosen: ResultStep,
    why: str | None,
    row: Assessment | None,
) -> None:
    if is_another(proposed, chosen) and not why:
        assert proposed is not None
        raise ReasonMissing(title, proposed.name, chosen.name)
    measured = found is not None and any(
        figure.outcome is not None or figure.outcome_words for figure in found.figures
    )
    said = why or (row is not None and row.effect)
    if chosen.mark in _GOOD and not measured and not said:
        raise NothingMeasured(title, chosen.name)
