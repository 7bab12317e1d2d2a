"""Assignments on a real file: given, paid, decided, reported back, removed, and undone."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment
from app.models.budget import AssignmentFunding, BudgetPlan, Frame, PlanVersion
from app.models.errors import ChangedSince, Locked, MissingText, NotFound
from app.models.steering import Node
from app.services.assignments import activities, assignments
from app.services.assignments.errors import (
    AmountWithoutFunds,
    EndsBeforeStart,
    Funded,
    NegativeAmount,
    NotForAssignments,
    NotYetHappened,
    ReportWithoutDay,
    ServesOwnElement,
    StillServed,
)
from app.services.assignments.homes import givers, homes
from app.services.assignments.views import activity_row
from app.services.steering import contributing, decisions, deleting, nodes
from app.services.steering.decisions import Made
from app.services.steering.errors import DecidedStays, NotBelow
from app.services.storage import describe
from app.services.storage.search import search
from tests.conftest import TODAY
from tests.services.assignments.town import Town, count


def test_an_assignment_gets_its_element_in_the_same_step(town: Town) -> None:
    before = town.database.read(partial(count, model=Node))
    home = next(iter(town.database.read(partial(homes, kind="council"))))
    key = town.assignment(receiver_id=town.first, level_id=home.level_id, parent_id=home.parent_id)
    row = town.row(key)
    assert (row.element_level, row.receiver) == ("Uppdrag från fullmäktige", "Karinslundsskolan")
    assert town.database.read(partial(count, model=Node)) == before + 1
    assert town.database.undo_words == "Gav uppdraget ”Se över lokalerna”"
    town.database.undo()
    assert town.rows() == ()
    assert town.database.read(partial(count, model=Node)) == before
    town.database.redo()
    assert town.row(key).element_id == row.element_id


def test_the_model_says_where_each_kind_has_its_place(town: Town) -> None:
    words = [home.words for home in town.database.read(partial(homes, kind="council"))]
    assert words == ["Uppdrag från fullmäktige under ”Flerårsplan 2027–2029”"]
    assert town.database.read(partial(homes, kind="committee")) == ()
    plan = town.node("verksamhetsplan", town.plan, "Verksamhetsplan 2027–2029")
    found = town.database.read(partial(homes, kind="committee"))
    assert [(home.parent_id, home.kind) for home in found] == [(plan, "committee")]


def test_who_can_give_an_assignment(town: Town) -> None:
    council = town.database.read(partial(givers, kind="council", today=TODAY))
    others = town.database.read(partial(givers, kind="committee", today=TODAY))
    assert council == ("Kommunfullmäktige",)
    assert "Kommunfullmäktige" not in others
    assert "Barn- och utbildningsnämnden" in others


def test_a_level_for_something_else_or_in_another_place_is_refused(town: Town) -> None:
    with pytest.raises(NotForAssignments):
        town.assignment(level_id=town.level("koncernmal"), parent_id=town.declaration)
    with pytest.raises(NotBelow):
        town.assignment(level_id=town.level("kf_uppdrag"), parent_id=town.goal)
    assert town.rows() == ()


def test_without_a_name_there_is_no_assignment(town: Town) -> None:
    with pytest.raises(MissingText):
        town.assignment("  ")
    with pytest.raises(NotFound):
        town.assignment(receiver_id=1)


def test_the_element_follows_its_assignment(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    town.change(assignments.rename_assignment, Assignment, key, title="Se över skolorna")
    town.change(assignments.set_receiver, Assignment, key, unit_id=town.second)
    element = town.row(key).element_id or 0

    def told(session: Session) -> tuple[str, int | None]:
        node = session.get_one(Node, element)
        return node.current.title, node.unit_id

    assert town.database.read(told) == ("Se över skolorna", town.second)


def test_the_assignment_is_called_and_found_as_its_element(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    work = town.write(activities.add_activity, title="Inventera", assignment_id=key)
    element = town.row(key).element_id or 0
    town.change(nodes.rename_node, Node, element, title="Granska fastigheterna")
    found = town.database.read(partial(search, text="fastigheterna"))
    assert {(hit.kind, hit.id) for hit in found} == {("assignment", key), ("node", element)}
    assert town.database.read(partial(search, text="lokalerna")) == ()
    activity = town.database.read(partial(activity_row, activity_id=work, today=TODAY))
    assert activity is not None
    assert activity.home_title == town.row(key).title == "Granska fastigheterna"
    town.change(assignments.edit_text, Assignment, key, text="Alla")
    assert town.database.undo_words == "Ändrade beskrivningen av uppdraget ”Granska fastigheterna”"
    town.change(assignments.rename_assignment, Assignment, key, title="Se över allt")
    assert town.database.undo_words == "Döpte om uppdraget ”Granska fastigheterna” till ”Se över allt”"
    for _ in range(3):
        town.database.undo()
    assert {hit.kind for hit in town.database.read(partial(search, text="lokalerna"))} == {
        "assignment",
        "node",
    }
    assert town.database.read(partial(search, text="fastigheterna")) == ()


def test_a_new_version_of_the_element_names_the_assignment(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    element = town.row(key).element_id or 0
    made = Made("definitive", "decided", "Kommunfullmäktige", TODAY, "§ 9", None)
    town.change(decisions.record_decision, Node, element, made=made, today=TODAY)
    town.change(nodes.new_version, Node, element)
    town.change(nodes.rename_node, Node, element, title="Granska fastigheterna")
    found = town.database.read(partial(search, text="fastigheterna"))
    assert {hit.kind for hit in found} == {"assignment", "node"}


def test_a_decided_element_keeps_the_name_and_stays(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    element = town.row(key).element_id or 0
    made = Made("definitive", "decided", "Kommunfullmäktige", TODAY, "§ 9", None)
    town.change(decisions.record_decision, Node, element, made=made, today=TODAY)
    with pytest.raises(Locked):
        town.change(assignments.rename_assignment, Assignment, key, title="Annat")
    with pytest.raises(DecidedStays):
        town.change(assignments.remove_assignment, Assignment, key)
    assert town.row(key).title == "Se över lokalerna"


def test_only_extra_funds_have_an_amount(town: Town) -> None:
    key = town.assignment()
    funding = partial(town.change, assignments.set_funding, Assignment, key)
    with pytest.raises(AmountWithoutFunds):
        funding(funding="within", amount=100)
    with pytest.raises(NegativeAmount):
        funding(funding="extra", amount=-1)
    funding(funding="extra", amount=150_000_050)
    assert (town.row(key).funding, town.row(key).amount) == ("extra", 150_000_050)
    funding(funding="within", amount=None)
    assert town.row(key).amount is None


def test_longer_than_three_years_is_warned_of_and_not_refused(town: Town) -> None:
    key = town.assignment()
    term = partial(town.change, assignments.set_term, Assignment, key)
    with pytest.raises(EndsBeforeStart):
        term(starts=date(2027, 1, 2), due=date(2027, 1, 1))
    term(starts=date(2027, 1, 1), due=date(2031, 12, 31))
    assert town.row(key).warnings == ("längre än 3 år",)


def test_the_lists_hold_what_is_open_late_and_to_be_reported(town: Town) -> None:
    late = town.assignment("Sent", due=TODAY - timedelta(days=1))
    done = town.assignment("Klart")
    town.assignment("I tid", due=TODAY + timedelta(days=1))
    town.change(assignments.set_status, Assignment, done, status="done")
    rows = town.rows()
    assert [row.title for row in rows] == ["Sent", "I tid", "Klart"]
    assert [row.id for row in rows if row.late] == [late]
    assert {row.id for row in rows if row.awaits_report} == {late, done}
    report = partial(town.change, assignments.set_report, Assignment, today=TODAY)
    report(done, reported_on=TODAY, report="Lokalerna räcker.")
    assert not town.row(done).awaits_report


def test_a_report_and_a_decision_have_days_that_have_been(town: Town) -> None:
    key, tomorrow = town.assignment(), TODAY + timedelta(days=1)
    report = partial(town.change, assignments.set_report, Assignment, key, today=TODAY)
    with pytest.raises(ReportWithoutDay):
        report(reported_on=None, report="Klart")
    with pytest.raises(NotYetHappened, match="Återrapporteringen"):
        report(reported_on=tomorrow, report=None)
    decide = partial(town.change, assignments.set_decision, Assignment, key, today=TODAY)
    with pytest.raises(NotYetHappened, match="Beslutet"):
        decide(decided_on=tomorrow, paragraph=None, registration_number=None)
    decide(decided_on=TODAY, paragraph=" § 12 ", registration_number="")
    row = town.row(key)
    assert (row.decided_on, row.paragraph, row.registration_number) == (TODAY, "§ 12", None)


def test_it_serves_another_element_but_never_its_own(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    served = partial(town.change, assignments.set_served, Assignment, key)
    with pytest.raises(ServesOwnElement):
        served(serves_id=town.row(key).element_id)
    served(serves_id=town.goal)
    assert town.row(key).serves == "Varje barn klarar skolan"


def test_a_form_that_is_outdated_is_refused(town: Town) -> None:
    key = town.assignment()
    version = town.version(Assignment, key)
    town.write(assignments.edit_text, assignment_id=key, text="Nytt", expected_version=version)
    with pytest.raises(ChangedSince):
        town.write(assignments.edit_text, assignment_id=key, text="Annat", expected_version=version)


def test_saying_the_same_again_changes_nothing(town: Town) -> None:
    key = town.assignment(due=TODAY)
    version = town.version(Assignment, key)
    town.change(assignments.set_status, Assignment, key, status="planned")
    town.change(assignments.set_term, Assignment, key, starts=None, due=TODAY)
    town.change(assignments.set_receiver, Assignment, key, unit_id=None)
    assert town.version(Assignment, key) == version


def test_it_is_removed_with_activities_and_element_and_comes_back_by_undo(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    town.write(activities.add_activity, title="Inventera", assignment_id=key)
    before = town.row(key)
    town.change(assignments.remove_assignment, Assignment, key)
    assert town.database.undo_words == "Tog bort uppdraget ”Se över lokalerna” och 1 aktivitet"
    assert town.database.read(lambda s: s.scalars(select(Activity)).all()) == []
    assert town.database.read(lambda s: s.get(Node, before.element_id)) is None
    town.database.undo()
    assert town.row(key).activities == 1
    assert town.row(key).element_id == before.element_id


def test_it_is_not_removed_while_others_serve_its_element(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    element = town.row(key).element_id or 0
    plan = town.node("verksamhetsplan", town.plan, "Verksamhetsplan")
    town.change(contributing.add_contribution, Node, plan, to_id=element)
    with pytest.raises(StillServed):
        town.change(assignments.remove_assignment, Assignment, key)
    assert town.row(key).element_id == element


def test_it_is_not_removed_while_a_frame_gives_money_for_it(town: Town) -> None:
    key = town.assignment()

    def fund(session: Session) -> None:
        frame = Frame(
            unit_id=town.first, year=2027, fundings=[AssignmentFunding(assignment_id=key, amount=5)]
        )
        version = PlanVersion(position=1, stage="preliminary", name="Preliminär", frames=[frame])
        session.add(BudgetPlan(name="Budget 2027", first_year=2027, years=1, versions=[version]))
        describe(session, "Budgeterade")

    town.write(fund)
    with pytest.raises(Funded, match="får tillskott i ramen för Karinslundsskolan 2027"):
        town.change(assignments.remove_assignment, Assignment, key)


def test_when_its_element_is_removed_elsewhere_the_assignment_stays(town: Town) -> None:
    home = town.database.read(partial(homes, kind="council"))[0]
    key = town.assignment(level_id=home.level_id, parent_id=home.parent_id)
    element = town.row(key).element_id or 0
    versions = {element: town.version(Node, element)}
    told = town.database.read(partial(deleting.removal, node_ids=[element]))
    assert told.assignments == 1
    town.write(deleting.remove_nodes, versions=versions)
    assert (town.row(key).title, town.row(key).element_id) == ("Se över lokalerna", None)
    town.database.undo()
    assert town.row(key).element_id == element
