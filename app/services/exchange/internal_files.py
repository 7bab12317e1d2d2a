"""Internal budgets to write to a file: those of the last year, of another, or of one unit."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import DomainError
from app.models.internalbudget import InternalBudget
from app.models.organisation import Unit
from app.services.budget.internal.views import InternalPaper, internal_paper
from app.services.textorder import fold, sort_key


class NoInternals(DomainError):
    """Nobody has an internal budget, or nobody of the year that was asked for."""

    def __init__(self, year: int | None) -> None:
        of_year = f" för {year}" if year is not None else ""
        super().__init__(f"Filen har ingen internbudget{of_year}. Börja på den på sidan Budget.")


class NoInternalOf(DomainError):
    """The unit that was named has no internal budget of the year; `others` are those that have one."""

    def __init__(self, name: str, year: int, others: tuple[str, ...]) -> None:
        known = ", ".join(others)
        super().__init__(
            f"Ingen enhet som heter ”{name}” har en internbudget {year}. Enheter som har: {known}."
        )


def chosen_internals(
    session: Session, *, today: date, unit: str | None = None, year: int | None = None
) -> InternalPaper:
    """The internal budgets of a year, by default the last that has any, or those of one unit by its name."""
    rows = select(
        BudgetPlan.id, BudgetPlan.first_year, Unit.id.label("unit_id"), Unit.name, Unit.abbreviation
    )
    rows = rows.join(PlanVersion, PlanVersion.plan_id == BudgetPlan.id)
    rows = rows.join(InternalBudget, InternalBudget.plan_version_id == PlanVersion.id)
    found = session.execute(rows.join(Unit, Unit.id == InternalBudget.unit_id)).all()
    wanted = max((row.first_year for row in found), default=0) if year is None else year
    of_year = [row for row in found if row.first_year == wanted]
    if not of_year:
        raise NoInternals(year)
    unit_id = None
    if unit is not None:
        called = fold(unit.strip())
        named = [row for row in of_year if called in (fold(row.name), fold(row.abbreviation or row.name))]
        if not named:
            raise NoInternalOf(unit, wanted, tuple(sorted({row.name for row in of_year}, key=sort_key)))
        unit_id = named[0].unit_id
    return internal_paper(session, plan_id=of_year[0].id, today=today, unit_id=unit_id)
