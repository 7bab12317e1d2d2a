"""The figures that a unit must follow and its assignments, in the inspector of the page Organisation."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.models.scorecard import Indicator
from app.models.steering import Node
from app.services.organisation import views
from app.services.scorecard import figures
from app.services.scorecard.obligatory import imposed_on
from app.ui.organisation.unit_work import UnitWork
from app.ui.parts.details import Field, Heading, Links
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.services.assignments.conftest import _town_file, town
from tests.services.assignments.town import CLOCK, Town

__all__ = ["_town_file", "town"]


@pytest.fixture
def space(town: Town, qapp: QApplication) -> Workspace:
    assert qapp is QApplication.instance()
    return Workspace(town.database, CLOCK)


def _parts(space: Workspace, unit: int) -> list[Any]:
    row = space.read(partial(views.unit_detail, unit_id=unit)).unit
    return UnitWork(space).parts(row, "")


def _impose(town: Town) -> int:
    key = town.change(
        figures.add_indicator, Node, town.goal,
        name="Frånvaro", unit_of_measure="procent", owner_unit_id=town.office, year=2026, target=Decimal(5),
    )  # fmt: skip
    town.change(figures.set_obligatory, Indicator, key, obligatory=True)
    return int(key)


def test_a_unit_that_has_been_given_nothing_shows_nothing(town: Town, space: Workspace) -> None:
    assert _parts(space, town.first) == []


def test_an_imposed_figure_is_a_field_that_says_by_whom_and_how_much(town: Town, space: Workspace) -> None:
    key = _impose(town)
    heading, field = _parts(space, town.first)
    assert isinstance(heading, Heading)
    assert heading.text == "Obligatoriska nyckeltal 2026"
    assert isinstance(field, Field)
    assert (field.label, field.value) == ("Frånvaro", "")
    assert field.hint.startswith("Ålagt av Utbildningskontoret. Målet är 5 procent.")
    assert field.commit("4,2 procent")
    assert _parts(space, town.first)[1].value == "4,2 procent"
    assert field.commit("saknas")
    row = space.read(partial(imposed_on, unit_id=town.first, year=2026, today=TODAY))[0]
    assert (row.indicator_id, row.value, row.missing) == (key, None, True)
    assert field.commit("")
    assert _parts(space, town.first)[1].value == ""


def test_what_is_no_number_is_refused_in_a_sentence(town: Town, space: Workspace) -> None:
    _impose(town)
    told: list[str] = []
    space.told.connect(lambda text, _kind: told.append(text))
    field = _parts(space, town.first)[1]
    assert not field.commit("ganska lite")
    assert "går inte att läsa som ett tal" in told[0]


def test_its_assignments_are_links(town: Town, space: Workspace) -> None:
    key = town.assignment(receiver_id=town.first, due=TODAY.replace(year=2025))
    places: list[tuple[str, Any]] = []
    space.place_requested.connect(lambda kind, row: places.append((kind, row)))
    links = _parts(space, town.first)[-1]
    assert isinstance(links, Links)
    assert links.links[0].text == "Se över lokalerna (försenat)"
    links.links[0].on_click()
    assert places == [("assignment", key)]
