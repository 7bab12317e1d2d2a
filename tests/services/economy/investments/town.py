"""What the tests of investments and of changes during the year ask a file again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.services.budget import versions
from app.services.clock import Clock
from app.services.economy.investments import parts, projects, yearly
from app.services.economy.investments.views import InvestmentsView, ProjectView, investments
from app.services.economy.own import state_of
from app.services.storage import Database
from tests.conftest import TODAY
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS, found_town

KR = 100
MNKR = 100_000_000


def _plan(session: Session) -> None:
    versions.create_plan(session, first_year=YEARS[0])


@dataclass
class Town:
    """An open file with an empty plan, and its investments."""

    database: Database

    @property
    def version_id(self) -> int:
        """The first version of the plan."""
        return self.read(lambda s: s.scalars(select(PlanVersion.id).order_by(PlanVersion.position)).first())

    def read(self, view: Callable[[Session], Any]) -> Any:
        """What a view says."""
        return self.database.read(view)

    def run(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case; what it gives back."""
        return self.database.write(partial(use_case, **values)).value

    def unit(self, name: str) -> int:
        """The key of a unit."""
        return int(self.read(lambda s: s.scalars(select(Unit.id).where(Unit.name == name)).one()))

    def on(self, use_case: Callable[..., Any], project_id: int, **values: Any) -> Any:
        """Run a use case on a project as it is now."""
        version = self.read(lambda s: s.get_one(InvestmentProject, project_id).version)
        return self.run(use_case, project_id=project_id, expected_version=version, **values)

    def in_version(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case on the version's own economy as it is now."""
        version_id = self.version_id
        state = self.read(partial(state_of, version_id=version_id))
        return self.run(use_case, version_id=version_id, expected_version=state, **values)

    def project(self, name: str = "Förskola", unit: str | None = None, **years: int) -> int:
        """A project with expenses by year, given as y2027=…"""
        key = self.run(projects.add_project, name=name, unit_id=self.unit(unit) if unit else None)
        if years:
            entries = tuple(yearly.YearEntry(key, int(year[1:]), amount) for year, amount in years.items())
            self.in_version(yearly.set_investment_years, entries=entries)
        return int(key)

    def part(
        self, project_id: int, share: Decimal = Decimal(100), years: int | None = 10, name: str = "Stomme"
    ) -> int:
        """A component of a project."""
        return int(self.on(parts.add_part, project_id, name=name, share=share, years=years))

    def decide(self) -> None:
        """The council decides the plan."""
        version_id = self.version_id
        version = self.read(lambda s: s.get_one(PlanVersion, version_id).version)
        self.run(
            versions.lock_version, version_id=version_id, body="Kommunfullmäktige", decided_on=TODAY,
            paragraph="§ 1", registration_number=None, expected_version=version, today=TODAY, stage="decided",
        )  # fmt: skip

    @property
    def view(self) -> InvestmentsView:
        """The investments as the face sees them."""
        found: InvestmentsView = self.read(partial(investments, version_id=self.version_id))
        return found

    def shown(self, project_id: int) -> ProjectView:
        """A project as the face sees it."""
        found = self.view.project(project_id)
        assert found is not None
        return found


def open_town(folder: Path, clock: Clock) -> Town:
    """A town with an empty plan in a file of its own."""
    return Town(open_founded(folder / "Ådal.styr", found_town, _plan, clock=clock, user="Prov"))
