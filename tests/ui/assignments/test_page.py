"""The page Uppdrag over a real file: three tables, their figures, edits in place and in the inspector."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QPushButton

from app.models.assignments import Assignment
from app.services.assignments import activities, assignments
from app.services.assignments.views import activities_view, dialogues_view
from app.ui.parts.columns import ACCESSIBLE
from app.ui.parts.empty_state import EmptyState
from app.ui.shell.pages import page_for
from tests.conftest import TODAY
from tests.ui.assignments.conftest import Hands, Shown

_YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def filled(shown: Shown) -> Shown:
    """A late assignment, one that is done, one in time, and an activity of each kind."""
    town = shown.town
    late = town.assignment("Se över lokalerna", due=_YESTERDAY, receiver_id=town.first, serves_id=town.goal)
    done = town.assignment("Utred växeln", receiver_id=town.second)
    town.change(assignments.set_status, Assignment, done, status="done")
    town.assignment("Ta fram en plan för skolmaten", due=date(2027, 12, 31))
    town.write(activities.add_activity, title="Inventera", assignment_id=late, ends=_YESTERDAY)
    town.write(activities.add_activity, title="Läsgrupper", node_id=town.goal)
    return shown.show()


def _key(shown: Shown, title: str) -> int:
    return next(row.id for row in shown.town.rows() if row.title == title)


def test_an_empty_page_teaches_and_offers_the_first_step(shown: Shown) -> None:
    shown.show()
    first = shown.page.findChild(EmptyState)
    assert first is not None
    assert first.button.text() == "Nytt uppdrag"
    assert not shown.page._add_button.isVisible()
    assert shown.state == "Inga uppdrag än"


def test_the_sentence_counts_and_its_links_narrow(filled: Shown) -> None:
    assert filled.state == "3 uppdrag, 2 att göra, 1 försenat, 2 att återrapportera"
    assert filled.page.status == "3 av 3 uppdrag visas"
    filled.follow(1)
    assert filled.titles == ["Se över lokalerna"]
    assert filled.state.endswith("Visa alla")
    assert filled.page.status == "1 av 3 uppdrag visas"
    filled.follow(3)
    assert len(filled.titles) == 3


def test_a_filter_without_matches_says_so_and_offers_all(filled: Shown) -> None:
    filled.page.filter_field.setText("finns inte")
    assert filled.titles == []
    assert filled.state == "Inget uppdrag stämmer med urvalet. Visa alla"
    filled.follow(0)
    assert (len(filled.titles), filled.page.filter_field.text()) == (3, "")


def test_what_is_late_is_marked_with_a_sign_and_a_word(filled: Shown) -> None:
    rows = filled.page.tab.table.rows
    due = [column.key for column in rows.columns].index("due")
    assert rows.data(rows.index(0, due), ACCESSIBLE) == "2026-11-20, försenat"
    assert "Försenat. Skulle ha varit klart 20 november 2026." in _notices(filled)


def _notices(shown: Shown) -> list[str]:
    details = shown.page.inspector.details
    assert details is not None
    return [part.text for part in details.parts if type(part).__name__ == "Notice"]


def test_the_tables_keep_the_rules_of_a_model_through_every_change(filled: Shown) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(tab.table.rows, mode) for tab in filled.page._tabs.values()]
    key = filled.town.assignment("Nytt", due=TODAY)
    filled.reread()
    filled.page.filter_field.setText("ny")
    filled.page.filter_field.clear()
    filled.town.change(assignments.remove_assignment, Assignment, key)
    filled.reread()
    for tab in ("activities", "dialogues", "assignments"):
        filled.page._choose(tab)
    assert len(testers) == 3


def test_f2_renames_and_dates_in_place_as_one_step_each(filled: Shown) -> None:
    table, key = filled.page.tab.table, _key(filled, "Se över lokalerna")
    rows = table.rows
    assert rows.setData(rows.index(0, 0), "Se över skolorna", Qt.ItemDataRole.EditRole)
    due = [column.key for column in rows.columns].index("due")
    assert rows.setData(rows.index_of(key, due), "2027-06-30", Qt.ItemDataRole.EditRole)
    row = filled.town.row(key)
    assert (row.title, row.due) == ("Se över skolorna", date(2027, 6, 30))
    assert not rows.setData(rows.index_of(key, due), "i vår", Qt.ItemDataRole.EditRole)
    assert filled.told[-1].startswith("”i vår” är inte ett datum.")
    filled.space.undo()
    assert filled.town.row(key).due == _YESTERDAY


def test_the_inspector_edits_every_fact(filled: Shown) -> None:
    key = _key(filled, "Se över lokalerna")
    assert filled.page.show_place("assignment", key)
    assert filled.type("text", "Alla skolor")
    filled.part("funding").box.setCurrentText("Med tillskott")
    filled.part("funding").box.activated.emit(filled.part("funding").box.currentIndex())
    assert filled.type("amount", "1,5 mnkr")
    assert filled.type("starts", "2026-01-01")
    assert filled.type("giver", "Kommunstyrelsen")
    assert filled.type("decided", "2026-03-02")
    assert filled.type("paragraph", "§ 7")
    assert filled.type("number", "KS 2026/12")
    row = filled.town.row(key)
    assert (row.text, row.funding, row.amount) == ("Alla skolor", "extra", 150_000_000)
    assert (row.starts, row.due, row.giver) == (date(2026, 1, 1), _YESTERDAY, "Kommunstyrelsen")
    assert (row.decided_on, row.paragraph, row.registration_number) == (
        date(2026, 3, 2), "§ 7", "KS 2026/12",
    )  # fmt: skip


def test_an_amount_that_cannot_be_read_is_said_and_the_old_one_stays(filled: Shown) -> None:
    key = _key(filled, "Se över lokalerna")
    filled.town.change(assignments.set_funding, Assignment, key, funding="extra", amount=100)
    filled.reread()
    assert filled.page.show_place("assignment", key)
    assert not filled.type("amount", "mycket")
    assert "går inte att läsa" in filled.told[-1]
    assert filled.town.row(key).amount == 100


def test_a_new_assignment_gets_its_place_in_the_model(filled: Shown, hands: Hands) -> None:
    hands.will({"title": "Fler lärlingar", "receiver": "Paulinska skolan", "due": "2028"})
    filled.page.assignments._on_add("council")
    row = filled.town.row(_key(filled, "Fler lärlingar"))
    assert (row.giver, row.receiver, row.due) == ("Kommunfullmäktige", "Paulinska skolan", date(2028, 12, 31))
    assert row.element_level == "Uppdrag från fullmäktige"
    assert filled.page.tab.table.current_row().id == row.id
    filled.space.undo()
    assert "Fler lärlingar" not in filled.titles


def test_the_button_offers_both_kinds(filled: Shown) -> None:
    menu = filled.page.assignments.new_menu(filled.page)
    assert [one.text() for one in menu.actions()] == [
        "Uppdrag från fullmäktige…", "Särskilt uppdrag från nämnd…",
    ]  # fmt: skip


def test_a_report_is_asked_for_and_leaves_the_list(filled: Shown, hands: Hands) -> None:
    key = _key(filled, "Utred växeln")
    filled.page.show_place("assignment", key)
    hands.will({"day": "2026-12-24", "words": "Klart"}, {"day": "2026-11-20", "words": "Växeln räcker."})
    filled.button("Återrapportera…").click()
    assert "inte har varit än" in hands.seen[1]
    row = filled.town.row(key)
    assert (row.reported_on, row.report) == (_YESTERDAY, "Växeln räcker.")
    assert "1 att återrapportera" in filled.state


def test_removing_says_what_goes_with_it(filled: Shown, hands: Hands) -> None:
    key = _key(filled, "Se över lokalerna")
    filled.page.show_place("assignment", key)
    hands.will("Avbryt", "Ta bort")
    filled.button("Ta bort…").click()
    assert "1 aktivitet tas också bort." in hands.seen[0]
    assert key in {row.id for row in filled.town.rows()}
    filled.button("Ta bort…").click()
    assert key not in {row.id for row in filled.town.rows()}
    filled.space.undo()
    assert key in {row.id for row in filled.town.rows()}


def test_links_lead_to_the_served_element_and_the_unit(filled: Shown) -> None:
    filled.page.show_place("assignment", _key(filled, "Se över lokalerna"))
    details = filled.page.inspector.details
    assert details is not None
    facts = [fact for part in details.parts for fact in getattr(part, "rows", ())]
    for fact in facts:
        fact.on_click()
    assert filled.places == [("node", filled.town.goal), ("unit", filled.town.first)]


def test_activities_are_counted_edited_and_lead_home(filled: Shown) -> None:
    filled.page._choose("activities")
    assert filled.titles == ["Inventera", "Läsgrupper"]
    assert filled.state == "2 aktiviteter, 2 att göra, 1 försenad"
    key = filled.page.tab.table.current_row().id
    assert filled.type("responsible", "Lokalstrateg")
    assert filled.type("person", "Åsa Prövärd")
    assert filled.type("ends", "2027-01-31")
    assert filled.type("note", "Börja med matsalarna")
    filled.part("status").box.setCurrentText("Pågår")
    filled.part("status").box.activated.emit(filled.part("status").box.currentIndex())
    row = filled.page.activities._edits.row(key)
    assert row is not None
    assert (row.responsible, row.person_name, row.status) == ("Lokalstrateg", "Åsa Prövärd", "ongoing")
    assert (row.ends, row.note) == (date(2027, 1, 31), "Börja med matsalarna")
    filled.page._open_home(row)
    assert filled.page.tabs.choice == "assignments"
    assert filled.page.tab.table.current_row().title == "Se över lokalerna"


def test_an_activity_is_added_from_its_assignment_and_removed_again(filled: Shown, hands: Hands) -> None:
    filled.page.show_place("assignment", _key(filled, "Utred växeln"))
    hands.will({"title": "Fråga grannkommunerna", "ends": "2026-12-01"})
    filled.button("Lägg till aktivitet…").click()
    assert filled.page.tabs.choice == "activities"
    row = filled.page.tab.table.current_row()
    assert (row.title, row.home_title, row.unit) == (
        "Fråga grannkommunerna",
        "Utred växeln",
        "Paulinska skolan",
    )
    filled.page.tab.remove(row)
    assert "Fråga grannkommunerna" not in filled.titles
    assert filled.told[-1] == "”Fråga grannkommunerna” togs bort. Ctrl+Z ångrar."


def test_the_search_and_links_open_the_right_tab(filled: Shown) -> None:
    found = filled.town.database.read(partial(activities_view, today=TODAY))
    assert filled.page.show_place("activity", found[0].id)
    assert filled.page.tabs.choice == "activities"
    assert filled.page.show_place("staff_dialogue", filled.town.second)
    assert filled.page.tabs.choice == "dialogues"
    assert not filled.page.show_place("node", filled.town.goal)
    assert not filled.page.show_place("assignment", 1)
    for kind in ("assignment", "activity"):
        spec = page_for(kind)
        assert spec is not None
        assert spec.key == "assignments"


def test_dialogues_are_typed_in_the_grid_and_in_the_inspector(shown: Shown) -> None:
    shown.show()
    shown.page._choose("dialogues")
    rows = shown.page.tab.table.rows
    planned = [column.key for column in rows.columns].index("planned")
    unit = shown.town.first
    assert rows.setData(rows.index_of(unit, planned), "24", Qt.ItemDataRole.EditRole)
    assert not rows.setData(rows.index_of(unit, planned), "2,5", Qt.ItemDataRole.EditRole)
    assert "helt antal" in shown.told[-1]
    shown.page.tab.table.select(unit)
    assert shown.type("held", "20")
    assert shown.type("note", "Hålls i mars")
    assert shown.state.startswith("2026: 24 planerade samtal, 20 hållna, ")
    view = shown.town.database.read(partial(dialogues_view, year=2026, today=TODAY))
    row = next(one for one in view.rows if one.unit_id == unit)
    assert (row.planned, row.held, row.note) == (24, 20, "Hålls i mars")
    shown.space.set_working_year(2027)
    assert shown.state.startswith("2027: 0 planerade samtal")


def test_what_was_agreed_is_added_and_leads_back_to_the_unit(shown: Shown, hands: Hands) -> None:
    shown.show()
    shown.page._choose("dialogues")
    shown.page.tab.select(shown.town.second)
    hands.will({"title": "Handledning varannan vecka"})
    shown.button("Lägg till aktivitet…").click()
    row = shown.page.tab.table.current_row()
    assert (row.title, row.home) == ("Handledning varannan vecka", "dialogue")
    shown.page._open_home(row)
    assert shown.page.tab.table.current_row().unit == "Paulinska skolan"
    shown.space.set_working_year(2028)
    shown.page._open_home(row)
    assert "Välj verksamhetsåret 2026" in shown.told[-1]


def test_the_menu_of_a_row_holds_what_can_be_done_with_it(filled: Shown) -> None:
    menu = QMenu()
    filled.page.assignments.fill_menu(menu, filled.page.tab.table.current_row())
    words = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert words == [
        "Uppdrag från fullmäktige…", "Särskilt uppdrag från nämnd…", "Lägg till aktivitet…",
        "Återrapportera…", "Ta bort…", "Kopiera",
    ]  # fmt: skip
    filled.page._choose("activities")
    menu = QMenu()
    filled.page.activities.fill_menu(menu, filled.page.tab.table.current_row())
    entries = {one.text(): one for one in menu.actions()}
    entries["Markera som klar"].trigger()
    assert filled.state.startswith("2 aktiviteter, 1 att göra")
    assert "Gå till uppdraget" in entries


def test_enter_goes_to_the_first_field(filled: Shown) -> None:
    table = filled.page.tab.table
    table.row_activated.emit(table.current_row())
    assert filled.window.focusWidget() is filled.part("status").box


def test_in_a_file_open_for_reading_nothing_offers_to_write(
    filled: Shown, open_page: Callable[..., Shown]
) -> None:
    reader = open_page(read_only=True).show()
    assert not reader.page._add_button.isEnabled()
    assert not reader.page.inspector.findChildren(QPushButton)
    assert reader.part("due").field.isReadOnly()
    reader.page._choose("activities")
    assert not reader.page.inspector.findChildren(QPushButton)
    index = reader.page.tab.table.currentIndex()
    assert not reader.page.tab.table.rows.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_the_number_beside_the_page_counts_what_waits(shown: Shown) -> None:
    seen: list[int] = []
    shown.page.badge_changed.connect(seen.append)
    shown.town.assignment(due=_YESTERDAY)
    shown.show()
    assert seen[-1] == 1
