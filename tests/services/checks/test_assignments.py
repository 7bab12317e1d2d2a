"""Findings of assignments, activities, participation and imposed figures, on files broken on purpose."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.models.assignments import Activity, Assignment
from app.models.scorecard import Indicator
from app.models.steering import Node
from app.services.assignments import activities, assignments
from app.services.checks.assignments import assignment_findings
from app.services.checks.finding import Finding
from app.services.scorecard import figures
from app.services.steering import nodes
from app.services.steering.goalextras import participation
from app.services.storage import Database
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.services.assignments.conftest import _town_file, town
from tests.services.assignments.town import CLOCK, Town

__all__ = ["_town_file", "town"]
_YESTERDAY = TODAY - timedelta(days=1)


def _found(database: Database) -> list[Finding]:
    return database.read(lambda session: list(assignment_findings(session, today=TODAY)))


def _codes(town: Town) -> list[str]:
    return [each.code for each in _found(town.database)]


def test_a_town_without_work_has_nothing_to_tell(town: Town) -> None:
    assert _found(town.database) == []


def test_a_late_assignment_without_receiver_is_told_twice(town: Town) -> None:
    key = town.assignment(due=_YESTERDAY)
    assert sorted(_codes(town)) == ["assignment-late", "assignment-without-receiver"]
    late = next(each for each in _found(town.database) if each.code == "assignment-late")
    assert (late.severity, late.kind, late.key) == ("warning", "assignment", key)
    assert late.message == "”Se över lokalerna” skulle ha varit klart 20 november 2026."
    town.change(assignments.set_receiver, Assignment, key, unit_id=town.first)
    town.change(assignments.set_status, Assignment, key, status="cancelled")
    assert _codes(town) == []


def test_what_is_done_is_told_until_it_is_reported_back(town: Town) -> None:
    key = town.assignment(receiver_id=town.first)
    town.change(assignments.set_status, Assignment, key, status="done")
    assert _codes(town) == ["assignment-report-overdue"]
    town.change(assignments.set_report, Assignment, key, reported_on=TODAY, report=None, today=TODAY)
    assert _codes(town) == []


def test_a_committees_assignment_without_a_last_day_is_noted(town: Town) -> None:
    town.assignment(kind="committee", receiver_id=town.first)
    (found,) = _found(town.database)
    assert (found.code, found.severity) == ("assignment-term", "note")
    assert found.message == "”Se över lokalerna” saknar slutdag."


def test_an_activity_past_its_end_is_told(town: Town) -> None:
    key = town.write(activities.add_activity, title="Läsgrupper", node_id=town.goal, ends=_YESTERDAY)
    assert _codes(town) == ["activity-past-its-end"]
    town.change(activities.set_status, Activity, key, status="done")
    assert _codes(town) == []


def test_a_unit_plan_without_staff_is_noted_where_the_model_has_it(town: Town) -> None:
    plan = town.node("verksamhetsplan", town.plan, "Verksamhetsplan")
    office = town.node("kontorsplan", plan, "Kontorsplan", town.office)
    own = town.node("arbetsplan", office, "Arbetsplan 2027", town.first)
    assert _codes(town) == ["no-staff-participation"]
    town.change(participation.record_staff, Node, own, participants=20, today=TODAY)
    assert _codes(town) == []


def test_a_unit_that_lacks_an_obligatory_figure_is_told(town: Town) -> None:
    key = town.change(figures.add_indicator, Node, town.goal, name="Frånvaro", owner_unit_id=town.office)
    town.change(figures.set_obligatory, Indicator, key, obligatory=True)
    assert _codes(town) == ["unit-lacks-obligatory-figure"] * 2
    found = _found(town.database)[0]
    assert (found.kind, found.key) == ("unit", town.first)
    assert found.message == (
        "Karinslundsskolan har inget utfall för ”Frånvaro”, som är ålagt av Utbildningskontoret."
    )


@pytest.fixture
def heby(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "heby.styr"
    create_file(path, "heby", clock=CLOCK, user="Prov", example_year=None)
    database = Database.open(path, clock=CLOCK, user="Prov")
    yield database
    database.close()


def test_in_heby_an_effektmal_must_be_accepted_by_whoever_does_it(heby: Database) -> None:
    hands = Town.__new__(Town)
    hands.database = heby
    goal = hands.write(
        nodes.add_node, level_id=hands.level("effektmal"), parent_id=None, title="Fler väljer cykel"
    )
    assert [each.code for each in _found(heby)] == ["goal-not-accepted"]
    answer = partial(hands.change, participation.record_acceptance, Node, goal, today=TODAY)
    answer(accepted=False, happened_on=_YESTERDAY)
    assert [each.code for each in _found(heby)] == ["goal-not-accepted"]
    answer(accepted=True, happened_on=TODAY)
    assert _found(heby) == []
