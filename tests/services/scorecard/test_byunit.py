"""One figure in each unit: only where it is measured, with its own years, in the organisation's order."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.services.clock import fixed_clock
from app.services.scorecard.byunit import figure_by_unit, figure_names
from app.services.storage import Database
from tests.services.scorecard.cardtown import HALF, TODAY, YEAR, CardTown, found


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardTown]:
    path = tmp_path_factory.mktemp("byunit") / "Ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    town = found(database)
    town.measure("Nöjda", "Södra", HALF, 84)
    town.measure("Nöjda", "Norra", "2025", 80)
    town.measure("Nöjda", None, HALF, 86)
    yield town
    database.close()


def test_a_figure_stands_in_each_unit_that_has_measured_it(town: CardTown) -> None:
    rows = town.read(figure_by_unit, indicator_id=town.ids["Nöjda"], year=YEAR, period=HALF, today=TODAY)
    assert [row.unit for row in rows] == ["Norra", "Södra"]
    north, south = (row.figure for row in rows)
    assert (north.outcome, north.standing, [point.value for point in north.points]) == (
        None,
        "missing",
        [Decimal(80)],
    )
    assert (south.outcome, south.standing) == (Decimal(84), "partly")
    assert town.read(figure_by_unit, indicator_id=town.ids["Avvikelse"], year=YEAR, today=TODAY) == ()
    assert town.read(figure_by_unit, indicator_id=1, year=YEAR, today=TODAY) == ()


def test_figures_say_in_how_many_units_they_are_measured(town: CardTown) -> None:
    names = {each.name: (each.units, each.aspect) for each in town.read(figure_names, year=YEAR)}
    assert names["Nöjda"] == (2, "quality")
    assert names["Avvikelse"] == (0, "cost")
