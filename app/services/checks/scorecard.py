"""What there is to say about measures, scorecards and assessments of the year."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, Improvement
from app.models.organisation import Unit
from app.models.scorecard import Indicator, Measurement, NodeIndicator, Scorecard, ScorecardRow
from app.models.steering import Level, Node, NodeVersion
from app.services.checks.finding import Finding, Severity
from app.services.formatting import write_count
from app.services.scorecard.cardrows import living
from app.services.scorecard.goalfigures import DECIDED, is_another
from app.services.scorecard.periods import period_words, periods_of
from app.services.scorecard.scale import ResultStep, result_scale, step_of
from app.services.scorecard.words import ASPECTS, MeasureWord, measure_word

#: With more measures than this a goal is hard to follow up (`GOAL-02`: a reasonable number).
MOST_MEASURES: Final = 6
_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
_GOOD: Final = frozenset({"met", "partly"})
_QUALITY, _PRODUCTIVITY = "quality", "productivity"


def scorecard_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Every finding of a year's measures, scorecards and assessments."""
    word = measure_word(session)
    yield from _unowned(session, word)
    yield from _goals(session, today.year, word)
    yield from _one_sided(session, today.year, word)
    yield from _judged(session, today.year)
    yield from _left(session, today.year)


def _unowned(session: Session, word: MeasureWord) -> Iterator[Finding]:
    """Figures that nobody answers for; they are never green."""
    nobody = Indicator.owner_unit_id.is_(None) & Indicator.owner_role.is_(None)
    for key, name in session.execute(select(Indicator.id, Indicator.name).where(nobody)):
        what = f"”{name}” har ingen ägare och räknas därför inte i styrkortet."
        yield Finding("figure-without-owner", "warning", f"{word.single}: {name}", what, "indicator", key)


def _goals(session: Session, year: int, word: MeasureWord) -> Iterator[Finding]:
    """Goals whose figures are not measured in the year, or that have too many of them."""
    columns = (
        Node.id, NodeVersion.title, Level.short_name, Level.name, Indicator.frequency, Indicator.first_year,
        Indicator.last_year,
    )  # fmt: skip
    statement = select(*columns).select_from(NodeIndicator).join(Node).join(NodeVersion, _CURRENT).join(Level)
    statement = statement.join(Indicator, Indicator.id == NodeIndicator.indicator_id)
    statement = statement.where(living(year)).order_by(Node.id)
    found: dict[int, list[Any]] = {}
    for row in session.execute(statement):
        found.setdefault(row.id, []).append(row)
    for key, rows in found.items():
        place = f"{rows[0].short_name or rows[0].name}: {rows[0].title}"
        due = (
            periods_of(year, row.frequency, first_year=row.first_year, last_year=row.last_year)
            for row in rows
        )
        if not any(due):
            what = f"”{rows[0].title}” har {word.no} {word.one} som mäts {year}."
            yield Finding("goal-not-measured-in-year", "note", place, what, "goal", key)
        if len(rows) > MOST_MEASURES:
            what = f"”{rows[0].title}” har {len(rows)} {word.many}. Färre gör målet lättare att följa."
            yield Finding("goal-many-measures", "note", place, what, "goal", key)


def _one_sided(session: Session, year: int, word: MeasureWord) -> Iterator[Finding]:
    """Scorecards that measure no quality or no productivity (`SC-02`)."""
    statement = (
        select(Scorecard.id, Unit.name, func.group_concat(Indicator.aspect.distinct()).label("aspects"))
        .outerjoin(Unit, Unit.id == Scorecard.unit_id)
        .join(ScorecardRow, ScorecardRow.scorecard_id == Scorecard.id)
        .join(Indicator, Indicator.id == ScorecardRow.indicator_id)
        .where(Scorecard.year == year)
        .group_by(Scorecard.id)
    )
    for key, unit, aspects in session.execute(statement):
        present = set((aspects or "").split(","))
        lacking = [ASPECTS[one] for one in (_QUALITY, _PRODUCTIVITY) if one not in present]
        if lacking:
            whose = unit or "kommunen"
            what = f"Styrkortet {year} för {whose} har {word.no} {word.one} för {' eller '.join(lacking)}."
            yield Finding("scorecard-lacks-aspect", "note", f"Styrkort: {whose}", what, "scorecard", key)


def _judged(session: Session, year: int) -> Iterator[Finding]:
    """Decided assessments without grounds, reason or analysis."""
    measured = (
        select(Measurement.id)
        .join(NodeIndicator, NodeIndicator.indicator_id == Measurement.indicator_id)
        .where(
            NodeIndicator.node_id == Assessment.node_id,
            Measurement.period.startswith(str(year)),
            Measurement.value.is_not(None) | Measurement.text.is_not(None),
        )
        .exists()
    )
    rows = session.execute(
        select(Assessment, NodeVersion.title, measured.label("measured"))
        .join(Node, Node.id == Assessment.node_id)
        .join(NodeVersion, _CURRENT)
        .where(Assessment.status == DECIDED, Assessment.period.startswith(str(year)))
        .order_by(Assessment.id)
    ).all()
    scale = result_scale(session) if rows else ()
    for row in rows:
        one: Assessment = row.Assessment
        result = step_of(scale, one.result)
        if result is not None:
            yield from _of_result(one, row.title, result, step_of(scale, one.proposed), bool(row.measured))


def _of_result(
    one: Assessment, title: str, result: ResultStep, proposed: ResultStep | None, measured: bool
) -> Iterator[Finding]:
    words = f"”{title}” är bedömt som {result.name.lower()} för {period_words(one.period)}"
    if result.mark in _GOOD and not measured and not (one.effect or one.reason):
        yield _finding(one, title, "goal-met-by-activities", f"{words} utan något utfall.")
    if is_another(proposed, result) and proposed is not None and not one.reason:
        told = f"{words}, men utfallet gav {proposed.name.lower()} och skälet saknas."
        yield _finding(one, title, "assessment-without-reason", told)
    if result.mark != "met" and not (one.analysis or one.conclusion):
        yield _finding(one, title, "assessment-without-analysis", f"{words} utan analys.", "note")


def _left(session: Session, year: int) -> Iterator[Finding]:
    """Actions of earlier years that became neither activity nor goal."""
    statement = (
        select(Assessment.id, NodeVersion.title, Assessment.period, func.count().label("count"))
        .select_from(Improvement)
        .join(Assessment, Assessment.id == Improvement.assessment_id)
        .join(Node, Node.id == Assessment.node_id)
        .join(NodeVersion, _CURRENT)
        .where(
            Improvement.activity_id.is_(None), Improvement.node_id.is_(None), Assessment.period < str(year)
        )
        .group_by(Assessment.id, NodeVersion.title, Assessment.period)
        .order_by(Assessment.id)
    )
    for key, title, period, count in session.execute(statement):
        actions = write_count(count, "åtgärd", "åtgärder")
        what = f"Analysen av ”{title}” för {period_words(period)} har {actions} som inte har tagits vidare."
        yield Finding("action-not-taken-on", "note", f"Bedömning: {title}", what, "assessment", key)


def _finding(one: Assessment, title: str, code: str, what: str, weight: Severity = "warning") -> Finding:
    return Finding(code, weight, f"Bedömning: {title}", what, "assessment", one.id)
