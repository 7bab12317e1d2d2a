"""Ten scenarios of a file, read, reckoned and laid beside each other, beside the same with one of them.

The plan has the example's frames, prerequisites and investments, and every scenario has nine steps. What they
stand on is read once for all; the steps and the statements alone are measured too.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.services.clock import Clock
from app.services.economy.scenarios.arithmetic import ScenarioBase, evaluate
from app.services.economy.scenarios.editing import add_scenario, add_step
from app.services.economy.scenarios.kinds import StepValues
from app.services.economy.scenarios.reading import scenario_base
from app.services.economy.scenarios.tables import comparison_table
from app.services.economy.scenarios.views import compare
from app.services.exchange.newfile import create_file
from app.services.storage import Database
from benchmarks.measuring import Goal, Result, side_by_side, timed

COUNT: Final = 10
_REPEATS: Final = 3
_TIMES: Final = 5
_LIMIT: Final = 12.0
_NAME: Final = "Prövning"
_MODEL, _YEAR = "ljusnarsberg", 2027


def run(rounds: int) -> list[Result]:
    """Compare all of them and one of them in turns."""
    goal = Goal("scenarios", f"{COUNT} scenarios compared", "one of them compared", _LIMIT)
    alone = Goal("scenarios reckoned", f"{COUNT} scenarios on a base that is read", "one of them", _LIMIT)
    with TemporaryDirectory() as folder:
        database, version_id, keys = _make(Path(folder) / "kommun.styr")
        try:
            ten = partial(_compare, database, version_id, keys)
            one = partial(_compare, database, version_id, keys[:1])
            base = database.read(partial(scenario_base, version_id=version_id))
            steps = _steps(database, version_id)
            all_of_them, first = partial(_reckon, base, steps), partial(_reckon, base, steps[:1])
            return [
                side_by_side(goal, lambda: timed(ten), lambda: timed(one), rounds=rounds),
                side_by_side(alone, lambda: timed(all_of_them), lambda: timed(first), rounds=rounds),
            ]
        finally:
            database.close()


def _compare(database: Database, version_id: int, keys: Sequence[int]) -> None:
    for _ in range(_REPEATS):
        found = database.read(partial(compare, version_id=version_id, scenario_ids=keys))
        if len(comparison_table(found).columns) != len(keys) + 1:
            raise AssertionError("not every scenario is in the comparison")


def _reckon(base: ScenarioBase, scenarios: Sequence[Sequence[StepValues]]) -> None:
    for _ in range(_TIMES):
        for steps in scenarios:
            evaluate(base, steps)


def _steps(database: Database, version_id: int) -> list[list[StepValues]]:
    found = database.read(partial(compare, version_id=version_id))
    mine = [scenario for scenario in found.scenarios if scenario.name.startswith(_NAME)]
    return [[step.values for step in scenario.steps] for scenario in mine]


def _make(path: Path) -> tuple[Database, int, list[int]]:
    create_file(path, _MODEL, clock=Clock(), user="Mätning", example_year=_YEAR)
    database = Database.open(path, clock=Clock(), user="Mätning")
    newest = select(PlanVersion.id).order_by(PlanVersion.position.desc()).limit(1)
    version_id = database.read(lambda session: session.scalars(newest).one())
    return database, version_id, [
        database.write(partial(_scenario, version_id=version_id, number=number)).value
        for number in range(COUNT)
    ]  # fmt: skip


def _scenario(session: Session, version_id: int, number: int) -> int:
    """A scenario with a step of most kinds."""
    key = add_scenario(session, version_id=version_id, name=f"{_NAME} {number}")
    session.flush()
    unit_id = session.scalars(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id)).first()
    rate = Decimal(number + 1).scaleb(-2)
    steps = (
        StepValues("tax_rate", number=rate),
        StepValues("inhabitants", number=Decimal(20 + number)),
        StepValues("target", number=rate),
        *(StepValues("part", component=part, number=Decimal(5)) for part in ("wages", "prices", "priority")),
        StepValues("volume", number=Decimal(-number - 1)),
        StepValues("amount", unit_id=unit_id, amount=-100_000 * (number + 1)),
        StepValues("amount", unit_id=unit_id, amount=700_000, first_year=_YEAR + 1),
    )
    for version, step in enumerate(steps, start=1):
        add_step(session, scenario_id=key, step=step, expected_version=version)
        session.flush()
    return key
