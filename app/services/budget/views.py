"""What the page Budget shows: versions, the tree of units with every part and sum, and what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, BudgetPlan, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import MunicipalityFact, Unit
from app.services.budget import rules
from app.services.budget.checks import Finding, YearRoom, check, read_rooms
from app.services.budget.figures import Figures, FrameFigures, Part, read_figures
from app.services.budget.scope import performers
from app.services.budget.unittree import Place, read_places

Column = tuple[int, str]
"""A year and what stands there: a part, "previous" or "total"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount in öre; `typed` can be edited, `before` is what the compared version says."""

    amount: int
    typed: bool = False
    note: str | None = None
    source: str | None = None
    part_id: int | None = None
    before: int | None = None

    @property
    def changed(self) -> bool:
        """Whether it was another amount in the compared version."""
        return self.before is not None and self.before != self.amount


@dataclass(frozen=True, slots=True)
class FrameRef:
    """The stored frame behind a year of a unit."""

    frame_id: int
    version: int


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A unit or, with `group`, a sum over units; `key` is the unit's, negative for a group."""

    key: int
    parent: int | None
    unit_id: int
    name: str
    depth: int
    group: bool
    example: bool = False
    cells: Mapping[Column, Cell] = field(default_factory=dict)
    frames: Mapping[int, FrameRef] = field(default_factory=dict)

    def amount(self, year: int, kind: str) -> int:
        """What stands in a cell, zero when nothing does."""
        cell = self.cells.get((year, kind))
        return cell.amount if cell is not None else 0

    def change_percent(self, year: int) -> Decimal | None:
        """How much a year's frame differs from the year before."""
        previous = self.amount(year, rules.PREVIOUS)
        return rules.percent(self.amount(year, rules.TOTAL) - previous, previous)


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A version to choose, with its decision."""

    id: int
    plan_id: int
    first_year: int
    name: str
    stage: str
    body: str | None
    decided_on: date | None
    paragraph: str | None
    registration_number: str | None
    locked: bool
    example: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan that is shown."""

    id: int
    name: str
    first_year: int
    years: tuple[int, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class BudgetView:
    """Everything on the page; without a plan only the last two are of interest."""

    plan: Plan | None = None
    version: VersionInfo | None = None
    compare: VersionInfo | None = None
    versions: tuple[VersionInfo, ...] = ()
    rows: tuple[BudgetRow, ...] = ()
    sums: Mapping[Column, int] = field(default_factory=dict)
    rooms: tuple[YearRoom, ...] = ()
    findings: tuple[Finding, ...] = ()
    unit_count: int = 0
    inhabitants: int | None = None
    waiting: int = 0
    """Without a plan: how many performers would get a frame."""
    top_unit: int | None = None
    """Without a plan: where the organisation begins, to make performers of."""

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """What must be put right before a decision."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def budget_view(
    session: Session,
    *,
    version_id: int | None = None,
    compare_id: int | None = None,
    year: int | None = None,
) -> BudgetView:
    """The budget in a version, beside another; by default the newest that is worked on.

    `year` chooses the plan by its budget year; `compare_id` is by default the version before, 0 is none.
    """
    versions = _versions(session)
    version = _chosen(versions, version_id, year)
    if version is None:
        return _empty(session, year)
    siblings = tuple(each for each in versions if each.plan_id == version.plan_id)
    compare = _compared(siblings, version, compare_id)
    figures = read_figures(session, version.id)
    other = read_figures(session, compare.id) if compare is not None else None
    rooms = read_rooms(session, version.id, figures)
    rows, sums = _rows(session, figures, other, locked=version.locked)
    return BudgetView(
        plan=_plan(session, version),
        version=version,
        compare=compare,
        versions=versions,
        rows=rows,
        sums=sums,
        rooms=rooms,
        findings=check(rooms, figures, performers(session, version.first_year)),
        unit_count=len({unit for unit, _ in figures}),
        inhabitants=_inhabitants(session, version.first_year),
    )


def _empty(session: Session, year: int | None) -> BudgetView:
    top = session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.position).limit(1))
    return BudgetView(waiting=len(performers(session, year)) if year is not None else 0, top_unit=top)


def _versions(session: Session) -> tuple[VersionInfo, ...]:
    rows = select(
        PlanVersion.id,
        PlanVersion.plan_id,
        BudgetPlan.first_year,
        PlanVersion.name,
        PlanVersion.stage,
        PlanVersion.body,
        PlanVersion.decided_on,
        PlanVersion.paragraph,
        PlanVersion.registration_number,
        PlanVersion.locked,
        PlanVersion.example,
        PlanVersion.version.label("row_version"),
    ).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    ordered = rows.order_by(BudgetPlan.first_year, PlanVersion.position)
    return tuple(VersionInfo(**row) for row in session.execute(ordered).mappings())


def _chosen(
    versions: tuple[VersionInfo, ...], version_id: int | None, year: int | None
) -> VersionInfo | None:
    if version_id is not None:
        for version in versions:
            if version.id == version_id:
                return version
        raise NotFound("Budgetversionen")
    wanted = [each for each in versions if year is None or each.first_year == year] or list(versions)
    newest = [each for each in wanted if each.first_year == wanted[-1].first_year]
    return next((each for each in reversed(newest) if not each.locked), newest[-1] if newest else None)


def _compared(
    siblings: tuple[VersionInfo, ...], version: VersionInfo, compare_id: int | None
) -> VersionInfo | None:
    if compare_id is not None:
        return next((each for each in siblings if each.id == compare_id and each.id != version.id), None)
    place = siblings.index(version)
    return siblings[place - 1] if place else None


def _plan(session: Session, version: VersionInfo) -> Plan:
    plan = session.get_one(BudgetPlan, version.plan_id)
    years = tuple(range(plan.first_year, plan.first_year + plan.years))
    return Plan(plan.id, plan.name, plan.first_year, years, version.example)


def _rows(
    session: Session, figures: Figures, other: Figures | None, *, locked: bool
) -> tuple[tuple[BudgetRow, ...], dict[Column, int]]:
    places = read_places(session, {unit for unit, _ in figures})
    frames: dict[int, list[FrameFigures]] = {}
    for frame in figures.values():
        frames.setdefault(frame.unit_id, []).append(frame)
    sums: rules.RollUp[int, Column] = rules.RollUp({place.key: place.parent for place in places})
    cells = {
        place.key: _cells(frames[place.unit_id], other, locked=locked) for place in places if not place.group
    }
    for key, own in cells.items():
        for column, cell in own.items():
            sums.add(key, column, cell.amount)
    rows = (
        _group(place, sums.of(place.key)) if place.group else _unit(place, cells[place.key], frames)
        for place in places
    )
    return tuple(rows), sums.total()


def _group(place: Place, sums: Mapping[Column, int]) -> BudgetRow:
    cells = {column: Cell(amount) for column, amount in sums.items()}
    return BudgetRow(place.key, place.parent, place.unit_id, place.name, place.depth, True, cells=cells)


def _unit(place: Place, cells: Mapping[Column, Cell], frames: Mapping[int, list[FrameFigures]]) -> BudgetRow:
    own = frames[place.unit_id]
    return BudgetRow(
        key=place.key,
        parent=place.parent,
        unit_id=place.unit_id,
        name=place.name,
        depth=place.depth,
        group=False,
        example=any(frame.example for frame in own),
        cells=cells,
        frames={frame.year: FrameRef(frame.frame_id, frame.version) for frame in own},
    )


def _cells(frames: list[FrameFigures], other: Figures | None, *, locked: bool) -> dict[Column, Cell]:
    """Every part of a unit's frames, also those that nothing has been typed in."""
    cells: dict[Column, Cell] = {}
    for frame in frames:
        before = other.get((frame.unit_id, frame.year)) if other is not None else None
        for kind in COMPONENTS:
            if kind == "plan" and not frame.carried:
                continue
            cells[frame.year, kind] = _part_cell(
                frame.parts.get(kind), before, other is not None, kind, locked
            )
        previous = frame.composition.previous
        was = before.composition.previous if before is not None else 0
        open_previous = not frame.carried and not locked
        cells[frame.year, rules.PREVIOUS] = Cell(
            previous, open_previous, before=was if other is not None and not frame.carried else None
        )
        cells[frame.year, rules.TOTAL] = _total_cell(frame, before, locked=locked)
    return cells


def _part_cell(
    part: Part | None, before: FrameFigures | None, compared: bool, kind: str, locked: bool
) -> Cell:
    old = before.parts.get(kind) if before is not None else None
    was = (old.amount if old is not None else 0) if compared else None
    if part is None:
        return Cell(0, not locked, before=was)
    return Cell(part.amount, not locked, part.note, part.source, part.id, was)


def _total_cell(frame: FrameFigures, before: FrameFigures | None, *, locked: bool) -> Cell:
    """A plan year's frame can be typed; it carries the note and the comparison of its change."""
    if not frame.carried:
        return Cell(frame.total)
    part = frame.parts.get("plan")
    old = before.parts.get("plan") if before is not None else None
    now, was = part.amount if part else 0, old.amount if old else 0
    shown = before.total if before is not None and now != was else None
    note, source = (part.note, part.source) if part is not None else (None, None)
    return Cell(frame.total, not locked, note, source, part.id if part else None, shown)


def _inhabitants(session: Session, year: int) -> int | None:
    """The inhabitants of the latest year before the budget year that is known."""
    rows = select(MunicipalityFact.number).where(
        MunicipalityFact.kind == "inhabitants",
        MunicipalityFact.number.is_not(None),
        (MunicipalityFact.year.is_(None)) | (MunicipalityFact.year < year),
    )
    number = session.scalar(rows.order_by(MunicipalityFact.year.desc()).limit(1))
    return int(number) if number else None


def version_ids(session: Session) -> frozenset[int]:
    """The keys of all versions."""
    return frozenset(session.scalars(select(PlanVersion.id)))
