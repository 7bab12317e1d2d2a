"""How goals stand: what their figures propose, and what a person has decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment
from app.services.scorecard.goalrows import GoalRow
from app.services.scorecard.reading import goals_of
from app.services.scorecard.scale import ResultStep, result_scale, step_marked, step_of
from app.services.scorecard.views import STANDING_WORDS, Goal, Standing

DRAFT: Final = "draft"
DECIDED: Final = "decided"
_COUNTING: Final = frozenset({"met", "partly", "unmet"})
_UNKNOWN: Final = "unknown"
_STANDING_OF: Final[Mapping[str, Standing]] = {
    "met": "met",
    "partly": "partly",
    "unmet": "unmet",
    _UNKNOWN: "missing",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a goal stands in a period; `figures` is None for a goal that nothing measures.

    `proposed` is what the figures alone say, never activities; `result` what a person has decided.
    """

    standing: Standing
    words: str
    score: Decimal | None
    decided: bool
    proposed: ResultStep | None
    result: ResultStep | None
    figures: Goal | None
    assessment: Assessment | None

    @property
    def differs(self) -> bool:
        """Whether the person came to another result than the figures that there were."""
        return self.result is not None and is_another(self.proposed, self.result)


def is_another(proposed: ResultStep | None, result: ResultStep) -> bool:
    """Whether a result needs a reason; where the figures say nothing there is nothing to differ from."""
    return proposed is not None and proposed.mark != _UNKNOWN and proposed.mark != result.mark


def read_stands(
    session: Session,
    rows: Sequence[GoalRow],
    *,
    year: int,
    period: str | None,
    today: date,
    unit_id: int | None = None,
) -> dict[int, Stand]:
    """How each of some goals stands at the end of a period, for a unit or as a whole."""
    scale = result_scale(session)
    keys = [row.id for row in rows]
    figures = read_figures(session, year=year, period=period, today=today, unit_id=unit_id, node_ids=keys)
    judged = read_assessments(session, rows, period=period or str(year), unit_id=unit_id)
    return {row.id: stand_of(scale, figures.get(row.id), judged.get(row.id)) for row in rows}


def stand_of(scale: Sequence[ResultStep], figures: Goal | None, judged: Assessment | None) -> Stand:
    """How a goal stands by its figures, and by what has been decided of it."""
    proposed = proposed_by(scale, figures)
    decided = judged is not None and judged.status == DECIDED
    result = step_of(scale, judged.result) if judged is not None and decided else None
    score = figures.average.score if figures is not None else None
    if result is not None:
        return Stand(
            _STANDING_OF[result.mark], result.name, score, decided, proposed, result, figures, judged
        )
    measured = figures is not None and bool(figures.figures)
    standing: Standing = figures.average.standing if figures is not None and measured else "missing"
    words = STANDING_WORDS[standing] if measured else "Mäts inte än"
    return Stand(standing, words, score, decided, proposed, None, figures, judged)


def proposed_by(scale: Sequence[ResultStep], figures: Goal | None) -> ResultStep | None:
    """The step that the figures propose; without an outcome it cannot be said, whatever has been done."""
    standing = figures.average.standing if figures is not None else "missing"
    return step_marked(scale, standing if standing in _COUNTING else _UNKNOWN)


def read_assessments(
    session: Session, rows: Sequence[GoalRow], *, period: str, unit_id: int | None
) -> dict[int, Assessment]:
    """The assessment of each goal in a period; what its own unit says of a goal is the goal as a whole."""
    found: dict[int, Assessment] = {}
    units = {row.id: row.unit_id for row in rows}
    for judged in session.scalars(select(Assessment).where(Assessment.period == period)):
        if judged.node_id not in units:
            continue
        same = places_of(units[judged.node_id], unit_id)
        if judged.unit_id in same and (judged.node_id not in found or judged.unit_id == same[0]):
            found[judged.node_id] = judged
    return found


def places_of(own_unit: int | None, unit_id: int | None) -> tuple[int | None, ...]:
    """Under which units an assessment may stand that is meant for one; the first is where it is written."""
    return (None, own_unit) if unit_id in (None, own_unit) else (unit_id,)


def read_figures(
    session: Session,
    *,
    year: int,
    period: str | None,
    today: date,
    unit_id: int | None,
    node_ids: Collection[int],
) -> dict[int, Goal]:
    """The figures of some goals with what they came to, by goal, in a fixed number of statements."""
    return goals_of(session, year=year, period=period, today=today, unit_id=unit_id, node_ids=node_ids)
