"""A scenario reckoned: its steps carried out on the version's base, then room, frames, result and balance."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.budget.checks import in_words
from app.services.economy.investments.values import ProjectView, YearFlow
from app.services.economy.prerequisites.arithmetic import OwnAmounts, YearRoom, reckon, to_ore
from app.services.economy.scenarios.effects import carry_out
from app.services.economy.scenarios.kinds import StepValues
from app.services.economy.scenarios.projects import moved, struck
from app.services.economy.scenarios.work import Grounds, ProjectChange, Work, begin
from app.services.economy.statements import arithmetic as statements
from app.services.economy.statements.inputs import InvestmentYearSums, RoomYear, StatementInputs, Sums

Beside = Mapping[str, Mapping[int, int]]
_RESERVE: Final = "reserve"
_TOLD: Final = 2
_LAW: Final = "Intäkterna ska vara större än kostnaderna (KL 11 kap. 5 §)."


@dataclass(frozen=True, slots=True)
class ScenarioBase:
    """Everything about a version that scenarios have in common; read once, and never changed.

    `stated_room` is what the version itself says there is to distribute, which counts where the
    prerequisites say too little. `beside` gives what investments and loans cost outside the frames.
    """

    grounds: Grounds
    own_lines: tuple[OwnAmounts, ...]
    beside: Callable[[Mapping[int, YearFlow]], Beside]
    room_year: Callable[[YearRoom], RoomYear]
    inputs: StatementInputs
    projects: Mapping[int, ProjectView]
    flows: Mapping[int, YearFlow]
    held_back: Mapping[int, int]
    stated_room: Mapping[int, int | None]
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class ScenarioYear:
    """A year as it becomes; öre, and None for what cannot be known.

    `left` is what is left of the room when the frames have theirs; `reasons` says why the year does not
    balance, a sentence each.
    """

    year: int
    tax_rate: Decimal | None
    tax_and_grants: int | None
    room: int | None
    held_back: int
    distributed: int
    frames: Mapping[int, int]
    left: int | None
    result: int | None
    result_percent: Decimal | None
    investments: int
    loans: int
    cash: int | None
    lacks: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Whether it goes together."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario by year, and by step what kept it from having an effect."""

    years: Mapping[int, ScenarioYear]
    stopped: Mapping[int, str]
    work: Work

    @property
    def balanced(self) -> bool:
        """Whether every year goes together."""
        return all(year.balanced for year in self.years.values())

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why not, year by year."""
        return tuple(reason for year in self.years.values() for reason in year.reasons)


def evaluate(base: ScenarioBase, steps: Sequence[StepValues]) -> ScenarioResult:
    """A scenario; steps that are switched off are left out, the others are carried out in their order."""
    work = begin(base.grounds)
    stopped: dict[int, str] = {}
    for step in steps:
        if step.active:
            problem = carry_out(work, step)
            if problem:
                stopped[step.key] = problem
    return ScenarioResult(_years(base, work), stopped, work)


def _years(base: ScenarioBase, work: Work) -> dict[int, ScenarioYear]:
    years = base.grounds.years
    flows = _flows(base, work.projects)
    rooms = reckon(
        work.values,
        years,
        mode=base.grounds.mode,
        own_lines=_own_lines(base, work),
        beside=base.beside(flows),
    )
    made = statements.reckon(_inputs(base, work, rooms, flows))
    groups = work.frames.groups()
    return {year: _year(base, work, rooms[year], flows[year], made, _of_year(groups, year)) for year in years}


def _of_year(groups: Mapping[tuple[int, int], int], year: int) -> dict[int, int]:
    return {group: amount for (group, each), amount in groups.items() if each == year}


def _flows(base: ScenarioBase, changes: Mapping[int, ProjectChange]) -> dict[int, YearFlow]:
    """What investments are in each year when some are struck or moved."""
    found = {year: base.flows[year] for year in base.grounds.years}
    for key, change in changes.items():
        project = base.projects[key]
        years = base.grounds.years
        now = struck(project, years) if change.years is None else moved(project, change.years, years)
        for year in years:
            was = project.flow(year)
            found[year] = replace(
                found[year],
                expense=found[year].expense - was.expense + now[year].expense,
                income=found[year].income - was.income + now[year].income,
                depreciation=found[year].depreciation - was.depreciation + now[year].depreciation,
                running=found[year].running - was.running + now[year].running,
            )
    return found


def _own_lines(base: ScenarioBase, work: Work) -> tuple[OwnAmounts, ...]:
    """Own lines as the scenario has them: typed values, or the frame of the central post they are of."""
    made = []
    for line in base.own_lines:
        pot = base.grounds.pot_lines.get(line.key)
        if pot is None:
            typed = {year: work.values.get((line.key, year)) for year in base.grounds.years}
            amounts = {year: to_ore(value) for year, value in typed.items() if value is not None}
        else:
            amounts = {year: work.frames.total(pot, year) for year in line.amounts}
        made.append(replace(line, amounts=amounts))
    return tuple(made)


def _inputs(
    base: ScenarioBase, work: Work, rooms: Mapping[int, YearRoom], flows: Mapping[int, YearFlow]
) -> StatementInputs:
    raised: dict[int, int] = {}
    for _, year, amount in work.frames.changed():
        raised[year] = raised.get(year, 0) + amount
    frames = dict(base.inputs.frames)
    for year, amount in raised.items():
        held = frames.get(year, Sums())
        frames[year] = Sums(held.income, held.cost + amount)
    invested = {
        year: InvestmentYearSums(flow.expense, flow.income, flow.depreciation, flow.running)
        for year, flow in flows.items()
    }
    return replace(
        base.inputs,
        room={year: base.room_year(room) for year, room in rooms.items()},
        frames=frames,
        investments=invested,
    )


def _year(
    base: ScenarioBase,
    work: Work,
    room: YearRoom,
    flow: YearFlow,
    made: statements.Statements,
    frames: Mapping[int, int],
) -> ScenarioYear:
    year = room.year
    there = room.room if room.room is not None else base.stated_room.get(year)
    distributed, held = sum(frames.values()), base.held_back.get(year, 0)
    left = None if there is None else there - held - distributed
    result = made.result[year].get("result")
    return ScenarioYear(
        year=year,
        tax_rate=work.values.get(("tax_rate", year)),
        tax_and_grants=room.tax_and_grants,
        room=there,
        held_back=held,
        distributed=distributed,
        frames=frames,
        left=left,
        result=result,
        result_percent=_percent(result, room.tax_and_grants),
        investments=flow.net,
        loans=made.balance[year].get("loans") or 0,
        cash=made.cash[year].get("cash_closing"),
        lacks=room.lacks,
        reasons=(*_unseen(base, work, room), *_reasons(base, year, left, result, room)),
    )


def _unseen(base: ScenarioBase, work: Work, room: YearRoom) -> tuple[str, ...]:
    """That what a scenario changes in the prerequisites is not seen, in a year whose room is only stated."""
    year = room.year
    if room.room is not None or base.stated_room.get(year) is None:
        return ()
    held = {place: value for place, value in base.grounds.values.items() if place[1] == year}
    now = {place: value for place, value in work.values.items() if place[1] == year}
    if held == now:
        return ()
    lacks = ", ".join(room.lacks[:_TOLD])
    return (f"Skatt och bidrag {year} går inte att räkna om: {lacks} saknas.",)


def _reasons(
    base: ScenarioBase, year: int, left: int | None, result: int | None, room: YearRoom
) -> list[str]:
    found = []
    if left is None:
        lacks = ", ".join(room.lacks[:_TOLD]) or "förutsättningar"
        found.append(f"Utrymmet {year} går inte att räkna ut: {lacks} saknas.")
    elif left < 0:
        found.append(f"{year} saknas {in_words(-left)}: ramarna är större än utrymmet.")
    first = year == base.grounds.years[0]
    if first and result is not None and result <= 0 and not _excused(base, result, room):
        found.append(f"Resultatet {year} är {in_words(result)}. {_LAW}")
    return found


def _excused(base: ScenarioBase, result: int, room: YearRoom) -> bool:
    """Whether the version says why the law lets income be less than cost."""
    if base.exception == _RESERVE:
        return result + room.reserve_use >= 0
    return base.exception is not None


def _percent(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    tenths = Fraction(part * 1000, whole)
    rounded = (2 * abs(tenths.numerator) + tenths.denominator) // (2 * tenths.denominator)
    return Decimal(rounded if tenths >= 0 else -rounded).scaleb(-1)
