"""Activities on a real file: where they belong, who does them, their order, and what becomes of them."""

import random
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.assignments import Activity
from app.models.errors import MissingText, NotFound
from app.models.steering import Node
from app.services.assignments import activities
from app.services.assignments.errors import AtTheEnd, EndsBeforeStart, OneHome
from app.services.assignments.views import (
    ActivityRow,
    activities_of,
    activities_view,
    activity_row,
    ordered,
    work_of_node,
    work_of_unit,
)
from app.services.steering import deleting
from app.services.storage.erasure import erase_person, names_kept
from app.services.storage.search import search
from tests.conftest import TODAY
from tests.services.assignments.town import Town


def _all(town: Town) -> tuple[ActivityRow, ...]:
    return town.database.read(partial(activities_view, today=TODAY))


def _add(town: Town, title: str, **values: object) -> int:
    return int(town.write(activities.add_activity, title=title, **values))


def test_an_activity_takes_the_unit_of_what_it_is_done_for(town: Town) -> None:
    plan = town.node("verksamhetsplan", town.plan, "Verksamhetsplan", town.office)
    assignment = town.assignment(receiver_id=town.second)
    _add(town, "Läsgrupper", node_id=plan)
    _add(town, "Inventera", assignment_id=assignment)
    assert [(row.title, row.unit, row.home_title) for row in _all(town)] == [
        ("Inventera", "Paulinska skolan", "Se över lokalerna"),
        ("Läsgrupper", "Utbildningskontoret", "Verksamhetsplan"),
    ]


def test_it_belongs_to_one_thing(town: Town) -> None:
    with pytest.raises(OneHome):
        _add(town, "Läsgrupper")
    with pytest.raises(OneHome):
        _add(town, "Läsgrupper", node_id=town.goal, assignment_id=town.assignment())
    with pytest.raises(MissingText):
        _add(town, " ", node_id=town.goal)
    with pytest.raises(NotFound):
        _add(town, "Läsgrupper", node_id=town.goal, unit_id=1)
    assert _all(town) == ()


def test_its_days_and_status_say_when_it_is_late(town: Town) -> None:
    key = _add(town, "Läsgrupper", node_id=town.goal)
    yesterday = TODAY - timedelta(days=1)
    dates = partial(town.change, activities.set_dates, Activity, key)
    with pytest.raises(EndsBeforeStart):
        dates(starts=TODAY, ends=yesterday)
    dates(starts=None, ends=yesterday)
    assert [row.late for row in _all(town)] == [True]
    town.change(activities.set_status, Activity, key, status="done")
    assert [row.late for row in _all(town)] == [False]


def test_the_earliest_last_day_stands_first_in_the_list(town: Town) -> None:
    _add(town, "Utan dag", node_id=town.goal)
    _add(town, "Senare", node_id=town.goal, ends=TODAY + timedelta(days=9))
    _add(town, "Snart", node_id=town.goal, ends=TODAY)
    assert [row.title for row in ordered(_all(town))] == ["Snart", "Senare", "Utan dag"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_moving_up_and_down_keeps_every_activity_once(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    while len(_all(town)) < 4:
        _add(town, f"Steg {len(_all(town)) + 1}", node_id=town.goal)
    order = [row.id for row in _all(town)]
    for _ in range(6):
        key, step = dice.choice(order), dice.choice((-1, 1))
        place = order.index(key)
        if 0 <= place + step < len(order):
            town.change(activities.shift_activity, Activity, key, step=step)
            order.insert(place + step, order.pop(place))
        else:
            with pytest.raises(AtTheEnd):
                town.change(activities.shift_activity, Activity, key, step=step)
        assert [row.id for row in _all(town)] == order


def test_the_work_of_an_element_and_of_a_unit(town: Town) -> None:
    key = town.assignment(receiver_id=town.first, serves_id=town.goal)
    _add(town, "Läsgrupper", node_id=town.goal, unit_id=town.first)
    _add(town, "Inventera", assignment_id=key)
    of_goal = town.database.read(partial(work_of_node, node_id=town.goal, today=TODAY))
    assert [row.id for row in of_goal.assignments] == [key]
    assert [row.title for row in of_goal.activities] == ["Läsgrupper"]
    of_unit = town.database.read(partial(work_of_unit, unit_id=town.first, today=TODAY))
    assert [row.id for row in of_unit.assignments] == [key]
    assert {row.title for row in of_unit.activities} == {"Läsgrupper", "Inventera"}
    of_assignment = town.database.read(partial(activities_of, assignment_id=key, today=TODAY))
    assert [row.title for row in of_assignment] == ["Inventera"]
    assert (town.row(key).activities, town.row(key).activities_done) == (1, 0)


def test_a_name_that_somebody_typed_is_erased_everywhere(town: Town) -> None:
    key = _add(town, "Läsgrupper", node_id=town.goal)
    town.change(
        activities.set_responsible, Activity, key,
        responsible="Rektor", person_name="Åsa Prövärd", unit_id=None,
    )  # fmt: skip
    assert "Åsa Prövärd" in town.database.read(names_kept)
    path = town.database.path
    town.write(erase_person, name="åsa prövärd")
    row = town.database.read(partial(activity_row, activity_id=key, today=TODAY))
    assert row is not None
    assert (row.responsible, row.person_name) == ("Rektor", "raderad")
    assert "Åsa Prövärd".encode() not in path.read_bytes()


def test_when_its_element_is_removed_it_goes_too_or_to_whoever_takes_over(town: Town) -> None:
    first = town.node("verksamhetsplan", town.plan, "Verksamhetsplan A")
    second = town.node("verksamhetsplan", town.plan, "Verksamhetsplan B")
    _add(town, "Redan där", node_id=second)
    _add(town, "Läsgrupper", node_id=first)
    versions = {first: town.version(Node, first)}
    told = town.database.read(partial(deleting.removal, node_ids=[first]))
    assert told.activities == 1
    town.write(deleting.remove_nodes, versions=versions, heir_id=second)
    assert [(row.title, row.home_id) for row in _all(town)] == [("Redan där", second), ("Läsgrupper", second)]
    town.database.undo()
    town.write(deleting.remove_nodes, versions={first: town.version(Node, first)})
    assert [row.title for row in _all(town)] == ["Redan där"]
    town.database.undo()
    assert len(_all(town)) == 2


def test_it_is_renamed_noted_removed_and_found(town: Town) -> None:
    key = _add(town, "Läsgrupper", node_id=town.goal)
    town.change(activities.rename_activity, Activity, key, title="Läsgrupper i årskurs 1")
    town.change(activities.edit_note, Activity, key, note="Två gånger i veckan")
    hits = town.database.read(partial(search, text="årskurs"))
    assert [(hit.kind, hit.id, hit.context) for hit in hits] == [("activity", key, "Aktivitet")]
    town.change(activities.remove_activity, Activity, key)
    assert _all(town) == ()
    town.database.undo()
    assert [(row.title, row.note) for row in _all(town)] == [
        ("Läsgrupper i årskurs 1", "Två gånger i veckan")
    ]
