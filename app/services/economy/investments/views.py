"""What a version's investments are: projects with their years, and what they lead to in each year.

Amounts are as spent: an expense, a depreciation and a running cost are above zero. The statements turn them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.investments import InvestmentProject, InvestmentYear, RunningCost
from app.services.economy.committees import Committee, Committees, committees
from app.services.economy.investments.flows import project_flows
from app.services.economy.investments.remarks import of_project
from app.services.economy.investments.values import (
    NOTHING,
    PartView,
    ProjectView,
    Remark,
    RunningView,
    YearFlow,
)
from app.services.economy.investments.yearly import REACH
from app.services.economy.own import plan_years, state_of, version_of
from app.services.economy.snapshots import kept_part

__all__ = [
    "NOTHING",
    "InvestmentFlows",
    "InvestmentsView",
    "PartView",
    "ProjectView",
    "Remark",
    "RunningView",
    "YearFlow",
    "investment_flows",
    "investments",
    "read_projects",
    "sum_up",
]
#: The name that the projects of a version are kept under when it is decided.
PART = "investments"
#: The key and the name of the group of projects that were added after a version was decided.
LATER_KEY, _LATER = -2, "Tillkomna efter beslutet"
_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class InvestmentFlows:
    """What all projects together are in each year of the plan, and each of them."""

    years: tuple[int, ...]
    by_year: Mapping[int, YearFlow]
    projects: tuple[ProjectView, ...]

    def by_committee(self, year: int) -> Mapping[int, YearFlow]:
        """The same in a year, by the key of the nämnd."""
        found: dict[int, YearFlow] = {}
        for project in self.projects:
            key = project.committee.key
            found[key] = found.get(key, NOTHING) + project.flow(year)
        return found


@dataclass(frozen=True, slots=True)
class InvestmentsView:
    """Everything on the face of investments."""

    version_id: int
    version_name: str
    locked: bool
    state: int
    years: tuple[int, ...]
    later: tuple[int, ...]
    """The years after the plan's that investments may be placed in."""
    projects: tuple[ProjectView, ...]
    by_year: Mapping[int, YearFlow]
    remarks: tuple[Remark, ...]
    units: tuple[tuple[int, str], ...]
    """Who may have a project, in the order of the organisation."""
    now: Mapping[int, ProjectView] = field(default_factory=dict)
    """The projects as they are now, by key, where the version shows what was decided."""

    @property
    def frozen(self) -> bool:
        """Whether the projects are as they were when the version was decided."""
        return bool(self.now)

    @property
    def committees(self) -> tuple[Committee, ...]:
        """Those who have projects, in the budget's order."""
        found = {project.committee for project in self.projects}
        return tuple(sorted(found, key=lambda each: (each.order, each.name)))

    def of(self, committee: Committee) -> tuple[ProjectView, ...]:
        """The projects of one of them."""
        return tuple(project for project in self.projects if project.committee.key == committee.key)

    def project(self, project_id: int) -> ProjectView | None:
        """A project by its key."""
        return next((each for each in self.projects if each.id == project_id), None)


def investment_flows(
    session: Session, *, version_id: int, years: Sequence[int] | None = None
) -> InvestmentFlows:
    """What a version's investments are in its years, or in `years` where a plan reaches further."""
    wanted = tuple(years) if years is not None else plan_years(session, version_id)
    projects = read_projects(session, version_id, wanted, committees(session, version_id=version_id))
    return InvestmentFlows(wanted, sum_up(projects, wanted), projects)


def investments(session: Session, *, version_id: int) -> InvestmentsView:
    """The projects with what a version gives them, in the order they stand."""
    version = version_of(session, version_id)
    years = plan_years(session, version_id)
    later = tuple(range(years[-1] + 1, years[0] + REACH))
    groups = committees(session, version_id=version_id)
    projects = read_projects(session, version_id, years, groups)
    now: dict[int, ProjectView] = {}
    if decided_projects(session, version_id) is not None:
        now = {each.id: each for each in _as_they_are(session, version_id, years, groups)}
        known = {each.id for each in projects}
        after = Committee(LATER_KEY, _LATER, _LAST)
        added = (replace(each, committee=after, years={}) for key, each in now.items() if key not in known)
        projects = (*projects, *added)
    return InvestmentsView(
        version_id=version_id,
        version_name=version.name,
        locked=version.locked,
        state=state_of(session, version_id),
        years=years,
        later=later,
        projects=projects,
        by_year=sum_up(projects, (*years, *later)),
        remarks=tuple(remark for each in projects for remark in of_project(each, years)),
        units=groups.units(),
        now=now,
    )


def sum_up(projects: Iterable[ProjectView], years: Sequence[int]) -> dict[int, YearFlow]:
    """What projects together are in each year."""
    found = dict.fromkeys(years, NOTHING)
    for project in projects:
        for year in years:
            found[year] += project.flow(year)
    return found


# ---- reading -------------------------------------------------------------------------------------


def read_projects(
    session: Session, version_id: int, years: Sequence[int], groups: Committees
) -> tuple[ProjectView, ...]:
    """Every project as a version has it, or had it when it was decided; finished and cancelled ones too."""
    decided = decided_projects(session, version_id)
    if decided is None:
        return _as_they_are(session, version_id, years, groups)
    return tuple(_reaching(project, years) for project in decided)


def decided_projects(session: Session, version_id: int) -> tuple[ProjectView, ...] | None:
    """The projects that were kept when a version was decided; None where none were."""
    found: tuple[ProjectView, ...] | None = kept_part(session, version_id, PART, tuple[ProjectView, ...])
    return found


def _reaching(project: ProjectView, years: Sequence[int]) -> ProjectView:
    """A project as it was decided, with what follows in years that the version did not reach."""
    if all(year in project.years for year in years):
        return project
    given = {
        year: YearFlow(flow.expense, flow.income, carried=flow.carried, typed=flow.typed, note=flow.note)
        for year, flow in project.years.items()
        if flow.expense or flow.income or flow.carried or flow.note
    }
    reached = project_flows(project, given, project.in_use_year, (*project.years, *years))
    return replace(project, years={**reached, **project.years})


def _as_they_are(
    session: Session, version_id: int, years: Sequence[int], groups: Committees
) -> tuple[ProjectView, ...]:
    rows = select(InvestmentProject).order_by(InvestmentProject.position, InvestmentProject.id)
    rows = rows.options(selectinload(InvestmentProject.parts), selectinload(InvestmentProject.running))
    given: dict[int, dict[int, InvestmentYear]] = {}
    for row in session.scalars(select(InvestmentYear).where(InvestmentYear.plan_version_id == version_id)):
        given.setdefault(row.project_id, {})[row.year] = row
    found = [_project(row, given.get(row.id, {}), years, groups) for row in session.scalars(rows)]
    return tuple(sorted(found, key=lambda each: (each.committee.order, each.committee.name)))


def _project(
    row: InvestmentProject, given: Mapping[int, InvestmentYear], years: Sequence[int], groups: Committees
) -> ProjectView:
    project = ProjectView(
        id=row.id,
        version=row.version,
        number=row.number,
        name=row.name,
        kind=row.kind,
        state=row.state,
        unit_id=row.unit_id,
        unit=groups.name(row.unit_id),
        committee=groups.of(row.unit_id),
        permitted=row.permitted,
        decided_on=row.decided_on,
        body=row.body,
        paragraph=row.paragraph,
        in_use_year=row.in_use_year,
        in_use_month=row.in_use_month,
        spent_before=row.spent_before,
        note=row.note,
        example=row.example,
        parts=tuple(PartView(part.id, part.name, part.share, part.years) for part in row.parts),
        running=tuple(_running(cost, groups) for cost in row.running),
    )
    return replace(project, years=project_flows(project, _given(given), row.in_use_year, years))


def _running(row: RunningCost, groups: Committees) -> RunningView:
    return RunningView(row.id, row.name, row.amount, row.unit_id, groups.name(row.unit_id), row.in_frames)


def _given(rows: Mapping[int, InvestmentYear]) -> dict[int, YearFlow]:
    """What a version gives a project in years."""
    return {
        year: YearFlow(
            expense=row.expense + row.carried,
            income=row.income,
            carried=row.carried,
            typed=row.expense,
            note=row.note,
        )
        for year, row in rows.items()
    }
