"""Two versions beside each other: per unit and part, in kronor and percent, and what is left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, BudgetPlan, CentralPot, PlanVersion
from app.models.errors import NotFound
from app.services.budget import rules
from app.services.budget.checks import read_rooms
from app.services.budget.entries import Measure
from app.services.budget.figures import OPERATING, Figures, FrameFigures, read_versions
from app.services.budget.unittree import Place, arrange, place_pots, read_pots, read_units
from app.services.budget.views import VersionInfo
from app.services.textorder import fold

KINDS = (rules.PREVIOUS, *COMPONENTS, rules.TOTAL)
Column = tuple[int, str]
"""A year of the later version and what stands there: a part, "previous" or "total"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An amount in both versions, in öre."""

    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        """What is more in the one that is looked at."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The change in percent; None where there was nothing."""
        return rules.percent(self.change, self.before)


@dataclass(frozen=True, slots=True)
class YearPair:
    """A year of each version that are compared: the same year where the plans share any."""

    before: int
    after: int

    @property
    def words(self) -> str:
        """The year, or both."""
        return str(self.after) if self.before == self.after else f"{self.after} mot {self.before}"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A unit, a central post or, with `group`, a sum; keys are those of the grid."""

    key: int
    parent: int | None
    unit_id: int | None
    pot_id: int | None
    name: str
    depth: int
    group: bool
    example: bool = False
    changed: bool = False
    """Whether anything differs here or below."""
    cells: Mapping[Column, Difference] = field(default_factory=dict)

    def of(self, year: int, kind: str = rules.TOTAL) -> Difference:
        """What a cell says in both versions."""
        return self.cells.get((year, kind), _NOTHING)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is compared between two versions."""

    before: VersionInfo
    after: VersionInfo
    plan_name: str
    years: tuple[YearPair, ...]
    rows: tuple[ComparedRow, ...]
    whole: ComparedRow
    """The sum of everything."""
    remaining: Mapping[int, tuple[int | None, int | None]]
    """What is left to distribute in a year, before and after; for what taxes pay only."""
    kinds: tuple[str, ...]
    """The parts that something stands in, in their order; the previous frame and the whole among them."""
    financing: str = OPERATING
    measure: Measure = "net"

    def kinds_of(self, year: int) -> tuple[str, ...]:
        """The parts that something stands in a year."""
        used = {kind for row in self.rows for at, kind in row.cells if at == year}
        return tuple(kind for kind in self.kinds if kind in used)

    @property
    def changed_count(self) -> int:
        """How many units and posts differ."""
        return sum(row.changed for row in self.rows if not row.group)


def compare_versions(
    session: Session,
    *,
    version_id: int,
    compare_id: int,
    financing: str = OPERATING,
    measure: Measure = "net",
) -> Comparison:
    """What a version has more or less than another, also where they are of different plans."""
    after, plan = _version(session, version_id)
    before, other = _version(session, compare_id)
    years = _pairs(other, plan)
    read = read_versions(session, {version_id, compare_id})
    mine, theirs = read.get((version_id, financing), {}), read.get((compare_id, financing), {})
    if other.id != plan.id:
        theirs = _with_pots_of(session, theirs, other.id, plan.id)
    rows, whole = _rows(session, mine, theirs, plan.id, years, measure)
    used = {kind for row in rows for _, kind in row.cells}
    return Comparison(
        before=_info(before, other),
        after=_info(after, plan),
        plan_name=plan.name,
        years=years,
        rows=rows,
        whole=whole,
        remaining=_remaining(session, (before.id, after.id), (theirs, mine), years)
        if financing == OPERATING
        else {},
        kinds=tuple(kind for kind in KINDS if kind in used),
        financing=financing,
        measure=measure,
    )


def usual_comparison(session: Session, version_id: int) -> int | None:
    """What a version is compared with first: its source, the one before it, or the plan before's decision."""
    version, plan = _version(session, version_id)
    if version.source_id is not None:
        return version.source_id
    rows = select(PlanVersion.id).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    before = (BudgetPlan.first_year < plan.first_year) | (
        (BudgetPlan.id == plan.id) & (PlanVersion.position < version.position)
    )
    newest = rows.where(before).order_by(BudgetPlan.first_year.desc(), PlanVersion.position.desc())
    return session.scalar(newest.limit(1))


def _version(session: Session, version_id: int) -> tuple[PlanVersion, BudgetPlan]:
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    return version, session.get_one(BudgetPlan, version.plan_id)


def _pairs(before: BudgetPlan, after: BudgetPlan) -> tuple[YearPair, ...]:
    """The years that both plans have, else the first with the first, the second with the second."""
    mine = range(after.first_year, after.first_year + after.years)
    theirs = range(before.first_year, before.first_year + before.years)
    shared = tuple(YearPair(year, year) for year in mine if year in theirs)
    return shared or tuple(YearPair(*pair) for pair in zip(theirs, mine, strict=False))


def _with_pots_of(session: Session, figures: Figures, plan_id: int, wanted_id: int) -> Figures:
    """Figures with the central posts of another plan, matched by kind and name."""
    known = {(pot.kind, fold(pot.name)): pot.id for pot in _pots(session, wanted_id)}
    same = {pot.id: known.get((pot.kind, fold(pot.name))) for pot in _pots(session, plan_id)}
    found: Figures = {}
    for (holder, year), frame in figures.items():
        pot = same.get(holder)
        found[pot or holder, year] = frame if pot is None else replace(frame, pot_id=pot)
    return found


def _pots(session: Session, plan_id: int) -> list[CentralPot]:
    rows = select(CentralPot).where(CentralPot.plan_id == plan_id).order_by(CentralPot.position)
    return list(session.scalars(rows))


def _rows(
    session: Session,
    mine: Figures,
    theirs: Figures,
    plan_id: int,
    years: tuple[YearPair, ...],
    measure: Measure,
) -> tuple[tuple[ComparedRow, ...], ComparedRow]:
    places = _places(session, {*mine, *theirs}, plan_id)
    parents = {place.key: place.parent for place in places}
    sums: rules.RollUp[int, tuple[int, str, bool]] = rules.RollUp(parents)
    changed: set[int] = set()
    examples: set[int] = set()
    for place in places:
        if place.group:
            continue
        for pair in years:
            new, old = mine.get((place.key, pair.after)), theirs.get((place.key, pair.before))
            after, before = _amounts(new, measure), _amounts(old, measure)
            if any(frame is not None and frame.example for frame in (new, old)):
                examples.add(place.key)
            for kind in {*after, *before}:
                sums.add(place.key, (pair.after, kind, True), after.get(kind, 0))
                sums.add(place.key, (pair.after, kind, False), before.get(kind, 0))
            if any(after.get(kind, 0) != before.get(kind, 0) for kind in {*after, *before}):
                changed.update(_upwards(place.key, parents))
    rows = tuple(
        ComparedRow(
            *place[:3], place.pot_id, *place[3:6], place.key in examples, place.key in changed,
            _cells(sums.of(place.key)),
        )
        for place in places
    )  # fmt: skip
    whole = ComparedRow(0, None, None, None, "Summa", 0, True, False, bool(changed), _cells(sums.total()))
    return rows, whole


def _places(session: Session, framed: set[tuple[int, int]], plan_id: int) -> tuple[Place, ...]:
    holders = {holder for holder, _ in framed}
    units = read_units(session)
    strange = {holder for holder in holders if holder not in units}
    pots = list(read_pots(session, plan_id))
    missing = strange - {pot.id for pot in pots}
    if missing:
        others = session.scalars(select(CentralPot.plan_id).where(CentralPot.id.in_(missing)).distinct())
        pots += [pot for other in others.all() for pot in read_pots(session, other) if pot.id in missing]
    return (*arrange(units, holders - strange), *place_pots(pots, plan_id, strange))


def _amounts(frame: FrameFigures | None, measure: Measure) -> dict[str, int]:
    """What is not zero of a frame, by part; the previous frame and the whole among them."""
    if frame is None:
        return {}
    found = {rules.PREVIOUS: frame.base.measured(measure), rules.TOTAL: frame.amounts.measured(measure)}
    for kind in frame.parts:
        found[kind] = frame.part(kind).measured(measure)
    return {kind: amount for kind, amount in found.items() if amount}


def _upwards(key: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    above: int | None = key
    while above is not None:
        yield above
        above = parents[above]


def _cells(sums: Mapping[tuple[int, str, bool], int]) -> dict[Column, Difference]:
    columns = {(year, kind) for year, kind, _ in sums}
    return {
        (year, kind): Difference(sums.get((year, kind, False), 0), sums.get((year, kind, True), 0))
        for year, kind in columns
    }


def _remaining(
    session: Session,
    versions: tuple[int, int],
    figures: tuple[Figures, Figures],
    years: tuple[YearPair, ...],
) -> dict[int, tuple[int | None, int | None]]:
    before, after = (
        {room.year: room.remaining for room in read_rooms(session, key, own)}
        for key, own in zip(versions, figures, strict=True)
    )
    return {pair.after: (before.get(pair.before), after.get(pair.after)) for pair in years}


def _info(version: PlanVersion, plan: BudgetPlan) -> VersionInfo:
    return VersionInfo(
        id=version.id,
        plan_id=version.plan_id,
        first_year=plan.first_year,
        name=version.name,
        stage=version.stage,
        body=version.body,
        decided_on=version.decided_on,
        paragraph=version.paragraph,
        registration_number=version.registration_number,
        locked=version.locked,
        example=version.example,
        row_version=version.version,
        ready=version.ready,
        source_id=version.source_id,
        replaces_id=version.replaces_id,
        node_id=version.node_id,
        reallocation=version.reallocation,
    )


_NOTHING = Difference()


def only_changed(rows: Iterable[ComparedRow]) -> tuple[ComparedRow, ...]:
    """The lines where something differs, with those above them."""
    return tuple(row for row in rows if row.changed)
