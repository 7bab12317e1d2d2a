"""Reads one indicator with all that is said of it, and what can be chosen in its editor."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonGroup, ComparisonValue
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.proposals import ProposalFigure
from app.models.scorecard import (
    Indicator,
    IndicatorTarget,
    Measurement,
    NodeIndicator,
    PeriodTarget,
    ScorecardRow,
)
from app.models.steering import Level, Node, NodeVersion, Perspective
from app.services.organisation.rules import valid_on
from app.services.scorecard.below import below
from app.services.scorecard.formulas import (
    UnitsClash,
    formulas_of,
    stored_formula,
    unit_of,
)
from app.services.scorecard.indicatorreading import indicator_rows
from app.services.scorecard.indicatorviews import (
    Choices,
    GoalLink,
    HangsOn,
    IndicatorDetail,
    IndicatorRow,
    NearRow,
    TargetRow,
)
from app.services.scorecard.lastoutcomes import place_of
from app.services.scorecard.periods import read_period
from app.services.scorecard.score import shares
from app.services.steering.detail import owner_choices
from app.services.textorder import sort_key

#: Forms of levels whose elements are measured.
MEASURED_FORMS = ("goal", "commitment", "document", "assignment", "activity", "goal_area")


def indicator_of(
    session: Session, *, indicator_id: int, year: int, today: date | None = None,
    shown: IndicatorRow | None = None,
) -> IndicatorDetail:  # fmt: skip
    """Everything that is said of an indicator; `today` is the day on which the units below are counted,
    `shown` its row in the list where that is read already.
    """
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    if shown is None or shown.version != row.version:
        shown = indicator_rows(session, year=year, keys=(indicator_id,))[0]
    formula, unit = _formula(session, row)
    return IndicatorDetail(
        row=shown,
        first_year=row.first_year,
        last_year=row.last_year,
        due_days=row.due_days,
        summing=row.summing,
        across=row.across,
        formula=formula,
        formula_unit=unit,
        source=row.source,
        perspective_id=row.perspective_id,
        baseline=row.baseline,
        baseline_period=row.baseline_period,
        target_kind=row.target_kind,
        threshold=row.threshold,
        threshold_upper=row.threshold_upper,
        comparison_group=row.comparison_group,
        below=_below(session, row.owner_unit_id, today),
        targets=tuple(
            TargetRow(one.year, one.value, one.upper, one.text, one.threshold, one.threshold_upper)
            for one in row.targets
        ),
        near=_near(session, indicator_id),
        goals=_goal_links(session, indicator_id),
        hangs=_hangs_on(session, indicator_id),
    )


def _formula(session: Session, row: Indicator) -> tuple[str | None, str]:
    formula = stored_formula(row.formula) if row.formula else None
    if formula is None:
        return None, ""
    rows = session.execute(select(Indicator.id, Indicator.name, Indicator.unit_of_measure)).all()
    names = {one.id: one.name for one in rows}
    try:
        unit = unit_of(formula, {one.id: one.unit_of_measure for one in rows})
    except UnitsClash as clash:
        return formula.shown(names), clash.message
    return formula.shown(names), "" if unit is None else unit or "tal utan enhet"


def _below(session: Session, owner_id: int | None, today: date | None) -> int:
    if owner_id is None:
        return 0
    rows = session.execute(select(Unit.id, Unit.parent_id, Unit.valid_from, Unit.valid_to)).all()
    living = {one.id for one in rows if today is None or valid_on(one.valid_from, one.valid_to, today)}
    return len(below({one.id: one.parent_id for one in rows}, owner_id) & living)


def _near(session: Session, indicator_id: int) -> tuple[NearRow, ...]:
    of = PeriodTarget
    statement = (
        select(of.unit_id, Unit.name, of.period, of.value, of.upper, of.text)
        .outerjoin(Unit, Unit.id == of.unit_id)
        .where(of.indicator_id == indicator_id)
    )
    rows = [NearRow(*row) for row in session.execute(statement)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                read_period(row.period).year,
                row.unit is not None,
                sort_key(row.unit or ""),
                place_of(row.period, None),
            ),
        )
    )


def _goal_links(session: Session, indicator_id: int) -> tuple[GoalLink, ...]:
    mine = select(NodeIndicator.node_id).where(NodeIndicator.indicator_id == indicator_id)
    current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
    statement = (
        select(NodeIndicator.node_id, NodeIndicator.indicator_id, NodeIndicator.weight, NodeVersion.title,
               Level.name)
        .join(Node, Node.id == NodeIndicator.node_id)
        .join(NodeVersion, current)
        .join(Level, Level.id == Node.level_id)
        .where(NodeIndicator.node_id.in_(mine))
        .order_by(NodeIndicator.id)
    )  # fmt: skip
    by_node: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement):
        by_node[row.node_id].append(row)
    found: list[GoalLink] = []
    for node_id, rows in by_node.items():
        parts = shares(row.weight for row in rows)
        own, share = next((r, s) for r, s in zip(rows, parts, strict=True) if r.indicator_id == indicator_id)
        found.append(GoalLink(node_id, own.title, own.name, own.weight, share, len(rows) - 1))
    return tuple(found)


def _count(part: type[Any], indicator_id: int) -> Any:
    return select(func.count()).select_from(part).where(part.indicator_id == indicator_id).scalar_subquery()


def _hangs_on(session: Session, indicator_id: int) -> HangsOn:
    parts: tuple[type[Any], ...] = (
        IndicatorTarget, PeriodTarget, Measurement, NodeIndicator, ScorecardRow, ComparisonValue,
        ProposalFigure,
    )  # fmt: skip
    found = session.execute(select(*(_count(part, indicator_id) for part in parts))).one()
    counts = dict(zip(parts, found, strict=True))
    used = [
        key
        for key, formula in formulas_of(session).items()
        if indicator_id in formula.references and key != indicator_id
    ]
    names = session.execute(select(Indicator.id, Indicator.name).where(Indicator.id.in_(used)))
    return HangsOn(
        targets=counts[IndicatorTarget] + counts[PeriodTarget],
        measurements=counts[Measurement],
        goals=counts[NodeIndicator],
        scorecards=counts[ScorecardRow],
        comparisons=counts[ComparisonValue],
        proposals=counts[ProposalFigure],
        used_by=tuple(sorted(((key, name) for key, name in names), key=lambda one: sort_key(one[1]))),
    )


# ---- what can be chosen --------------------------------------------------------------------------


def choices(session: Session, *, today: date) -> Choices:
    """Units, roles, goals, perspectives, groups and units of measure that the editor offers."""
    owners = owner_choices(session, today=today)
    roles = {role for role in session.scalars(select(Indicator.owner_role).distinct()) if role}
    current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
    goals = (
        select(Node.id, NodeVersion.title, Level.name, Level.position)
        .join(NodeVersion, current)
        .join(Level, Level.id == Node.level_id)
        .where(Level.form.in_(MEASURED_FORMS))
    )
    in_order = sorted(session.execute(goals), key=lambda row: (row.position, sort_key(row.title), row.id))
    perspectives = select(Perspective.id, func.coalesce(Perspective.short_name, Perspective.name)).order_by(
        Perspective.position
    )
    named = session.execute(select(Indicator.id, Indicator.name, Indicator.unit_of_measure)).all()
    used = {row.unit_of_measure for row in named if row.unit_of_measure}
    return Choices(
        units=owners.units,
        roles=tuple(sorted({*owners.roles, *roles}, key=sort_key)),
        goals=tuple((row[0], row[1], row[2]) for row in in_order),
        perspectives=tuple((key, name) for key, name in session.execute(perspectives)),
        groups=tuple(sorted(session.scalars(select(ComparisonGroup.name)), key=sort_key)),
        units_of_measure=tuple(sorted({*used, "antal", "dagar", "index", "kr", "procent"}, key=sort_key)),
        names={row.id: row.name for row in named},
    )


def version_of(session: Session, *, indicator_id: int) -> int:
    """The version of an indicator as it is stored; 0 for one that is gone."""
    return session.scalar(select(Indicator.version).where(Indicator.id == indicator_id)) or 0
