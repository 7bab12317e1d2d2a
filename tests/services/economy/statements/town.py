"""What the tests of the statements ask a file again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.economy import PrerequisiteValue
from app.services.budget import versions
from app.services.clock import Clock
from app.services.economy.own import opened, state_of
from app.services.economy.statements import values
from app.services.economy.statements.views import StatementsView, statements
from app.services.storage import Database, describe
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS, found_town

TKR = 100_000
POSITION = {"tangible": 200, "cash": 50, "equity_other": 150, "loans": 60, "short_debts": 40}
"""A position that closes, in tkr."""


def _plan(session: Session) -> None:
    versions.create_plan(session, first_year=YEARS[0])


def _income(session: Session, *, version_id: int, expected_version: int, years: tuple[int, ...]) -> None:
    """What the municipality lives on: tax, grants and a target."""
    opened(session, version_id, expected_version)
    said = {"tax_income": 900_000, "other_grants": 100_000, "result_target": 15_000}
    for year in years:
        for line, value in said.items():
            session.add(
                PrerequisiteValue(plan_version_id=version_id, line=line, year=year, value=Decimal(value))
            )
    describe(session, "Skrev förutsättningarna")


@dataclass
class Town:
    """An open file, and the statements of a version in it: the latest, where none is named."""

    database: Database

    @property
    def version_id(self) -> int:
        """The latest version of the latest plan."""
        rows = select(PlanVersion.id).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
        ordered = rows.order_by(BudgetPlan.first_year.desc(), PlanVersion.position.desc())
        return int(self.read(lambda session: session.scalars(ordered).first()))

    def read(self, view: Callable[[Session], Any]) -> Any:
        """What a view says."""
        return self.database.read(view)

    def run(self, use_case: Callable[..., Any], **given: Any) -> Any:
        """Run a use case on the economy of the version as it is now."""
        given.setdefault("version_id", self.version_id)
        state = self.read(partial(state_of, version_id=given["version_id"]))
        return self.database.write(partial(use_case, expected_version=state, **given)).value

    def on_row(self, use_case: Callable[..., Any], **given: Any) -> Any:
        """Run a use case on a row of the version."""
        state = self.read(partial(state_of, version_id=self.version_id))
        return self.database.write(partial(use_case, expected_version=state, **given)).value

    def live(self, version_id: int | None = None) -> None:
        """Give the version income and a position."""
        key = version_id or self.version_id
        years = self.view(key).years
        self.run(_income, version_id=key, years=years)
        self.type({("balance", line, years[0] - 1): amount for line, amount in POSITION.items()}, key)

    def type(self, amounts: dict[tuple[str, str, int], int | None], version_id: int | None = None) -> None:
        """Type amounts in tkr."""
        found = {place: None if tkr is None else tkr * TKR for place, tkr in amounts.items()}
        self.run(values.set_statement_values, version_id=version_id or self.version_id, values=found)

    def view(self, version_id: int | None = None) -> StatementsView:
        """The statements as the face sees them."""
        found: StatementsView = self.read(partial(statements, version_id=version_id or self.version_id))
        return found


def open_town(path: Path, clock: Clock) -> Town:
    """A town with an empty plan in a file of its own."""
    return Town(open_founded(path, found_town, _plan, clock=clock, user="Prov"))
