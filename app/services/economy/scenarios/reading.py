"""Reads what every scenario of a version has in common, once however many they are."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import AssignmentFunding, Frame, YearTotal
from app.models.economy import IndexTable
from app.services.budget.figures import OPERATING, Figures, read_figures
from app.services.budget.grounds.engine import Ground, Source, kronor
from app.services.budget.grounds.reading import line_pots, read_grounds, worths
from app.services.budget.unittree import read_units
from app.services.economy.committees import POTS_KEY, committees
from app.services.economy.investments.values import YearFlow
from app.services.economy.investments.views import investment_flows
from app.services.economy.own import economy_of, plan_years
from app.services.economy.prerequisites.arithmetic import YearRoom
from app.services.economy.prerequisites.beside import beside
from app.services.economy.prerequisites.gathering import Gathered, gather
from app.services.economy.scenarios.arithmetic import Beside, ScenarioBase
from app.services.economy.scenarios.frames import FrameBook, PartKey, grouped
from app.services.economy.scenarios.work import Grounds
from app.services.economy.statements import beside as outside
from app.services.economy.statements.inputs import RoomYear, StatementInputs
from app.services.economy.statements.lines import RESULT
from app.services.economy.statements.reading import statement_inputs


def scenario_base(session: Session, *, version_id: int) -> ScenarioBase:
    """What the scenarios of a version stand on, as the file has it now."""
    years = plan_years(session, version_id)
    figures = read_figures(session, version_id)
    gathered = gather(session, version_id)
    inputs = statement_inputs(session, version_id=version_id)
    flows = investment_flows(session, version_id=version_id)
    totals = select(YearTotal.year, YearTotal.to_distribute, YearTotal.held_back)
    stated = session.execute(totals.where(YearTotal.plan_version_id == version_id)).all()
    economy = economy_of(session, version_id)
    given = frozenset(
        project.id for project in flows.projects
        if project.spent_before or any(flow.expense or flow.income for flow in project.years.values())
    )  # fmt: skip
    return ScenarioBase(
        grounds=_grounds(session, version_id, years, figures, gathered, given),
        own_lines=gathered.own_amounts,
        beside=_beside_of(beside(session, version_id), inputs),
        room_year=_room_year(gathered),
        inputs=inputs,
        projects={project.id: project for project in flows.projects},
        flows=flows.by_year,
        held_back={year: held for year, _, held in stated},
        stated_room={year: room for year, room, _ in stated},
        exception=economy.exception if economy is not None else None,
    )


def _grounds(
    session: Session,
    version_id: int,
    years: tuple[int, ...],
    figures: Figures,
    gathered: Gathered,
    projects: frozenset[int],
) -> Grounds:
    grounds = [ground for ground in read_grounds(session, version_id) if not _held(figures, ground)]
    resting: dict[Source, tuple[Ground, ...]] = {}
    shares: dict[int, tuple[Ground, ...]] = {}
    for ground in sorted(grounds, key=lambda one: one.year):
        resting[ground.source] = (*resting.get(ground.source, ()), ground)
        if ground.kind == "share":
            shares[ground.holder] = (*shares.get(ground.holder, ()), ground)
    units = select(IndexTable.id, IndexTable.unit)
    return Grounds(
        years=years,
        values={**gathered.values, **_own_values(gathered)},
        mode=gathered.mode,
        frames=_book(session, version_id, years, figures),
        resting=resting,
        shares=shares,
        worths={
            **worths(session, version_id, grounds),
            **_worths(gathered, resting),
            **_pot_worths(figures, line_pots(session, version_id)),
        },
        index_units=dict(session.execute(units).all()),
        previous={holder: frame.base.net for (holder, year), frame in figures.items() if year == years[0]},
        fundings=_fundings(session, version_id),
        projects=projects,
        pot_lines=line_pots(session, version_id),
        own_lines=frozenset(line.key for line in gathered.own_amounts),
    )


def _own_values(gathered: Gathered) -> dict[tuple[str, int], Decimal]:
    """What is typed in the lines that the municipality has added, in kronor."""
    return {
        (line.key, year): Decimal(amount).scaleb(-2)
        for line in gathered.own_amounts
        if not line.in_frames
        for year, amount in line.amounts.items()
    }


def _held(figures: Figures, ground: Ground) -> bool:
    """Whether a part is kept as it is whatever it rests on; one without a frame is left out too."""
    frame = figures.get((ground.holder, ground.year))
    if frame is None:
        return True
    part = frame.parts.get(ground.component)
    return frame.held or (part is not None and part.held)


def _worths(gathered: Gathered, resting: Mapping[Source, object]) -> dict[tuple[Source, int], Decimal]:
    return {(line, year): value for (line, year), value in gathered.values.items() if line in resting}


def _pot_worths(figures: Figures, pots: Mapping[str, int]) -> dict[tuple[Source, int], Decimal]:
    """The lines that are taken from central posts are what the posts' frames are."""
    return {
        (line, year): kronor(frame.total)
        for line, pot in pots.items()
        for (holder, year), frame in figures.items()
        if holder == pot
    }


def _book(session: Session, version_id: int, years: tuple[int, ...], figures: Figures) -> FrameBook:
    parts: dict[PartKey, int] = {
        (holder, year, kind): part.amount
        for (holder, year), frame in figures.items()
        for kind, part in frame.parts.items()
    }
    groups = committees(session, version_id=version_id)
    group_of = {frame.holder: groups.holder(frame.unit_id, frame.pot_id).key for frame in figures.values()}
    totals = {(holder, year): frame.total for (holder, year), frame in figures.items() if year in years}
    units = read_units(session)
    under: dict[int, tuple[int, ...]] = {}
    for holder, group in group_of.items():
        above: int | None = holder if group != POTS_KEY else None
        while above is not None and above in units:
            under[above] = (*under.get(above, ()), holder)
            above = units[above].parent_id
    return FrameBook(years, parts, totals, group_of, under, tuple(group_of), grouped(totals, group_of))


def _fundings(session: Session, version_id: int) -> dict[int, tuple[tuple[int, int, int], ...]]:
    """What assignments have in the frames, by assignment."""
    rows = select(
        AssignmentFunding.assignment_id, Frame.unit_id, Frame.pot_id, Frame.year, AssignmentFunding.amount
    ).join(Frame, Frame.id == AssignmentFunding.frame_id)
    found: dict[int, tuple[tuple[int, int, int], ...]] = {}
    wanted = rows.where(Frame.plan_version_id == version_id, Frame.kind == OPERATING)
    for key, unit_id, pot_id, year, amount in session.execute(wanted.order_by(Frame.year)):
        found[key] = (*found.get(key, ()), (unit_id or pot_id or 0, year, amount))
    return found


def _beside_of(there: Beside, inputs: StatementInputs) -> Callable[[Mapping[int, YearFlow]], Beside]:
    """What lies outside the frames when investments are others: interest stays, the rest follows them."""

    def reckoned(flows: Mapping[int, YearFlow]) -> Beside:
        found = {**there, outside.RUNNING: {year: -flow.running for year, flow in flows.items()}}
        if not inputs.capital_in_frames:
            found[outside.DEPRECIATION] = {
                year: (inputs.of(RESULT, "depreciation_stock", year) or 0) - flow.depreciation
                for year, flow in flows.items()
            }
        return found

    return reckoned


def _room_year(gathered: Gathered) -> Callable[[YearRoom], RoomYear]:
    """How an account is turned into what the statements take, with the financial items told apart."""
    own = [line.key for line in gathered.own_amounts if line.group == "financial" and not line.in_frames]
    financial = ("financial_income", *own)

    def turned(each: YearRoom) -> RoomYear:
        income = sum(amount for key in financial if (amount := each.amounts.get(key, 0)) > 0)
        return RoomYear(
            each.tax, each.grants, each.fees, income, each.financial - income, each.central,
            each.reserve_use, each.result_target, each.room, each.beside, tuple(each.lacks),
        )  # fmt: skip

    return turned
