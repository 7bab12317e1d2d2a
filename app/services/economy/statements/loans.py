"""The loans of a version: what is owed, borrowed and repaid, and their interest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models.errors import NotFound
from app.models.statements import Loan, LoanYear
from app.models.types import new_id
from app.services.budget import rules
from app.services.economy.own import opened, plan_years, state_of, version_of
from app.services.economy.statements.errors import (
    AmountTooLarge,
    EndsBeforeRepaid,
    NegativeAmount,
    NoSuchYear,
    RepaidTooMuch,
    StrangeInterest,
)
from app.services.economy.statements.inputs import LoanInput, LoanYearInput
from app.services.economy.statements.loaning import LoanYearSums, all_loans, course
from app.services.storage import describe
from app.services.typed import needed, optional

_LEAST_INTEREST, _MOST_INTEREST = -5, 30
_NOTHING: Final = LoanYearInput()


@dataclass(frozen=True, slots=True)
class LoanView:
    """A loan with its course over the plan; `said` is what is typed of each year."""

    id: int
    name: str
    lender: str
    opening: int
    interest: Decimal
    ends: date | None
    note: str
    example: bool
    years: Mapping[int, LoanYearSums]
    said: Mapping[int, LoanYearInput]


@dataclass(frozen=True, slots=True)
class LoansView:
    """Every loan of a version and all together; `state` is what a change must be made against."""

    version_id: int
    years: tuple[int, ...]
    loans: tuple[LoanView, ...]
    total: Mapping[int, LoanYearSums]
    locked: bool
    state: int


def loans(session: Session, *, version_id: int) -> LoansView:
    """The loans of a version in order."""
    years, version = plan_years(session, version_id), version_of(session, version_id)
    rows = select(Loan).where(Loan.plan_version_id == version_id).order_by(Loan.position, Loan.id)
    found, inputs = [], []
    for row in session.scalars(rows.options(selectinload(Loan.years))):
        given = loan_input(row)
        inputs.append(given)
        found.append(
            LoanView(
                row.id, row.name, row.lender or "", row.opening, row.interest, row.ends, row.note or "",
                row.example, course(given, years), given.years,
            )
        )  # fmt: skip
    total = all_loans(inputs, years)
    return LoansView(version_id, years, tuple(found), total, version.locked, state_of(session, version_id))


def loan_input(row: Loan) -> LoanInput:
    """A loan as the arithmetic takes it."""
    years = {each.year: LoanYearInput(each.borrowed, each.repaid, each.interest) for each in row.years}
    return LoanInput(row.id, row.name, row.opening, row.interest, years)


def add_loan(
    session: Session,
    *,
    version_id: int,
    name: str,
    opening: int,
    interest: Decimal,
    lender: str = "",
    ends: date | None = None,
    note: str = "",
    expected_version: int,
) -> int:
    """Add a loan last, with what is owed when the budget year begins; gives its key."""
    opened(session, version_id, expected_version)
    last = session.scalar(select(func.max(Loan.position)).where(Loan.plan_version_id == version_id))
    row = Loan(id=new_id(), plan_version_id=version_id, position=(last or 0) + 1, years=[])
    _fill(row, name, opening, interest, (lender, ends, note))
    session.add(row)
    describe(session, f"Lade till lånet ”{row.name}”")
    return row.id


def change_loan(
    session: Session,
    *,
    loan_id: int,
    name: str,
    opening: int,
    interest: Decimal,
    lender: str = "",
    ends: date | None = None,
    note: str = "",
    expected_version: int,
) -> None:
    """Say otherwise of a loan."""
    row = _loan(session, loan_id)
    opened(session, row.plan_version_id, expected_version)
    _fill(row, name, opening, interest, (lender, ends, note))
    _check_course(row, plan_years(session, row.plan_version_id))
    describe(session, f"Ändrade lånet ”{row.name}”")


def remove_loan(session: Session, *, loan_id: int, expected_version: int) -> None:
    """Take a loan away with its years."""
    row = _loan(session, loan_id)
    opened(session, row.plan_version_id, expected_version)
    describe(session, f"Tog bort lånet ”{row.name}”")
    session.delete(row)


def set_loan_years(
    session: Session,
    *,
    loan_id: int,
    years: Mapping[int, LoanYearInput],
    expected_version: int,
) -> None:
    """Say what is borrowed and repaid in some years; those that are not named are left as they are."""
    row = _loan(session, loan_id)
    set_loans(
        session,
        version_id=row.plan_version_id,
        years={loan_id: years},
        expected_version=expected_version,
    )


def set_loans(
    session: Session,
    *,
    version_id: int,
    years: Mapping[int, Mapping[int, LoanYearInput]],
    openings: Mapping[int, int] | None = None,
    expected_version: int,
) -> None:
    """Say what is owed, borrowed and repaid of several loans in one step, as a block that is pasted."""
    covered = plan_years(session, version_id)
    rows = {key: _loan(session, key) for key in (*years, *(openings or {}))}
    opened(session, version_id, expected_version)
    for key, amount in (openings or {}).items():
        _check_amount(f"Skulden för lånet ”{rows[key].name}”", amount)
        rows[key].opening = amount
    for key, said in years.items():
        _set_years(rows[key], said, covered)
    for row in rows.values():
        _check_course(row, covered)
    names = " och ".join(f"”{row.name}”" for row in rows.values())
    what = "upplåning och amortering av" if years else "skulden för"
    describe(session, f"Ändrade {what} {'lånet ' if len(rows) == 1 else ''}{names}")


def _set_years(row: Loan, years: Mapping[int, LoanYearInput], covered: tuple[int, ...]) -> None:
    kept = {each.year: each for each in row.years}
    for year, said in years.items():
        if year not in covered:
            raise NoSuchYear(f"Lånet ”{row.name}”", year, covered[0], covered[-1])
        _check_year(row, year, said)
        _put_year(row, kept.get(year), year, said)


def _put_year(row: Loan, kept: LoanYear | None, year: int, said: LoanYearInput) -> None:
    if said == _NOTHING:
        if kept is not None:
            row.years.remove(kept)
        return
    if kept is None:
        kept = LoanYear(id=new_id(), year=year)
        row.years.append(kept)
    kept.borrowed, kept.repaid, kept.interest = said.borrowed, said.repaid, said.interest


def _fill(row: Loan, name: str, opening: int, interest: Decimal, said: tuple[str, date | None, str]) -> None:
    lender, ends, note = said
    called = needed(name, "Lånets namn")
    _check_amount(f"Skulden för lånet ”{called}”", opening)
    _check_interest(called, interest)
    row.name, row.opening, row.interest = called, opening, interest
    row.lender, row.ends, row.note = optional(lender), ends, optional(note)


def _check_year(row: Loan, year: int, said: LoanYearInput) -> None:
    _check_amount(f"Upplåningen {year} av lånet ”{row.name}”", said.borrowed)
    _check_amount(f"Amorteringen {year} av lånet ”{row.name}”", said.repaid)
    if said.interest is not None:
        _check_interest(row.name, said.interest)
    if said.borrowed and row.ends is not None and row.ends.year < year:
        raise EndsBeforeRepaid(row.name, year, row.ends.year)


def _check_course(row: Loan, years: tuple[int, ...]) -> None:
    for year, each in course(loan_input(row), years).items():
        if each.closing < 0:
            raise RepaidTooMuch(row.name, year, each.opening + each.borrowed)


def _check_amount(what: str, amount: int) -> None:
    if amount < 0:
        raise NegativeAmount(what, amount)
    if amount > rules.LARGEST:
        raise AmountTooLarge(what)


def _check_interest(name: str, percent: Decimal) -> None:
    if not _LEAST_INTEREST <= percent <= _MOST_INTEREST:
        raise StrangeInterest(name, percent, _LEAST_INTEREST, _MOST_INTEREST)


def _loan(session: Session, loan_id: int) -> Loan:
    row = session.get(Loan, loan_id)
    if row is None:
        raise NotFound("Lånet")
    return row
