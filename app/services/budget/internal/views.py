"""What the tab Internbudget shows: every performer with how far it has come, and one of them by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, PlanVersion
from app.models.internalbudget import AccountGroup, InternalBudget, InternalRow, MonthProfile
from app.models.organisation import Municipality
from app.services.budget.decisions import to_follow
from app.services.budget.figures import read_versions
from app.services.budget.internal.budgets import weights_of
from app.services.budget.internal.spreading import MONTHS, spread
from app.services.budget.rules import Amounts
from app.services.budget.unittree import arrange, read_units

State = Literal["none", "open", "over", "met", "changed"]
INCOME, COST = "income", "cost"


@dataclass(frozen=True, slots=True)
class Performer:
    """A unit with a frame, and its internal budget where it has one; `frame` is net, in öre."""

    unit_id: int
    name: str
    frame: int
    budget_id: int | None = None
    planned: int = 0
    newest: int = 0
    """The frame as it is decided now, where the internal budget is tied to an earlier decision."""
    example: bool = False
    """Whether its internal budget is invented."""

    @property
    def left(self) -> int:
        """What of the frame has not been laid out; below zero too much has."""
        return self.frame - self.planned

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.budget_id is None:
            return "none"
        if self.newest != self.frame:
            return "changed"
        return "met" if not self.left else "open" if self.left > 0 else "over"


@dataclass(frozen=True, slots=True)
class Group:
    """An account group; `number` is its beginning in the chart of accounts."""

    id: int
    number: str | None
    name: str
    side: str
    version: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile with its twelve weights."""

    id: int
    name: str
    weights: tuple[Decimal, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Line:
    """An account group in an internal budget; without a profile its months are typed."""

    group: Group
    amount: int
    months: tuple[int, ...]
    profile: Profile | None
    typed: bool = False
    """Whether the months are the row's own."""


@dataclass(frozen=True, slots=True)
class Internal:
    """A performer's internal budget with its sums, beside the frame it is tied to."""

    id: int
    version: int
    unit_id: int
    unit_name: str
    year: int
    note: str | None
    lines: tuple[Line, ...]
    tied_name: str
    tied_locked: bool
    frame: Amounts
    newest_name: str
    newest: Amounts
    behind: bool = False
    """Whether another version than the one it is tied to is decided now."""

    def months(self, side: str) -> tuple[int, ...]:
        """The sum of a side by month."""
        own = [line.months for line in self.lines if line.group.side == side]
        return tuple(sum(month[at] for month in own) for at in range(MONTHS))

    def total(self, side: str) -> int:
        """The sum of a side."""
        return sum(line.amount for line in self.lines if line.group.side == side)

    @property
    def net(self) -> int:
        """What it costs beyond the income."""
        return self.total(COST) - self.total(INCOME)

    @property
    def left(self) -> int:
        """What of the frame has not been laid out; below zero too much has."""
        return self.frame.net - self.net

    @property
    def changed(self) -> int:
        """By how much the decided frame is another than the one it was made for."""
        return self.newest.net - self.frame.net


@dataclass(frozen=True, slots=True)
class InternalView:
    """The whole tab: performers in the order of the tree, groups and profiles, and the chosen budget."""

    year: int = 0
    tied_name: str = ""
    tied_locked: bool = False
    performers: tuple[Performer, ...] = ()
    groups: tuple[Group, ...] = ()
    profiles: tuple[Profile, ...] = ()
    chosen: Performer | None = None
    internal: Internal | None = None

    def count(self, *states: State) -> int:
        """How many performers have come that far."""
        return sum(1 for each in self.performers if each.state in states)


@dataclass(frozen=True, slots=True)
class _Frames:
    """The frames of a year in the versions that matter, all ways of paying together."""

    now: int | None
    of: Mapping[tuple[int, int], Amounts] = field(default_factory=dict)

    def at(self, version_id: int | None, unit_id: int) -> Amounts:
        return self.of.get((version_id or 0, unit_id), Amounts())


def internal_view(session: Session, *, plan_id: int, unit_id: int | None = None) -> InternalView:
    """The internal budgets of a plan's first year, and that of one performer; the first by default."""
    plan = session.get_one(BudgetPlan, plan_id)
    newest = to_follow(plan.versions)
    budgets = _budgets(session, plan)
    versions = {budget.plan_version_id for budget, _ in budgets.values()}
    frames = _read_frames(session, plan.first_year, newest, versions)
    performers = _performers(session, frames, budgets)
    groups = _groups(session)
    profiles = _profiles(session)
    chosen = next((each for each in performers if each.unit_id == unit_id), None)
    if chosen is None and performers:
        chosen = performers[0]
    internal = None
    if chosen is not None and chosen.budget_id is not None and newest is not None:
        internal = _internal(session, chosen, newest, frames, groups, profiles)
    return InternalView(
        plan.first_year,
        newest.name if newest is not None else "",
        newest is not None and newest.locked,
        performers,
        groups,
        tuple(profiles.values()),
        chosen,
        internal,
    )


@dataclass(frozen=True, slots=True)
class InternalPaper:
    """Internal budgets to write to a file: how far every performer has come, and the sheets of some."""

    municipality: str
    day: date
    year: int
    performers: tuple[Performer, ...]
    internals: tuple[Internal, ...]


def internal_paper(
    session: Session, *, plan_id: int, today: date, unit_id: int | None = None
) -> InternalPaper:
    """The internal budgets of a plan's first year as they are on a day: all of them, or one performer's."""
    plan = session.get_one(BudgetPlan, plan_id)
    newest = to_follow(plan.versions)
    budgets = _budgets(session, plan)
    versions = {budget.plan_version_id for budget, _ in budgets.values()}
    frames = _read_frames(session, plan.first_year, newest, versions)
    performers = tuple(
        each for each in _performers(session, frames, budgets) if unit_id in (None, each.unit_id)
    )
    groups, profiles = _groups(session), _profiles(session)
    internals = tuple(
        _internal(session, each, newest, frames, groups, profiles)
        for each in performers
        if each.budget_id is not None and newest is not None
    )
    town = session.scalar(select(Municipality.official_name).limit(1)) or ""
    return InternalPaper(town, today, plan.first_year, performers, internals)


def _budgets(session: Session, plan: BudgetPlan) -> dict[int, tuple[InternalBudget, int]]:
    """The internal budgets of the year by unit, with what they come to, net."""
    signed = case((AccountGroup.side == COST, InternalRow.amount), else_=-InternalRow.amount)
    rows = (
        select(InternalBudget, func.coalesce(func.sum(signed), 0))
        .outerjoin(InternalRow, InternalRow.budget_id == InternalBudget.id)
        .outerjoin(AccountGroup, AccountGroup.id == InternalRow.group_id)
        .where(InternalBudget.year == plan.first_year)
        .group_by(InternalBudget.id)
    )
    return {budget.unit_id: (budget, int(net)) for budget, net in session.execute(rows)}


def _read_frames(session: Session, year: int, newest: PlanVersion | None, versions: set[int]) -> _Frames:
    if newest is None:
        return _Frames(None)
    found: dict[tuple[int, int], Amounts] = {}
    for (version_id, _), figures in read_versions(session, versions | {newest.id}).items():
        for (_, of_year), frame in figures.items():
            if of_year == year and frame.unit_id is not None:
                key = version_id, frame.unit_id
                found[key] = found.get(key, Amounts()) + frame.amounts
    return _Frames(newest.id, found)


def _performers(
    session: Session, frames: _Frames, budgets: Mapping[int, tuple[InternalBudget, int]]
) -> tuple[Performer, ...]:
    framed = {unit for version, unit in frames.of if version == frames.now} | set(budgets)
    places = arrange(read_units(session), framed)
    found = []
    for place in places:
        if place.group or place.unit_id is None:
            continue
        unit_id, newest = place.unit_id, frames.at(frames.now, place.unit_id).net
        budget, planned = budgets.get(unit_id, (None, 0))
        if budget is None:
            found.append(Performer(unit_id, place.name, newest, newest=newest))
        else:
            tied = frames.at(budget.plan_version_id, unit_id).net
            found.append(Performer(unit_id, place.name, tied, budget.id, planned, newest, budget.example))
    return tuple(found)


def _groups(session: Session) -> tuple[Group, ...]:
    """Income first, then cost, each in its order."""
    rows = session.scalars(select(AccountGroup)).all()
    ordered = sorted(rows, key=lambda row: (row.side != INCOME, row.position, row.id))
    return tuple(Group(row.id, row.number, row.name, row.side, row.version) for row in ordered)


def _profiles(session: Session) -> dict[int, Profile]:
    rows = select(MonthProfile).options(selectinload(MonthProfile.weights))
    ordered = session.scalars(rows.order_by(MonthProfile.position, MonthProfile.id))
    return {row.id: Profile(row.id, row.name, weights_of(row), row.version) for row in ordered}


def _internal(
    session: Session,
    chosen: Performer,
    newest: PlanVersion,
    frames: _Frames,
    groups: Sequence[Group],
    profiles: Mapping[int, Profile],
) -> Internal:
    loaded = selectinload(InternalBudget.rows).selectinload(InternalRow.months)
    budget = session.get_one(InternalBudget, chosen.budget_id, options=[loaded])
    tied = session.get_one(PlanVersion, budget.plan_version_id)
    rows = {row.group_id: row for row in budget.rows}
    first = next(iter(profiles.values()), None)
    return Internal(
        id=budget.id,
        version=budget.version,
        unit_id=chosen.unit_id,
        unit_name=chosen.name,
        year=budget.year,
        note=budget.note,
        lines=tuple(_line(group, rows.get(group.id), profiles, first) for group in groups),
        tied_name=tied.name,
        tied_locked=tied.locked,
        frame=frames.at(tied.id, chosen.unit_id),
        newest_name=newest.name,
        newest=frames.at(newest.id, chosen.unit_id),
        behind=newest.id != tied.id,
    )


def _line(
    group: Group, row: InternalRow | None, profiles: Mapping[int, Profile], first: Profile | None
) -> Line:
    if row is None:
        return Line(group, 0, (0,) * MONTHS, first)
    profile = profiles.get(row.profile_id) if row.profile_id is not None else None
    if profile is None and row.months:
        return Line(group, row.amount, tuple(month.amount for month in row.months), None, True)
    months = spread(row.amount, profile.weights) if profile is not None else spread(row.amount)
    return Line(group, row.amount, months, profile)
