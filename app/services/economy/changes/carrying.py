"""What may be carried over from the year before (ombudgetering), project by project."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.errors import NotFound
from app.models.investments import InvestmentProject
from app.services.economy.changes.changing import RowEntry
from app.services.economy.changes.views import current_budget

_ENDED = ("finished", "cancelled")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that goes on, with its budget the year before where that is known."""

    project_id: int
    number: str | None
    name: str
    before: int | None


def candidates(session: Session, *, year: int) -> tuple[Candidate, ...]:
    """The projects that money can be carried over for to a year."""
    known = _budget_before(session, year)
    rows = select(InvestmentProject).where(InvestmentProject.state.not_in(_ENDED))
    ordered = rows.order_by(InvestmentProject.position, InvestmentProject.id)
    return tuple(
        Candidate(row.id, row.number, row.name, known.get(row.id)) for row in session.scalars(ordered)
    )


def carried_rows(amounts: dict[int, int]) -> tuple[RowEntry, ...]:
    """The rows of a change that carries over amounts by project, paid with liquid means that were left."""
    given = [RowEntry("investment", amount, project_id=key) for key, amount in amounts.items() if amount]
    whole = sum(row.amount for row in given)
    return (*given, RowEntry("liquidity", whole, pays=True)) if whole else tuple(given)


def _budget_before(session: Session, year: int) -> dict[int, int]:
    """What projects had the year before, after the changes of that year."""
    plan_id = session.scalar(select(BudgetPlan.id).where(BudgetPlan.first_year == year - 1))
    if plan_id is None:
        return {}
    try:
        found = current_budget(session, plan_id=plan_id, year=year - 1)
    except NotFound:
        return {}
    return {line.key: line.current for line in found.projects}
