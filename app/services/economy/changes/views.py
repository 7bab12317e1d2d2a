"""What a decided budget is during its year: as decided, what each change does to whom, and as it is now."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import CentralPot, PlanVersion
from app.models.budgetchanges import BudgetChange, BudgetChangeRow
from app.models.errors import NotFound
from app.models.investments import InvestmentProject, InvestmentYear
from app.services.budget.decisions import in_force
from app.services.budget.figures import read_figures
from app.services.budget.unittree import read_pots
from app.services.economy.changes.values import (
    ChangeView,
    CurrentBudget,
    Group,
    Line,
    RowView,
    Targets,
    together,
)
from app.services.economy.committees import Committee, Committees, committees
from app.services.economy.investments.views import investments
from app.services.economy.own import plan_years, version_of
from app.services.economy.statements.views import statements

__all__ = [
    "ChangeView",
    "CurrentBudget",
    "Group",
    "Line",
    "RowView",
    "Targets",
    "current_budget",
    "targets",
    "where_change_is",
]


def current_budget(
    session: Session, *, version_id: int | None = None, plan_id: int | None = None, year: int | None = None
) -> CurrentBudget:
    """The budget of a year with its changes: of a version, or of the one that holds in a plan.

    Without a year it is the budget year. The file is asked as many times however many the units are.
    """
    version = _version(session, version_id, plan_id)
    years = plan_years(session, version.id)
    shown = year if year in years else years[0]
    groups = committees(session, version_id=version.id)
    changes = _changes(session, version.id, shown, groups)
    holds = _holding(session, version.plan_id)
    return CurrentBudget(
        version_id=version.id,
        version_name=version.name,
        decided_on=version.decided_on,
        year=shown,
        years=years,
        changeable=holds is not None and holds.id == version.id,
        why_not=_why_not(version, holds),
        holds_id=holds.id if holds is not None else None,
        changes=changes,
        groups=_groups(session, version, shown, changes, groups),
        projects=_projects(session, version.id, shown, changes),
        decided_result=statements(session, version_id=version.id).amount("result", "result", shown),
        left=_left(session, version.id, changes),
    )


def targets(session: Session, *, version_id: int) -> Targets:
    """What a change of a version can give to or take from: those with frames, and projects that go on."""
    version = version_of(session, version_id)
    groups = committees(session, version_id=version_id)
    framed = {frame.unit_id for frame in read_figures(session, version_id).values()}
    ended = ("finished", "cancelled")
    projects = select(InvestmentProject.id, InvestmentProject.name)
    ordered = projects.where(InvestmentProject.state.not_in(ended)).order_by(InvestmentProject.position)
    return Targets(
        units=tuple((key, name) for key, name in groups.units() if key in framed),
        pots=tuple((pot.id, pot.name) for pot in read_pots(session, version.plan_id)),
        projects=tuple((key, name) for key, name in session.execute(ordered)),
    )


def where_change_is(session: Session, change_id: int) -> tuple[int, int] | None:
    """The version that a change is of, and its year; None when it is gone."""
    found = session.get(BudgetChange, change_id)
    return None if found is None else (found.plan_version_id, found.year)


def _version(session: Session, version_id: int | None, plan_id: int | None) -> PlanVersion:
    if version_id is not None:
        return version_of(session, version_id)
    found = _holding(session, plan_id) if plan_id is not None else None
    if found is None:
        raise NotFound("Den beslutade budgeten")
    return found


def _holding(session: Session, plan_id: int) -> PlanVersion | None:
    return in_force(session.scalars(select(PlanVersion).where(PlanVersion.plan_id == plan_id)))


def _why_not(version: PlanVersion, holds: PlanVersion | None) -> str:
    if holds is not None and holds.id == version.id:
        return ""
    if holds is not None:
        return f"”{holds.name}” är den budget som gäller. Välj den för att besluta om ändringar."
    return "Budgeten är inte beslutad än. Till dess ändrar du beloppen i versionen."


def _changes(session: Session, version_id: int, year: int, groups: Committees) -> tuple[ChangeView, ...]:
    rows = select(BudgetChange).where(BudgetChange.plan_version_id == version_id, BudgetChange.year == year)
    ordered = rows.options(selectinload(BudgetChange.rows)).order_by(BudgetChange.number)
    found = session.scalars(ordered).all()
    names = _names(session, found)
    return tuple(_change(change, groups, names) for change in found)


def _names(session: Session, changes: Iterable[BudgetChange]) -> Mapping[int, str]:
    """What central posts and projects are called."""
    rows = [row for change in changes for row in change.rows]
    pots = {row.pot_id for row in rows if row.pot_id is not None}
    projects = {row.project_id for row in rows if row.project_id is not None}
    found: dict[int, str] = {}
    for key, name in session.execute(select(CentralPot.id, CentralPot.name).where(CentralPot.id.in_(pots))):
        found[key] = name
    wanted = select(InvestmentProject.id, InvestmentProject.name).where(InvestmentProject.id.in_(projects))
    for key, name in session.execute(wanted):
        found[key] = name
    return found


def _change(change: BudgetChange, groups: Committees, names: Mapping[int, str]) -> ChangeView:
    return ChangeView(
        id=change.id,
        version=change.version,
        plan_version_id=change.plan_version_id,
        year=change.year,
        number=change.number,
        kind=change.kind,
        title=change.title,
        financing=change.financing,
        note=change.note,
        body=change.body,
        decided_on=change.decided_on,
        paragraph=change.paragraph,
        registration_number=change.registration_number,
        locked=change.locked,
        example=change.example,
        rows=tuple(_row(row, groups, names) for row in change.rows),
    )


def _row(row: BudgetChangeRow, groups: Committees, names: Mapping[int, str]) -> RowView:
    name = groups.name(row.unit_id)
    if row.unit_id is None:
        name = names.get(row.pot_id or row.project_id or 0, "")
    held = row.unit_id is not None or row.pot_id is not None
    return RowView(
        id=row.id,
        purpose=row.purpose,
        pays=row.pays,
        amount=row.amount,
        unit_id=row.unit_id,
        pot_id=row.pot_id,
        project_id=row.project_id,
        name=name,
        committee=groups.holder(row.unit_id, row.pot_id) if held else None,
        note=row.note,
    )


def _groups(
    session: Session, version: PlanVersion, year: int, changes: Iterable[ChangeView], groups: Committees
) -> tuple[Group, ...]:
    """Every nämnd with its holders, also one that only a change gives anything."""
    pots = {pot.id: pot.name for pot in read_pots(session, version.plan_id)}
    effects = _Effects(changes)
    lines: dict[Committee, dict[int, Line]] = {}

    def place(unit_id: int | None, pot_id: int | None, decided: int) -> None:
        committee = groups.holder(unit_id, pot_id)
        key = unit_id or pot_id or 0
        name = pots.get(key, "") if pot_id is not None else groups.name(unit_id)
        lines.setdefault(committee, {})[key] = effects.line(key, name, decided)

    for (_, at), frame in read_figures(session, version.id).items():
        if at == year:
            place(frame.unit_id, frame.pot_id, frame.total)
    for change in changes:
        for row in change.rows:
            known = row.committee is not None and row.holder in lines.get(row.committee, {})
            if row.committee is not None and not known:
                place(row.unit_id, row.pot_id, 0)
    ordered = sorted(lines, key=lambda each: (each.order, each.name))
    return tuple(
        Group(each, together(each.key, each.name, list(lines[each].values())), tuple(lines[each].values()))
        for each in ordered
    )


def _projects(
    session: Session, version_id: int, year: int, changes: Iterable[ChangeView]
) -> tuple[Line, ...]:
    """Every project that the year or a change gives anything."""
    rows = select(InvestmentYear.project_id, InvestmentYear.expense + InvestmentYear.carried)
    of_year = rows.where(InvestmentYear.plan_version_id == version_id, InvestmentYear.year == year)
    given: dict[int, int] = {row[0]: row[1] for row in session.execute(of_year)}
    touched = {row.project_id for change in changes for row in change.rows if row.project_id is not None}
    wanted = select(InvestmentProject.id, InvestmentProject.name).where(
        InvestmentProject.id.in_({*given, *touched})
    )
    ordered = wanted.order_by(InvestmentProject.position, InvestmentProject.id)
    effects = _Effects(changes)
    return tuple(effects.line(key, name, given.get(key, 0)) for key, name in session.execute(ordered))


def _left(session: Session, version_id: int, changes: Iterable[ChangeView]) -> Mapping[int, int]:
    """What is left of the permissions of the projects that changes concern, as those are now."""
    touched = {row.project_id for change in changes for row in change.rows if row.project_id is not None}
    if not touched:
        return {}
    view = investments(session, version_id=version_id)
    found: dict[int, int] = {}
    for project in view.projects:
        permitted = view.now.get(project.id, project).permitted
        if project.id in touched and permitted is not None:
            found[project.id] = permitted - project.total
    return found


class _Effects:
    """What changes do to each holder and project, gathered once."""

    def __init__(self, changes: Iterable[ChangeView]) -> None:
        self._decided: dict[int, dict[int, int]] = {}
        self._drafted: dict[int, dict[int, int]] = {}
        for change in changes:
            by_holder = self._decided if change.locked else self._drafted
            for row in change.rows:
                if row.holder is not None:
                    own = by_holder.setdefault(row.holder, {})
                    own[change.id] = own.get(change.id, 0) + row.effect

    def line(self, key: int, name: str, decided: int) -> Line:
        """A holder with what was decided and what changes make of it."""
        return Line(key, name, decided, self._decided.get(key, {}), self._drafted.get(key, {}))
