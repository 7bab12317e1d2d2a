"""Reads what the statements of a version are reckoned from: frames, prerequisites, investments and loans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import FRAME_KINDS, YearTotal
from app.models.economy import OwnLine
from app.models.statements import Loan, StatementValue
from app.services.budget.figures import OPERATING, Figures, read_versions
from app.services.economy.own import economy_of, plan_years
from app.services.economy.statements.boards import read_boards
from app.services.economy.statements.inputs import (
    InvestmentYearSums,
    LoanInput,
    LoanYearInput,
    RoomYear,
    StatementInputs,
    Sums,
)

if TYPE_CHECKING:
    from app.services.economy.prerequisites.arithmetic import YearRoom


def statement_inputs(session: Session, *, version_id: int) -> StatementInputs:
    """Everything the statements of a version follow from, as the file has it now."""
    years = plan_years(session, version_id)
    read = read_versions(session, [version_id])
    operating = read.get((version_id, OPERATING), {})
    economy = economy_of(session, version_id)
    typed, stated, notes = read_values(session, version_id)
    return StatementInputs(
        years=years,
        room=read_room(session, version_id),
        frames=_by_year([operating]),
        own_paid=_by_year([read.get((version_id, kind), {}) for kind in FRAME_KINDS if kind != OPERATING]),
        held_back=read_held_back(session, version_id),
        boards=read_boards(session, version_id, years, operating),
        investments=read_investments(session, version_id),
        loans=read_loans(session, version_id),
        typed=typed,
        stated=stated,
        notes=notes,
        capital_in_frames=economy.capital_in_frames if economy is not None else True,
        inhabitants=read_inhabitants(session, economy.population_id if economy is not None else None, years),
    )


def _by_year(several: list[Figures]) -> dict[int, Sums]:
    found: dict[int, Sums] = {}
    for figures in several:
        for frame in figures.values():
            added = Sums(frame.amounts.income, frame.amounts.cost)
            found[frame.year] = found.get(frame.year, Sums()) + added
    return found


def read_room(session: Session, version_id: int) -> Mapping[int, RoomYear]:
    """What the prerequisites give, with the financial items told apart."""
    from app.services.economy.prerequisites.views import room

    own = financial_keys(session, version_id)
    return {year: room_year(each, own) for year, each in room(session, version_id=version_id).items()}


def financial_keys(session: Session, version_id: int) -> tuple[str, ...]:
    """The municipality's own lines among the financial items, those that lie in the frames left out."""
    own = select(OwnLine.key).where(
        OwnLine.plan_version_id == version_id, OwnLine.group == "financial", OwnLine.pot_id.is_(None)
    )
    return tuple(session.scalars(own))


def room_year(each: YearRoom, own_financial: Collection[str] = ()) -> RoomYear:
    """A year's account as the statements take it; `own_financial` are `financial_keys`."""
    items = (each.amounts.get(key, 0) for key in ("financial_income", *own_financial))
    income = sum(amount for amount in items if amount > 0)
    return RoomYear(
        each.tax,
        each.grants,
        each.fees,
        income,
        each.financial - income,
        each.central,
        each.reserve_use,
        each.result_target,
        each.room,
        each.beside,
        tuple(each.lacks),
    )


def read_investments(session: Session, version_id: int) -> Mapping[int, InvestmentYearSums]:
    """What the investments of a version are in each year."""
    from app.services.economy.investments.views import investment_flows

    flows = investment_flows(session, version_id=version_id).by_year
    return {
        year: InvestmentYearSums(flow.expense, flow.income, flow.depreciation, flow.running)
        for year, flow in flows.items()
    }


def read_loans(session: Session, version_id: int) -> tuple[LoanInput, ...]:
    """The loans of a version in order."""
    rows = select(Loan).where(Loan.plan_version_id == version_id).order_by(Loan.position, Loan.id)
    return tuple(
        LoanInput(
            loan.id,
            loan.name,
            loan.opening,
            loan.interest,
            {each.year: LoanYearInput(each.borrowed, each.repaid, each.interest) for each in loan.years},
        )
        for loan in session.scalars(rows.options(selectinload(Loan.years)))
    )


def read_values(session: Session, version_id: int) -> tuple[dict[Any, int], dict[Any, int], dict[Any, str]]:
    """What is typed, stated and noted in the rows, each by statement, line and year."""
    typed: dict[Any, int] = {}
    stated: dict[Any, int] = {}
    notes: dict[Any, str] = {}
    for row in session.scalars(select(StatementValue).where(StatementValue.plan_version_id == version_id)):
        place = (row.statement, row.line, row.year)
        if row.amount is not None:
            typed[place] = row.amount
        if row.stated is not None:
            stated[place] = row.stated
        if row.note:
            notes[place] = row.note
    return typed, stated, notes


def read_held_back(session: Session, version_id: int) -> dict[int, int]:
    """What is held back of the room in each year."""
    rows = select(YearTotal.year, YearTotal.held_back).where(YearTotal.plan_version_id == version_id)
    return dict(session.execute(rows).all())


def read_inhabitants(
    session: Session, population_id: int | None, years: tuple[int, ...]
) -> Mapping[int, Decimal]:
    """The inhabitants on 31 December, which key figures go by."""
    if population_id is None:
        return {}
    from app.services.economy.population import population

    found = {year: population(session, forecast_id=population_id, year=year, day="dec31") for year in years}
    return {year: heads for year, heads in found.items() if heads is not None}
