"""The town of the scorecards with what judges, acts and draws arrows in it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.services.clock import fixed_clock
from app.services.scorecard import actions, assessing
from app.services.scorecard.goalpage import goal_page
from app.services.scorecard.goalviews import GoalPage
from app.services.storage import Database
from tests.services.scorecard.cardtown import HALF, TODAY, CardTown, found

GOAL, PROMISE = "Brukarna är trygga", "Fler känner personalen"


@pytest.fixture(scope="session")
def judged_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The town with two outcomes, made once; the keys of what stands in it."""
    path = tmp_path_factory.mktemp("ådal") / "ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    made = found(database)
    made.measure("Nöjda", "Norra", "2026-06", 85)
    made.measure("Antal ansikten", "Norra", "2026-06", 9)
    database.close()
    return path, made.ids


@pytest.fixture
def town(tmp_path: Path, judged_file: tuple[Path, dict[str, int]]):
    """The town in a file of the test's own."""
    path, ids = judged_file
    database = Database.open(
        Path(shutil.copy(path, tmp_path / "ådal.styr")), clock=fixed_clock(TODAY), user="Prov"
    )
    yield CardTown(database, dict(ids))
    database.close()


def page(town: CardTown, title: str = GOAL, *, unit: str | None = None, period: str = HALF) -> GoalPage:
    """A goal's page."""
    key = town.ids[unit] if unit else None
    return town.read(goal_page, node_id=town.ids[title], unit_id=key, period=period, today=TODAY)


def place(
    town: CardTown, title: str = GOAL, *, unit: str | None = None, period: str = HALF
) -> dict[str, Any]:
    """What names an assessment, with the version that it has."""
    return {
        "node_id": town.ids[title],
        "unit_id": town.ids[unit] if unit else None,
        "period": period,
        "expected_version": page(town, title, unit=unit, period=period).judgement.version,
    }


def write(town: CardTown, title: str = GOAL, *, unit: str | None = None, **values: Any) -> int:
    """Write in an assessment."""
    return town.run(assessing.assess, **place(town, title, unit=unit), **values)


def decide(town: CardTown, result: str, title: str = GOAL, *, unit: str | None = None, **values: Any) -> int:
    """Decide how far a goal is met."""
    return town.run(assessing.decide, **place(town, title, unit=unit), result=result, today=TODAY, **values)


def act(town: CardTown, text: str = "Fast bemanning", title: str = GOAL, **values: Any) -> int:
    """Add an action."""
    return town.run(actions.add_action, **place(town, title), text=text, **values)
