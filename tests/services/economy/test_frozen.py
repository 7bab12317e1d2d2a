"""A decided version stands as it was decided: on paper, in the window, and in what is reckoned from it."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import IndexTable, PopulationNumber, VersionEconomy
from app.models.errors import DomainError
from app.models.investments import InvestmentProject
from app.services.clock import Clock
from app.services.economy import deciding
from app.services.economy.investments.projects import add_project
from app.services.economy.investments.views import LATER_KEY, InvestmentsView, investment_flows, investments
from app.services.economy.own import plan_years
from app.services.economy.prerequisites.rounds import get_round, set_round_values
from app.services.economy.prerequisites.views import prerequisites
from app.services.economy.statements.views import statements
from app.services.exchange.economy_excel import economy_workbook
from app.services.reports.economy.builder import build_economy_paper
from app.services.reports.economy.parts import TITLES
from app.services.storage import Database, describe
from tests.conftest import TODAY

PAPERS = [key for key in TITLES if key != "lep"]
"""All but the long-term plan, which is decided by itself and goes on."""


@pytest.fixture
def decided(example_of_2027: Path, tmp_path: Path, clock: Clock) -> Iterator[tuple[Database, int]]:
    """The example with its proposal decided, and the key of the version."""
    path = tmp_path / "fryst.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="A")

    def decide(session: Session) -> int:
        version = session.scalars(select(PlanVersion).where(PlanVersion.stage == "proposal")).one()
        deciding.lock_version(
            session, version_id=version.id, body="Kommunfullmäktige", decided_on=TODAY, paragraph="§ 1",
            registration_number=None, expected_version=version.version, today=TODAY, stage="decided",
        )  # fmt: skip
        return version.id

    yield database, database.write(decide).value
    database.close()


def other_world(session: Session) -> None:
    """Everything that a decided version rests on becomes something else."""
    describe(session, "Prov")
    for table in session.scalars(select(IndexTable)):
        for value in table.values:
            value.value += 1
    for each in session.scalars(select(PopulationNumber)):
        each.number += 100
    for project in session.scalars(select(InvestmentProject)):
        project.name += " II"
        project.permitted, project.in_use_year, project.in_use_month = 100, 2027, 1
        project.spent_before += 12_345_600
        for part in project.parts:
            part.years = (part.years or 5) + 3
        for cost in project.running:
            cost.amount += 777_700
        project.version += 1
    add_project(session, name="Ny bro")


def shown(session: Session, version_id: int) -> dict[str, Any]:
    """What paper, workbook and window say of the version."""
    paper = build_economy_paper(session, version_id=version_id, today=TODAY, keys=PAPERS)
    flows = investment_flows(session, version_id=version_id, years=range(2027, 2038))
    rests = prerequisites(session, version_id=version_id)
    view = investments(session, version_id=version_id)
    return {
        "paper": paper,
        "workbook": economy_workbook(paper),
        "flows": flows,
        "rows": rests.rows,
        "rooms": rests.rooms,
        "statements": statements(session, version_id=version_id),
        "years": view.by_year,
        "projects": [each for each in view.projects if each.committee.key != LATER_KEY],
        "remarks": view.remarks,
    }


def test_nothing_moves_when_what_it_rests_on_does(decided: tuple[Database, int]) -> None:
    database, version_id = decided
    before = database.read(partial(shown, version_id=version_id))
    assert len(before["projects"]) == 5
    database.write(other_world)
    after = database.read(partial(shown, version_id=version_id))
    for what in before:
        assert after[what] == before[what], what
    view: InvestmentsView = database.read(partial(investments, version_id=version_id))
    (added,) = [each for each in view.projects if each.committee.key == LATER_KEY]
    assert (added.name, added.years) == ("Ny bro", {})
    known = view.projects[0]
    assert view.now[known.id].name == f"{known.name} II"
    assert view.now[known.id].version == known.version + 1


def test_what_is_undecided_follows_and_the_round_is_refused(decided: tuple[Database, int]) -> None:
    database, version_id = decided

    def first_open(session: Session) -> int:
        rows = select(PlanVersion.id).where(PlanVersion.locked.is_(False))
        return session.scalars(rows.order_by(PlanVersion.position)).first() or 0

    def spoil(session: Session) -> None:
        chosen = session.scalars(
            select(VersionEconomy).where(VersionEconomy.plan_version_id == version_id)
        ).one()
        found = get_round(session, chosen.round_id or 0)
        values = {("tax_income", plan_years(session, version_id)[0]): Decimal(1)}
        set_round_values(session, round_id=found.id, expected_version=found.version, values=values)

    with pytest.raises(DomainError, match="vilar på den"):
        database.write(spoil)
    key = database.read(first_open)
    before = database.read(partial(investments, version_id=key))
    database.write(other_world)
    after = database.read(partial(investments, version_id=key))
    assert not after.now
    assert [each.name for each in after.projects][:1] == [f"{before.projects[0].name} II"]
