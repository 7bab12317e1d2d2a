"""The use cases of the statements, their loans, guidelines and companies as steps."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.budget import BudgetPlan, PlanVersion
from app.models.economy import PrerequisiteValue
from app.models.organisation import Unit
from app.models.statements import GUIDELINE_KINDS, CompanyAccount, Guideline, Loan, StatementValue
from app.services.economy.own import state_of
from app.services.economy.statements import companies, guidelines, lines, loans, opening, values
from app.services.economy.statements.companies import CompanySaid
from app.services.economy.statements.guidelines import GuidelineSaid
from app.services.economy.statements.inputs import LoanYearInput
from tests.services.storage.steps_assignments import Taken, maybe_day, pick, words

_ORE = (None, 0, 1, -7_500_00, 12_000_000_00)
_UP = (0, 1, 250_000_00, 90_000_000_00)
_PERCENT = (Decimal("2.75"), Decimal(0), Decimal("-0.5"), Decimal(45))


def _open_version(session: Session, dice: random.Random) -> PlanVersion:
    rows = session.scalars(select(PlanVersion).where(PlanVersion.locked.is_(False))).all()
    return dice.choice(sorted(rows, key=lambda row: row.id))


def _years(session: Session, version: PlanVersion) -> range:
    plan = session.get_one(BudgetPlan, version.plan_id)
    return range(plan.first_year - 1, plan.first_year + plan.years)


def _on_version(use_case: Callable[..., object], make: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version = _open_version(session, dice)
        given = make(session, dice, version)
        known = {"version_id": version.id, "expected_version": state_of(session, version.id)}
        return use_case(session, **known, **given)

    return use_case, take


def _on_row(
    use_case: Callable[..., object], model: type[Base], name: str, make: Callable[..., dict[str, Any]]
) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        version = session.get_one(PlanVersion, row.plan_version_id)
        given = make(session, dice, version)
        state = state_of(session, version.id)
        return use_case(session, expected_version=state, **{name: row.id}, **given)

    return use_case, take


def _nothing(_session: Session, _dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    return {}


def _place(session: Session, dice: random.Random, version: PlanVersion) -> tuple[str, str, int]:
    statement = dice.choice(sorted(lines.LINES))
    return statement, dice.choice(lines.LINES[statement]).key, dice.choice(_years(session, version))


def _amounts(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    count = dice.choice((1, 1, 2))
    column = dice.choice(("amount", "stated"))
    found = {_place(session, dice, version): dice.choice(_ORE) for _ in range(count)}
    return {"values": found, "column": column}


def _note(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    return {"place": _place(session, dice, version), "note": dice.choice(("", "Enligt bokslutet"))}


def _inside(_session: Session, dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    return {"inside": dice.choice((True, False))}


def _loan(session: Session, dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    return {
        "name": words(session, dice),
        "opening": dice.choice(_UP),
        "interest": dice.choice(_PERCENT[:3]),
        "lender": dice.choice(("", "Kommuninvest")),
        "ends": maybe_day(session, dice),
        "note": dice.choice(("", "Rörlig ränta")),
    }


def _loan_year(dice: random.Random) -> LoanYearInput:
    return LoanYearInput(dice.choice(_UP), dice.choice(_UP[:2]), dice.choice((None, *_PERCENT[:2])))


def _loan_years(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    return {"years": {year: _loan_year(dice) for year in dice.sample(_years(session, version)[1:], 2)}}


def _several_loans(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    keys = session.scalars(select(Loan.id).where(Loan.plan_version_id == version.id)).all()
    chosen = dice.sample(sorted(keys), min(len(keys), 2))
    years = {key: {_years(session, version)[1]: _loan_year(dice)} for key in chosen}
    return {"years": years, "openings": {key: dice.choice(_UP) for key in chosen[:1]}}


def _guideline(session: Session, dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    goal = dice.choice((True, False))
    return {
        "said": GuidelineSaid(
            dice.choice(GUIDELINE_KINDS), words(session, dice), dice.choice(("", "Ett skäl")),
            "result_share" if goal else None, Decimal("1.5") if goal else None,
            dice.choice((True, False)), None, maybe_day(session, dice), dice.choice(("", "§ 9")),
        )
    }  # fmt: skip


def _step(_session: Session, dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    return {"step": dice.choice((-1, 1))}


def _company(session: Session, dice: random.Random, _version: PlanVersion) -> dict[str, Any]:
    unit = pick(session, dice, Unit)
    return {
        "said": CompanySaid(
            words(session, dice), dice.choice((None, unit.id)), dice.choice(("", "Går bra")),
            dice.choice((None, *_UP)), dice.choice(_ORE), dice.choice((None, *_UP)),
            dice.choice((None, *_PERCENT)),
        )
    }  # fmt: skip


def _year_before(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    """Make a plan of the year before, with what can be taken from it, where there is none."""
    year = _years(session, version)[0]
    if session.scalar(select(BudgetPlan.id).where(BudgetPlan.first_year == year)) is None:
        plan = BudgetPlan(name=f"Budget {year}", first_year=year, years=1)
        earlier = PlanVersion(position=1, stage="decided", name="Året före")
        plan.versions = [earlier]
        session.add(plan)
        session.flush()
        key = earlier.id
        for line in ("tax_income", "other_grants"):
            session.add(PrerequisiteValue(plan_version_id=key, line=line, year=year, value=Decimal(900)))
        typed = {"statement": "balance", "line": "cash", "year": year - 1, "amount": dice.randrange(10**9)}
        session.add(StatementValue(plan_version_id=key, **typed))
        session.add(
            Loan(plan_version_id=key, position=1, name="Skollånet", opening=5_000_00, interest=Decimal(2))
        )
        session.add(
            Guideline(plan_version_id=key, position=1, kind="principle", title="Var rädd om pengarna")
        )
        session.flush()
    return {}


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    _on_version(values.set_statement_values, _amounts),
    _on_version(values.set_statement_note, _note),
    _on_version(values.set_capital_in_frames, _inside),
    _on_version(loans.add_loan, _loan),
    _on_row(loans.change_loan, Loan, "loan_id", _loan),
    _on_row(loans.remove_loan, Loan, "loan_id", _nothing),
    _on_row(loans.set_loan_years, Loan, "loan_id", _loan_years),
    _on_version(loans.set_loans, _several_loans),
    _on_version(guidelines.add_guideline, _guideline),
    _on_row(guidelines.change_guideline, Guideline, "guideline_id", _guideline),
    _on_row(guidelines.move_guideline, Guideline, "guideline_id", _step),
    _on_row(guidelines.remove_guideline, Guideline, "guideline_id", _nothing),
    _on_version(guidelines.copy_guidelines, _year_before),
    _on_version(companies.add_company, _company),
    _on_row(companies.change_company, CompanyAccount, "company_id", _company),
    _on_row(companies.remove_company, CompanyAccount, "company_id", _nothing),
    _on_version(opening.take_opening, _year_before),
)
_ADD_LOAN, _ADD_GUIDELINE = "economy.statements.loans.add_loan", "economy.statements.guidelines.add_guideline"
_ADD_COMPANY = "economy.statements.companies.add_company"
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **{f"economy.statements.loans.{name}": (_ADD_LOAN,) * 3
       for name in ("change_loan", "remove_loan", "set_loan_years", "set_loans")},
    **{f"economy.statements.guidelines.{name}": (_ADD_GUIDELINE,) * 3
       for name in ("change_guideline", "move_guideline", "remove_guideline")},
    **{f"economy.statements.companies.{name}": (_ADD_COMPANY,) * 3
       for name in ("change_company", "remove_company")},
}  # fmt: skip
