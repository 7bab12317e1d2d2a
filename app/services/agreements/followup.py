"""How the commitments of agreements went, at the interim and the annual report (`UH-13`).

Written through `scorecard.assessing`: `assess(node_id=, unit_id=, period=, expected_version=)` with what a
cell says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.assessments import Assessment
from app.services.agreements import wording
from app.services.agreements.kinds import kind_words
from app.services.agreements.sources import Source, Undertaking, read_sources
from app.services.agreements.valuewords import value_words
from app.services.formatting import write_long_date
from app.services.scorecard.goalfigures import DECIDED, Stand, read_stands
from app.services.scorecard.goalrows import AIMS, GoalRow, goal_rows
from app.services.scorecard.periods import read_period
from app.services.scorecard.reportperiods import ReportPeriod, periods_to_report
from app.services.scorecard.scale import ResultStep, result_scale
from app.services.scorecard.views import Standing

#: The interim report where the model names no period: two thirds of the year, as most are made.
_USUAL: Final = "T2"


@dataclass(frozen=True, slots=True)
class FollowPeriod:
    """A report that commitments are followed up in; `over` once its last day has passed."""

    period: str
    words: str
    last: date
    over: bool


@dataclass(frozen=True, slots=True)
class FollowCell:
    """How a commitment stands in a period: what figures propose, what somebody has written and decided.

    `unit_id`, `period` and `version` are what `assessing.assess` and `decide` are called with.
    """

    period: str
    node_id: int
    unit_id: int | None
    assessment_id: int
    version: int
    standing: Standing
    words: str
    decided: bool
    result: str | None
    proposed: str | None
    proposed_words: str
    differs: bool
    text: str
    reason: str
    written_by: str
    assessed: str
    outcome: str

    @property
    def written(self) -> bool:
        """Whether anything has been written of it."""
        return bool(self.assessment_id)


@dataclass(frozen=True, slots=True)
class FollowRow:
    """A commitment of an agreement with how it stands in each period."""

    agreement_id: int
    node_id: int
    number: int
    unit_id: int
    unit: str
    kind_id: int
    kind: str
    decided: bool
    title: str
    measure: str
    target: str
    cells: tuple[FollowCell, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """Commitments by report period, in the order of the organisation and of each paper."""

    year: int
    periods: tuple[FollowPeriod, ...]
    rows: tuple[FollowRow, ...]
    scale: tuple[ResultStep, ...]

    def assessed(self, period: str) -> int:
        """How many commitments are decided in a period."""
        return sum(cell.decided for row in self.rows for cell in row.cells if cell.period == period)

    def left(self, period: str) -> int:
        """How many are not."""
        return len(self.rows) - self.assessed(period)


def follow_up(
    session: Session,
    *,
    year: int,
    kind_id: int | None = None,
    today: date,
    agreement_ids: Sequence[int] | None = None,
) -> FollowUpView:
    """The commitments of the agreements that hold in a year; one that was ended before is left out."""
    sources = [source for source in _sources(session, kind_id, agreement_ids) if _holds(source, year)]
    pairs = [(source, row) for source in sources for row in undertakings_of(source)]
    keys = list(dict.fromkeys(row.node.id for _, row in pairs))
    goals = {row.id: row for row in goal_rows(session, year=year, node_ids=keys)} if keys else {}
    periods = _periods(session, year, today, keys)
    stands = {period.period: _stands(session, pairs, goals, year, period.period, today) for period in periods}
    counted: dict[int, int] = {}
    rows = []
    for source, row in pairs:
        counted[source.agreement.id] = number = counted.get(source.agreement.id, 0) + 1
        if row.node.id in goals:
            cells = tuple(
                _cell(source, goals[row.node.id], period.period, stands[period.period]) for period in periods
            )
            rows.append(_row(source, row, number, cells))
    return FollowUpView(year, periods, tuple(rows), result_scale(session))


def undertakings_of(source: Source) -> tuple[Undertaking, ...]:
    """What the performer undertakes: the elements under the agreement's own, then those that it gathers."""
    gathered = (row for several in source.goals.values() for row in several)
    every = {row.node.id: row for row in (*source.undertakings, *gathered)}
    return tuple(row for row in every.values() if row.node.level.form in AIMS)


def _sources(
    session: Session, kind_id: int | None, agreement_ids: Sequence[int] | None
) -> tuple[Source, ...]:
    keys = agreement_ids
    if kind_id is not None and keys is None:
        keys = list(session.scalars(select(Agreement.id).where(Agreement.kind_id == kind_id)))
    return read_sources(session, keys, figures=False)


def _holds(source: Source, year: int) -> bool:
    agreement = source.agreement
    ends = agreement.ended_on or agreement.ends
    return (agreement.starts is None or agreement.starts.year <= year) and (ends is None or ends.year >= year)


def _periods(session: Session, year: int, today: date, nodes: Sequence[int]) -> tuple[FollowPeriod, ...]:
    """The interim reports that the model names or that something is written for, then the whole year."""
    whole, *parts = periods_to_report(session, year=year)
    written = select(Assessment.period).where(
        Assessment.node_id.in_(nodes), Assessment.period.startswith(str(year))
    )
    used = set(session.scalars(written.distinct()))
    chosen = [one for one in parts if one.own or one.period.text in used]
    if not any(one.own for one in parts) and not chosen:
        chosen = [one for one in parts if one.period.text.endswith(_USUAL)]
    return tuple(_period(one, today) for one in (*chosen, whole))


def _period(one: ReportPeriod, today: date) -> FollowPeriod:
    return FollowPeriod(one.period.text, one.words, one.period.last, one.period.last < today)


def _stands(
    session: Session,
    pairs: Sequence[tuple[Source, Undertaking]],
    goals: dict[int, GoalRow],
    year: int,
    period: str,
    today: date,
) -> dict[tuple[int, int], Stand]:
    """How each commitment stands by agreement and element.

    What belongs to the performer is the commitment as a whole, read at once; what it shares with others is
    read for each unit.
    """
    units: dict[int | None, dict[int, GoalRow]] = {}
    for source, row in pairs:
        goal = goals.get(row.node.id)
        if goal is not None:
            units.setdefault(_seen_from(source, goal), {})[goal.id] = goal
    found = {
        unit: read_stands(session, tuple(rows.values()), year=year, period=period, today=today, unit_id=unit)
        for unit, rows in units.items()
    }
    return {
        (source.agreement.id, row.node.id): found[_seen_from(source, goals[row.node.id])][row.node.id]
        for source, row in pairs
        if row.node.id in goals
    }


def _seen_from(source: Source, goal: GoalRow) -> int | None:
    return None if goal.unit_id == source.unit.id else source.unit.id


def _row(source: Source, row: Undertaking, number: int, cells: tuple[FollowCell, ...]) -> FollowRow:
    due = row.version.due_year
    targets = (wording.target_words(one, due) for one in row.measures)
    return FollowRow(
        agreement_id=source.agreement.id,
        node_id=row.node.id,
        number=number,
        unit_id=source.unit.id,
        unit=source.unit.name,
        kind_id=source.agreement.kind_id,
        kind=kind_words(source.agreement.kind).name,
        decided=source.version.locked,
        title=row.version.title,
        measure=", ".join(one.name for one in row.measures),
        target=", ".join(words for words in targets if words),
        cells=cells,
        example=source.agreement.example,
    )


def _cell(source: Source, goal: GoalRow, period: str, stands: dict[tuple[int, int], Stand]) -> FollowCell:
    stand = stands[source.agreement.id, goal.id]
    judged = stand.assessment
    proposed = stand.proposed
    return FollowCell(
        period=period,
        node_id=goal.id,
        unit_id=source.unit.id,
        assessment_id=judged.id if judged is not None else 0,
        version=judged.version if judged is not None else 0,
        standing=stand.standing,
        words=stand.words,
        decided=judged is not None and judged.status == DECIDED,
        result=judged.result if judged is not None else None,
        proposed=proposed.key if proposed is not None else None,
        proposed_words=proposed.name if proposed is not None else "",
        differs=stand.differs,
        text=(judged.analysis if judged is not None else None) or "",
        reason=(judged.reason if judged is not None else None) or "",
        written_by=((judged.assessed_by or judged.analyst_role) if judged is not None else None) or "",
        assessed=write_long_date(judged.assessed_on) if judged is not None and judged.assessed_on else "",
        outcome=_outcome(stand),
    )


def _outcome(stand: Stand) -> str:
    """What the figures came to, a phrase for each."""
    if stand.figures is None:
        return ""
    said = []
    for figure in stand.figures.figures:
        value = figure.outcome_words or value_words(figure.outcome, figure.unit_of_measure)
        if value:
            when = f" ({read_period(figure.period).words})" if figure.period else ""
            said.append(f"{figure.name}: {value}{when}")
    return "; ".join(said)
