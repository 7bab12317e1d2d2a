"""A town with a plan and two forecast rounds, April's and September's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.services.budget import pots, versions
from app.services.clock import Clock
from app.services.economy.own import state_of
from app.services.economy.prerequisites import choosing, rounds, views
from app.services.economy.prerequisites.arithmetic import YearRoom
from app.services.storage import Database
from tests.conftest import TODAY
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS, found_town

APRIL, SEPTEMBER = date(2026, 4, 24), date(2026, 9, 30)


def _round(income: int, settlement: str, grants: int) -> dict[tuple[str, int], Decimal]:
    made: dict[tuple[str, int], Decimal] = {}
    for place, year in enumerate(YEARS):
        made["tax_income", year] = Decimal(income + 7_000_000 * place)
        made["tax_settlement", year] = Decimal(settlement if not place else 0)
        made["inhabitants", year] = Decimal(4390 - 30 * place)
        made["income_equalisation_per_head", year] = Decimal(18_000)
        made["regulation", year] = Decimal(grants)
    return made


def found_rounds(session: Session) -> None:
    """The town with its plan, its rounds, and what its version says itself."""
    found_town(session)
    version_id = versions.create_plan(session, first_year=YEARS[0])
    plan_id = session.get_one(PlanVersion, version_id).plan_id
    pots.create_pot(session, plan_id=plan_id, kind="pensions")
    add = partial(rounds.add_round, session, kind="skr", today=TODAY)
    chosen = add(dated_on=APRIL, values=_round(190_200_000, "-120", 12_000_000), source="Cirkulär")
    add(dated_on=SEPTEMBER, values=_round(191_900_000, "-35.5", 11_000_000))
    choosing.choose_round(session, version_id=version_id, round_id=chosen, expected_version=0)
    said: dict[tuple[str, int], Decimal | None] = {
        ("result_target_percent", year): Decimal(2) for year in YEARS
    }
    choosing.set_values(session, version_id=version_id, values=said, expected_version=1)


@dataclass
class Office:
    """An open file and what is asked of it again and again."""

    database: Database

    def run(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case."""
        return self.database.write(partial(use_case, **values)).value

    def own(self, use_case: Callable[..., Any], version_id: int | None = None, **values: Any) -> Any:
        """Run a use case on the version's economy, against what it is now."""
        key = version_id or self.version_id
        state = self.database.read(lambda session: state_of(session, key))
        return self.run(use_case, version_id=key, expected_version=state, **values)

    @property
    def version_id(self) -> int:
        """The first version."""
        rows = select(PlanVersion.id).order_by(PlanVersion.position)
        return int(self.database.read(lambda session: session.scalars(rows).first()))

    @property
    def rounds(self) -> tuple[views.RoundView, ...]:
        """The rounds, the latest first."""
        return self.database.read(views.rounds)

    def view(self, version_id: int | None = None) -> views.PrerequisitesView:
        """The version's prerequisites."""
        return self.database.read(partial(views.prerequisites, version_id=version_id or self.version_id))

    def room(self, version_id: int | None = None) -> dict[int, YearRoom]:
        """The account of each year."""
        return dict(self.view(version_id).rooms)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """The town in a file of its own."""
    database = open_founded(tmp_path / "Ådal.styr", found_rounds, clock=clock, user="Prov")
    yield Office(database)
    database.close()
