"""The organisation on a day, for whatever a history may hold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.models.organisation import Unit, UnitSuccession
from app.services.organisation import rules
from app.services.organisation.succession import MERGED, MOVED, RENAMED, SPLIT, as_of, steps_by_unit

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
KEYS = st.integers(1, 5)


@st.composite
def _units(draw: st.DrawFn) -> list[Unit]:
    made = []
    for key in range(1, 6):
        parent = draw(st.none() | KEYS)
        start = draw(st.none() | DAYS)
        length = draw(st.none() | st.integers(0, 900))
        end = None if start is None or length is None else start + timedelta(days=length)
        made.append(Unit(id=key, name=f"Enhet {key}", parent_id=parent, valid_from=start, valid_to=end))
    return made


@st.composite
def _steps(draw: st.DrawFn) -> list[UnitSuccession]:
    made = []
    for key in range(1, draw(st.integers(0, 6)) + 1):
        unit = draw(KEYS)
        step = UnitSuccession(id=key, from_unit_id=unit, to_unit_id=unit, happened_on=draw(DAYS))
        if draw(st.booleans()):
            step.how, step.old_parent_id = MOVED, draw(st.none() | KEYS)
        else:
            step.how, step.old_name = RENAMED, f"Förr {key}"
        made.append(step)
    return made


@given(_units(), _steps(), DAYS)
def test_a_day_shows_each_unit_that_holds_once_in_a_tree_without_loops(
    units: list[Unit], steps: list[UnitSuccession], on: date
) -> None:
    found = as_of(units, steps, on=on)
    holding = {unit.id for unit in units if rules.valid_on(unit.valid_from, unit.valid_to, on)}
    assert sorted(each.unit_id for each in found) == sorted(holding)
    parents = {each.unit_id: each.parent_id for each in found}
    assert {parent for parent in parents.values() if parent is not None} <= holding
    for key in parents:
        above, seen = parents[key], {key}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = parents[above]


@given(_units(), _steps())
def test_after_the_last_change_names_are_those_of_now(units: list[Unit], steps: list[UnitSuccession]) -> None:
    on = date(2029, 1, 1)
    assert {each.name for each in as_of(units, steps, on=on)} <= {unit.name for unit in units}


@given(_units(), st.lists(DAYS, min_size=1, max_size=4, unique=True))
def test_between_two_changes_of_name_the_name_is_the_one_of_that_time(
    units: list[Unit], days: list[date]
) -> None:
    unit = units[0]
    unit.valid_from = unit.valid_to = None
    days = sorted(days)
    steps = [
        UnitSuccession(
            id=place, from_unit_id=1, to_unit_id=1, how=RENAMED, old_name=f"Namn {place}", happened_on=day
        )
        for place, day in enumerate(days)
    ]
    for place, day in enumerate(days):
        names = {each.unit_id: each.name for each in as_of(units, steps, on=day - timedelta(days=1))}
        assert names[1] == f"Namn {place}"
    names = {each.unit_id: each.name for each in as_of(units, steps, on=days[-1])}
    assert names[1] == unit.name


def test_only_what_leads_to_another_unit_is_a_step_and_a_merger_brings_everything() -> None:
    day = date(2026, 1, 1)
    rows = [
        UnitSuccession(from_unit_id=1, to_unit_id=1, happened_on=day, how=MOVED),
        UnitSuccession(from_unit_id=1, to_unit_id=2, happened_on=day, how=MERGED),
        UnitSuccession(from_unit_id=3, to_unit_id=2, happened_on=day, how=SPLIT),
    ]
    assert steps_by_unit(rows) == {
        1: [rules.Step(1, 2, day, rules.WHOLE)],
        3: [rules.Step(3, 2, day, None)],
    }
