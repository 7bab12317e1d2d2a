"""What Översikt says of the goals is what the goals say, and nothing where there are none."""

from functools import partial
from pathlib import Path

from app.models.scorecard import Indicator
from app.services.checks.goalstate import goal_state
from app.services.clock import fixed_clock
from app.services.storage import Database
from tests.services.scorecard.cardtown import TODAY, YEAR, found


def test_goals_are_counted_by_how_they_stand_and_lacking_values_named(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "Ådal.styr", clock=fixed_clock(TODAY), user="Prov")
    assert database.read(partial(goal_state, year=YEAR, today=TODAY)) is None
    town = found(database)
    town.measure("Nöjda", "Omsorg", "2026-H1", 92)
    town.change(Indicator, "Avvikelse", owner_unit_id=None)
    state = database.read(partial(goal_state, year=YEAR, today=TODAY))
    database.close()
    assert state is not None
    assert (state.met, state.partly, state.unmet, state.unknown) == (1, 0, 0, 2)
    assert (state.period, state.unowned) == ("Tertial 2, januari–augusti", 1)
    assert state.overdue > 0
