"""What several documents are made from, read once for all of them."""

from datetime import date
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.models.organisation import Municipality, Unit
from app.services.assignments.views import ActivityRow, AssignmentRow, activities_view, assignments_view
from app.services.budget.views import BudgetView, budget_view
from app.services.reports.document_rows import Rows, read_rows

_NO_COMPARISON: Final = 0


class Sources:
    """Reads each thing when it is first asked for, and then keeps it."""

    def __init__(self, session: Session, today: date) -> None:
        self.session, self.today = session, today
        self._budgets: dict[int, BudgetView] = {}

    @cached_property
    def municipality(self) -> str:
        """The municipality's official name."""
        row = self._municipality
        return row.official_name if row else ""

    @property
    def example(self) -> bool:
        """Whether the file is the example, whose figures are invented."""
        return self._municipality is not None and self._municipality.example

    @cached_property
    def _municipality(self) -> Municipality | None:
        return self.session.scalars(select(Municipality)).first()

    @cached_property
    def rows(self) -> Rows:
        """The hierarchy."""
        return read_rows(self.session)

    @cached_property
    def parents(self) -> dict[int, int | None]:
        """The unit above each unit."""
        rows = self.session.execute(select(Unit.id, Unit.parent_id))
        return {row.id: row.parent_id for row in rows}

    @cached_property
    def assignments(self) -> tuple[AssignmentRow, ...]:
        """Every assignment as of the day."""
        return assignments_view(self.session, today=self.today).rows

    @cached_property
    def activities(self) -> tuple[ActivityRow, ...]:
        """Every activity as of the day."""
        return activities_view(self.session, today=self.today)

    @cached_property
    def reports(self) -> tuple[ReportKind, ...]:
        """The reports of the model."""
        return tuple(self.session.scalars(select(ReportKind).order_by(ReportKind.position)))

    @cached_property
    def budgets(self) -> BudgetView:
        """The budget in its newest version, with the list of all versions."""
        return budget_view(self.session, compare_id=_NO_COMPARISON)

    @property
    def plan_years(self) -> tuple[int, ...]:
        """The years of the newest budget plan; none before there is one."""
        return self.budgets.plan.years if self.budgets.plan else ()

    def budget(self, version_id: int) -> BudgetView:
        """The budget in a version."""
        if version_id not in self._budgets:
            view = budget_view(self.session, version_id=version_id, compare_id=_NO_COMPARISON)
            self._budgets[version_id] = view
        return self._budgets[version_id]
