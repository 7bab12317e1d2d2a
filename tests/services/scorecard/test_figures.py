"""Figures pushed from a unit to those below: whom they bind, what is typed, who lacks them."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import ChangedSince, MissingText, NotFound
from app.models.organisation import Unit
from app.models.scorecard import Indicator
from app.models.steering import Node
from app.services.organisation import units
from app.services.scorecard import figures, targets
from app.services.scorecard.below import below
from app.services.scorecard.errors import MeasuredTwice, NobodyBelow, NotImposed
from app.services.scorecard.obligatory import ImposedRow, figures_of_node, imposed_on, lacking
from tests.conftest import TODAY
from tests.services.assignments.town import Town

NAME = "Andel elever med godkänt i alla ämnen"


def _figure(town: Town, *, obligatory: bool = True) -> int:
    key = town.change(
        figures.add_indicator, Node, town.goal,
        name=NAME, unit_of_measure="procent", owner_unit_id=town.office, year=2026, target=Decimal(95),
    )  # fmt: skip
    if obligatory:
        town.change(figures.set_obligatory, Indicator, key, obligatory=True)
    return int(key)


def _imposed(town: Town, unit: int, year: int = 2026) -> tuple[ImposedRow, ...]:
    return town.database.read(partial(imposed_on, unit_id=unit, year=year, today=TODAY))


def _type(town: Town, key: int, unit: int, version: int, **values: object) -> None:
    given = {"year": 2026, "value": None} | values
    town.write(figures.set_outcome, indicator_id=key, unit_id=unit, expected_version=version, **given)


def test_a_goal_is_given_a_figure_once(town: Town) -> None:
    _figure(town, obligatory=False)
    rows = town.database.read(partial(figures_of_node, node_id=town.goal, today=TODAY))
    assert [(row.name, row.owner, row.obligatory, row.below) for row in rows] == [
        (NAME, "Utbildningskontoret", False, 2)
    ]
    with pytest.raises(MeasuredTwice):
        town.change(figures.add_indicator, Node, town.goal, name=NAME.upper())
    with pytest.raises(MissingText):
        town.change(figures.add_indicator, Node, town.goal, name=" ")
    town.database.undo()
    assert town.database.read(partial(figures_of_node, node_id=town.goal, today=TODAY)) == ()


def test_an_obligatory_figure_stands_at_every_unit_below_its_owner(town: Town) -> None:
    key = _figure(town)
    for unit in (town.first, town.second):
        assert [(row.indicator_id, row.owner, row.target) for row in _imposed(town, unit)] == [
            (key, "Utbildningskontoret", Decimal(95))
        ]
    assert _imposed(town, town.office) == ()
    town.change(
        targets.set_period_target, Indicator, key, unit_id=town.first, period="2026", value=Decimal(80)
    )
    assert [_imposed(town, unit)[0].target for unit in (town.first, town.second)] == [80, 95]
    town.change(figures.set_obligatory, Indicator, key, obligatory=False)
    assert _imposed(town, town.first) == ()


def test_without_units_below_it_binds_nobody_and_is_refused(town: Town) -> None:
    key = _figure(town, obligatory=False)
    owner = partial(town.change, figures.set_owner, Indicator, key)
    bind = partial(town.change, figures.set_obligatory, Indicator, key)
    owner(owner_unit_id=None)
    with pytest.raises(NobodyBelow, match="ingen enhet som ägare"):
        bind(obligatory=True)
    owner(owner_unit_id=town.first)
    with pytest.raises(NobodyBelow, match="Karinslundsskolan har inga enheter"):
        bind(obligatory=True)
    owner(owner_unit_id=town.office)
    bind(obligatory=True)
    with pytest.raises(NobodyBelow):
        owner(owner_unit_id=town.second)


def test_a_unit_types_what_it_came_to_or_that_it_is_missing(town: Town) -> None:
    key = _figure(town)
    _type(town, key, town.first, 0, value=Decimal("92.5"))
    row = _imposed(town, town.first)[0]
    assert (row.value, row.missing) == (Decimal("92.5"), False)
    with pytest.raises(ChangedSince):
        _type(town, key, town.first, 0, value=Decimal(1))
    _type(town, key, town.first, row.version, missing=True)
    row = _imposed(town, town.first)[0]
    assert (row.value, row.missing) == (None, True)
    _type(town, key, town.first, row.version)
    assert _imposed(town, town.first)[0].version == 0
    town.database.undo()
    assert _imposed(town, town.first)[0].missing


def test_only_a_unit_that_must_follow_it_types_an_outcome(town: Town) -> None:
    key = _figure(town)
    with pytest.raises(NotImposed):
        _type(town, key, town.office, 0, value=Decimal(1))
    with pytest.raises(NotFound):
        _type(town, key, 1, 0, value=Decimal(1))
    with pytest.raises(NotFound):
        _type(town, 1, town.first, 0, value=Decimal(1))


def test_who_lacks_it_is_told_unit_by_unit(town: Town) -> None:
    key = _figure(town)
    named = partial(town.database.read, partial(lacking, today=TODAY))
    assert [row.unit for row in named()] == ["Karinslundsskolan", "Paulinska skolan"]
    _type(town, key, town.first, 0, missing=True)
    _type(town, key, town.second, 0, year=2024, value=Decimal(3))
    assert [(row.unit, row.owner) for row in named()] == [("Paulinska skolan", "Utbildningskontoret")]
    _type(town, key, town.second, 0, year=2025, value=Decimal(3))
    assert named() == ()


def test_a_unit_that_has_ceased_lacks_nothing(town: Town) -> None:
    _figure(town)
    town.change(units.set_validity, Unit, town.second, valid_from=None, valid_to=date(2026, 6, 30))
    rows = town.database.read(partial(lacking, today=TODAY))
    assert [row.unit for row in rows] == ["Karinslundsskolan"]


@given(st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12), max_size=13), st.integers(0, 12))
def test_below_is_what_leads_up_to_it_even_where_a_tree_goes_round(
    parents: dict[int, int | None], top: int
) -> None:
    def leads(child: int) -> bool:
        seen: set[int] = set()
        current = parents.get(child)
        while current is not None and current not in seen:
            if current == top:
                return True
            seen.add(current)
            current = parents.get(current)
        return False

    assert below(parents, top) == {child for child in parents if child != top and leads(child)}
