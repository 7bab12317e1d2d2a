"""What the page Budget shows: versions, the tree of units with every part and sum, and what is left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Result, ScalarSelect, select
from sqlalchemy.orm import Session

from app.models.budget import FRAME_KINDS, BudgetPlan, Frame, PlanVersion, YearTotal
from app.models.errors import NotFound
from app.models.organisation import MunicipalityFact, Unit
from app.services.budget.binding import Bindings, read_bound
from app.services.budget.checks import Finding, YearRoom, check
from app.services.budget.decisions import in_force
from app.services.budget.entries import Measure
from app.services.budget.figures import OPERATING, given_out, read_versions
from app.services.budget.ledger import Ledger
from app.services.budget.rows import BudgetRow, Cell, Column, FrameRef
from app.services.budget.scope import performers
from app.services.budget.unittree import Place, TreeUnit, arrange, place_pots, read_pots, read_units

__all__ = [
    "BudgetRow",
    "BudgetView",
    "Cell",
    "Column",
    "FrameRef",
    "Plan",
    "VersionInfo",
    "budget_view",
    "refreshed",
    "version_choice",
]


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
    ready: bool = False
    source_id: int | None = None
    replaces_id: int | None = None
    node_id: int | None = None
    reallocation: str | None = None
    position: int = 0


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
    """Every line, top down; they and `sums` follow what the ledger takes in."""
    sums: Mapping[Column, int] = field(default_factory=dict)
    rooms: tuple[YearRoom, ...] = ()
    findings: tuple[Finding, ...] = ()
    unit_count: int = 0
    pot_count: int = 0
    inhabitants: int | None = None
    financing: str = OPERATING
    measure: Measure = "net"
    financings: tuple[str, ...] = (OPERATING,)
    """What pays for frames in the version; what is left to distribute concerns the first only."""
    ledger: Ledger | None = field(default=None, compare=False, repr=False)
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
    financing: str = OPERATING,
    measure: Measure = "net",
) -> BudgetView:
    """The budget in a version, beside another; by default the newest that is worked on.

    What is older than the decision in force is not worked on any longer.

    `year` chooses the plan by its budget year; `compare_id` is by default what the version was copied from,
    or the one before it, and 0 is none. `financing` is what pays for the frames that are shown, `measure`
    what of them is shown. However many the units are, the file is asked six times.
    """
    listed = _versions(session)
    versions = tuple(each.info for each in listed)
    version = _chosen(versions, version_id, year)
    if version is None:
        return _empty(session, year)
    siblings = tuple(each for each in versions if each.plan_id == version.plan_id)
    compare = _compared(siblings, version, compare_id)
    chosen = next(each for each in listed if each.info is version)
    begun = BudgetView(
        plan=chosen.plan,
        version=version,
        compare=compare,
        versions=versions,
        inhabitants=chosen.inhabitants,
        financing=financing,
        measure=measure,
    )
    return _filled(session, begun, chosen, version, compare)


def version_choice(
    session: Session, *, version_id: int | None = None, year: int | None = None
) -> tuple[tuple[VersionInfo, ...], VersionInfo | None, Plan | None]:
    """Every version, and the one to show with its plan: chosen as `budget_view` does, or another if gone."""
    listed = _versions(session)
    versions = tuple(each.info for each in listed)
    known = version_id if any(each.id == version_id for each in versions) else None
    chosen = _chosen(versions, known, year)
    plan = next((each.plan for each in listed if each.info is chosen), None)
    return versions, chosen, plan


def _filled(
    session: Session, begun: BudgetView, chosen: "_Listed", version: VersionInfo, compare: VersionInfo | None
) -> BudgetView:
    """The view with its lines, sums, what is left and what is wrong."""
    read = read_versions(session, [version.id, *([compare.id] if compare is not None else [])])
    units = read_units(session)
    shown = read.get((version.id, begun.financing), {})
    other = read.get((compare.id, begun.financing), {}) if compare is not None else None
    places, bindings = _tree(session, version, units, {holder for holder, _ in shown})
    ledger = Ledger(
        places, shown, other=other, measure=begun.measure, locked=version.locked, bindings=bindings
    )
    operating = read.get((version.id, OPERATING), {})
    rooms = chosen.rooms(given_out(operating.values()))
    wanted = [unit.id for unit in units.values() if unit.performs_in(version.first_year)]
    return replace(
        begun,
        rows=ledger.rows,
        sums=ledger.sums,
        rooms=rooms,
        findings=check(rooms, operating, wanted),
        unit_count=len({frame.unit_id for frame in shown.values() if frame.unit_id is not None}),
        pot_count=len({frame.pot_id for frame in shown.values() if frame.pot_id is not None}),
        financings=tuple(kind for kind in FRAME_KINDS if kind == OPERATING or (version.id, kind) in read),
        ledger=ledger,
    )


def refreshed(session: Session, view: BudgetView, frame_ids: Collection[int]) -> BudgetView | None:
    """The view after changes of frames, of which only the changed are read; None when more has changed.

    The lines and sums are the same objects and say what is new; what is left and the findings are made anew.
    """
    ledger = view.ledger
    if ledger is None or ledger.refresh(session, frame_ids) is None:
        return None
    if view.financing != OPERATING:
        return view
    rooms = tuple(replace(room, distributed=ledger.given.get(room.year, 0)) for room in view.rooms)
    anew = check(rooms, ledger.technical if ledger.moved_technical else {}, ())
    kinds = ("frame-missing",) if ledger.moved_technical else ("technical-not-zero", "frame-missing")
    kept = tuple(found for found in view.findings if found.code in kinds)
    return replace(view, rooms=rooms, findings=(*anew, *kept))


def _tree(
    session: Session, version: VersionInfo, units: Mapping[int, TreeUnit], framed: Collection[int]
) -> tuple[tuple[Place, ...], Bindings]:
    """The lines of those that have frames, and what is bound among them."""
    pots = read_pots(session, version.plan_id)
    above = {unit.id: unit.parent_id for unit in units.values()} | {pot.id: pot.unit_id for pot in pots}
    own = [holder for holder in framed if holder in units]
    places = (*arrange(units, own), *place_pots(pots, version.plan_id, framed))
    return places, Bindings(read_bound(session, version.id), above)


def _empty(session: Session, year: int | None) -> BudgetView:
    top = session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.position).limit(1))
    return BudgetView(waiting=len(performers(session, year)) if year is not None else 0, top_unit=top)


@dataclass(slots=True)
class _Listed:
    """A version with its plan and its years as they are read."""

    info: VersionInfo
    plan: Plan
    inhabitants: int | None
    years: list[tuple[int, int, str | None, int | None]]

    def rooms(self, given: Mapping[int, int]) -> tuple[YearRoom, ...]:
        """The years with what is given out in each."""
        return tuple(
            YearRoom(year, given.get(year, 0), held_back, held_by, room)
            for year, held_back, held_by, room in self.years
        )


_INFO = (
    PlanVersion.id, PlanVersion.plan_id, BudgetPlan.first_year, PlanVersion.name, PlanVersion.stage,
    PlanVersion.body, PlanVersion.decided_on, PlanVersion.paragraph, PlanVersion.registration_number,
    PlanVersion.locked, PlanVersion.example, PlanVersion.version, PlanVersion.ready, PlanVersion.source_id,
    PlanVersion.replaces_id, PlanVersion.node_id, PlanVersion.reallocation, PlanVersion.position,
)  # fmt: skip


def _versions(session: Session) -> list[_Listed]:
    """Every version with its plan, its years and the inhabitants its plan counts with."""
    years = (YearTotal.year, YearTotal.held_back, YearTotal.held_by, YearTotal.to_distribute)
    rows = select(*_INFO, BudgetPlan.name, BudgetPlan.years, _inhabitants(), *years)
    rows = rows.join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    rows = rows.outerjoin(YearTotal, YearTotal.plan_version_id == PlanVersion.id)
    ordered = rows.order_by(BudgetPlan.first_year, PlanVersion.position, PlanVersion.id, YearTotal.year)
    found: dict[int, _Listed] = {}
    read: Result[Any] = session.execute(ordered)
    for row in read:
        info = VersionInfo(*row[: len(_INFO)])
        name, count, inhabitants, *total = row[len(_INFO) :]
        if info.id not in found:
            reach = tuple(range(info.first_year, info.first_year + count))
            plan = Plan(info.plan_id, name, info.first_year, reach, info.example)
            found[info.id] = _Listed(info, plan, int(inhabitants) if inhabitants else None, [])
        if total[0] is not None:
            found[info.id].years.append((total[0], total[1], total[2], total[3]))
    return list(found.values())


def _inhabitants() -> ScalarSelect[Decimal | None]:
    """The inhabitants of the latest year before the budget year that is known."""
    rows = select(MunicipalityFact.number).where(
        MunicipalityFact.kind == "inhabitants",
        MunicipalityFact.number.is_not(None),
        (MunicipalityFact.year.is_(None)) | (MunicipalityFact.year < BudgetPlan.first_year),
    )
    newest = rows.order_by(MunicipalityFact.year.desc()).limit(1)
    return newest.correlate(BudgetPlan).scalar_subquery()


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
    decided = in_force(newest)
    open_ones = (each for each in reversed(newest) if not each.locked)
    undecided = next((each for each in open_ones if not decided or each.position > decided.position), None)
    return undecided or decided or (newest[-1] if newest else None)


def _compared(
    siblings: tuple[VersionInfo, ...], version: VersionInfo, compare_id: int | None
) -> VersionInfo | None:
    if compare_id is not None:
        return next((each for each in siblings if each.id == compare_id and each.id != version.id), None)
    source = next((each for each in siblings if each.id == version.source_id), None)
    place = siblings.index(version)
    return source or (siblings[place - 1] if place else None)


def version_ids(session: Session) -> frozenset[int]:
    """The keys of all versions."""
    return frozenset(session.scalars(select(PlanVersion.id)))


def where_frame_is(session: Session, frame_id: int) -> tuple[int, str] | None:
    """The version that a frame belongs to and what pays for it; None when it is gone."""
    found = session.execute(select(Frame.plan_version_id, Frame.kind).where(Frame.id == frame_id)).first()
    return None if found is None else (found.plan_version_id, found.kind)
