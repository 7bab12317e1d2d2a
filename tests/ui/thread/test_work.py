"""Assignments and activities in the thread: seen in graph and list, told of, and opened where they belong."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.assignments import Activity
from app.services.storage import describe
from app.ui.parts.details import Fact, Facts, Notice
from tests.ui.thread.conftest import GOAL, Shown


def _facts(shown: Shown) -> dict[str, Fact]:
    assert shown.inspector.details is not None
    (found,) = (part for part in shown.inspector.details.parts if isinstance(part, Facts))
    return {fact.label: fact for fact in found.rows}


def _add(shown: Shown) -> int:
    goal = shown.row(GOAL).id

    def add(session: Session) -> int:
        describe(session, "Lade till en aktivitet")
        row = Activity(node_id=goal, title="Hembesök", responsible="Enhetschef", ends=date(2026, 3, 31))
        session.add(row)
        session.flush()
        return row.id

    written = shown.space.run(add)
    assert written is not None
    shown.settle()
    return written.value


def test_a_new_activity_is_seen_at_once_in_graph_and_list(shown: Shown) -> None:
    key = _add(shown)
    assert shown.graph.picture is not None
    assert shown.graph.picture.box(key) is not None
    assert key in {node.value.id for node in shown.page.thread_view.listed.rows.walk()}
    assert shown.page.status.endswith(", 1 uppdrag och 2 aktiviteter")


def test_the_inspector_tells_of_it_and_opens_it_on_its_own_page(shown: Shown) -> None:
    key = _add(shown)
    shown.page.thread_view.listed.select(key)
    shown.settle()
    assert shown.graph.current == key
    details = shown.inspector.details
    assert details is not None
    assert (details.kicker, details.title) == ("Aktivitet", "Hembesök")
    facts = {label: fact.value for label, fact in _facts(shown).items()}
    assert facts == {
        "Hör till": shown.row(GOAL).title, "Ansvarig": "Enhetschef", "Status": "Planerad",
        "Tid": "till 2026-03-31",
    }  # fmt: skip
    (notice,) = (part for part in details.parts if isinstance(part, Notice))
    assert notice.text == "Försenad, skulle ha varit klart 31 mars 2026."
    shown.button("Öppna på sidan Uppdrag").click()
    assert shown.places == [("activity", key)]


def test_an_assignment_leads_to_its_goal_and_its_activities_to_it(shown: Shown) -> None:
    thread = shown.page.thread_shown
    assert thread is not None
    assignment, activity = (each.work for each in thread.works)
    shown.page._choose(activity.id)
    on_click = _facts(shown)["Hör till"].on_click
    assert on_click is not None
    on_click()
    assert shown.graph.current == assignment.id
    assert _facts(shown)["Mottagare"].value == assignment.unit
    shown.button("Öppna på sidan Uppdrag").click()
    assert shown.places == [("assignment", assignment.id)]


def test_what_is_done_is_never_a_centre_of_its_own(shown: Shown) -> None:
    thread = shown.page.thread_shown
    assert thread is not None
    key = thread.works[0].work.id
    shown.page.show_thread_of(key)
    assert (shown.page._centre, shown.graph.current) == (thread.centre, key)
