"""The same elements by level and by organisation: all there, each once, under the right heading."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.services.steering.arranging import (
    Arrangement,
    Group,
    UnitLine,
    by_level,
    by_organisation,
    unit_lines,
)
from app.services.steering.rules import LevelRow
from app.services.steering.views import NodeRow, SteeringView, steering_view
from app.services.storage import Database
from tests.services.steering.tree import row_of, view_of


def _organised(session: Session, today: Any) -> Arrangement:
    return by_organisation(steering_view(session, today=today), unit_lines(session))


def _levelled(session: Session, today: Any) -> Arrangement:
    return by_level(steering_view(session, today=today))


def _groups(arranged: Arrangement) -> dict[str, Group]:
    return {row.name: row for row in arranged.rows if isinstance(row, Group)}


def _under(arranged: Arrangement, key: object) -> list[str]:
    return [row.title for row in arranged.rows if arranged.above[row.id] == key]


@pytest.mark.parametrize("arrange", [_organised, _levelled])
def test_a_tree_takes_at_most_four_statements_for_any_size(
    example: Database, empty: Database, arrange: Callable[..., Arrangement]
) -> None:
    def count(session: Session) -> int:
        ran: list[str] = []
        engine = session.get_bind()

        def note(*given: Any) -> None:
            ran.append(given[2])

        event.listen(engine, "before_cursor_execute", note)
        try:
            arrange(session, example.clock.today())
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(ran)

    assert example.read(count) == empty.read(count) <= 4


def test_each_level_of_the_model_holds_its_elements_and_says_how_many(example: Database) -> None:
    view = view_of(example)
    arranged = by_level(view)
    groups = _groups(arranged)
    assert [group.name for group in arranged.rows if isinstance(group, Group)] == [
        level.name for level in view.levels
    ]
    goals = next(group for group in groups.values() if group.level == "Verksamhetsmål")
    assert goals.count == sum(row.level == "Verksamhetsmål" for row in view.rows)
    assert len(_under(arranged, goals.id)) == goals.count


def test_elements_of_a_level_come_in_the_order_of_the_hierarchy(example: Database) -> None:
    arranged = by_level(view_of(example))
    goals = _under(arranged, next(g.id for g in _groups(arranged).values() if g.level == "Verksamhetsmål"))
    areas = [row.id for row in view_of(example).rows if row.level == "Strategiskt område"]
    expected = [row.title for area in areas for row in view_of(example).rows if row.parent_id == area]
    assert goals == [title for title in expected if title in goals]


def test_a_unit_holds_its_elements_under_the_units_above_it(example: Database) -> None:
    arranged = example.read(partial(_organised, today=example.clock.today()))
    row = row_of(example, "Uppdragshandling Hemtjänst Kopparberg")
    groups = _groups(arranged)
    unit = groups["Hemtjänst Kopparberg"]
    assert arranged.above[row.id] == unit.id
    above = arranged.above[unit.id]
    assert above in {group.id for group in groups.values()}
    assert unit.count <= next(group.count for group in groups.values() if group.id == above)
    commitment = row_of(example, "Minst 65 procent")
    assert arranged.above[commitment.id] == row.id  # of the same unit: under its agreement


def test_what_has_no_unit_comes_last_under_a_heading_of_its_own(example: Database) -> None:
    arranged = example.read(partial(_organised, today=example.clock.today()))
    group = _groups(arranged)["Utan enhet"]
    assert group.count == sum(row.unit_id is None for row in view_of(example).rows)
    assert arranged.above[group.id] is None


_LEVELS = tuple(LevelRow(key, str(key), key, f"Nivå {key}", f"Nivå {key}", "goal", None) for key in range(3))
_UNITS = tuple(UnitLine(key, (key - 1) // 2 if key else None, f"Enhet {key}") for key in range(6))


@given(st.lists(st.tuples(st.integers(0, 2), st.none() | st.integers(0, 5), st.integers(0, 50)), max_size=30))
def test_every_element_is_there_once_and_every_way_up_ends_at_the_top(
    drawn: list[tuple[int, int | None, int]],
) -> None:
    rows = tuple(
        _row(key, None if key == 0 or above % 3 == 0 else above % key, level, unit)
        for key, (level, unit, above) in enumerate(drawn)
    )
    view = SteeringView(rows, _LEVELS)
    for arranged in (by_level(view), by_organisation(view, _UNITS)):
        keys = [row.id for row in arranged.rows]
        assert len(keys) == len(set(keys))
        assert {row.id for row in rows} <= set(keys) == set(arranged.above)
        for key in keys:
            steps, current = 0, arranged.above[key]
            while current is not None:
                steps, current = steps + 1, arranged.above[current]
                assert steps <= len(keys)
        top = sum(
            row.count for row in arranged.rows if isinstance(row, Group) and arranged.above[row.id] is None
        )
        assert top == len(rows)


def _row(key: int, parent: int | None, level: int, unit: int | None) -> NodeRow:
    return NodeRow(
        id=key, parent_id=parent, level_id=level, level="", form="goal", title=f"Mål {key}", body=None,
        owner=None, unit_id=unit, unit=None, validity="", status="draft", status_word="Utkast",
        locked=False, example=False, gaps=(), version=1,
    )  # fmt: skip
