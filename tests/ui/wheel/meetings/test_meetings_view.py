"""The meeting plan: typed in as a grid, moved within the law, filtered, and one with the other faces."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.wheel.meetings import menus
from app.ui.wheel.meetings.negotiations import negotiation_lines
from tests.ui.wheel.meetings.conftest import BUDGET_MEETING, COUNCIL, Hands, Meetings

KF, KS = "Kommunfullmäktige", "Kommunstyrelsen"
Open = Callable[..., Meetings]


@pytest.fixture
def council(meetings: Meetings) -> Meetings:
    """The budget is treated at the council's meeting in November."""
    row = meetings.meeting(KF, BUDGET_MEETING)
    if all(one.key != meetings.activity(COUNCIL).key for one in row.activities):
        assert meetings.view.edits.treat_at(meetings.activity(COUNCIL).key, row)
    return meetings


def texts(meetings: Meetings, key: str) -> list[str]:
    column = next(one for one in meetings.view.table.rows.columns if one.key == key)
    return [column.text(row) for row in meetings.shown()]


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


def filled(meetings: Meetings) -> dict[str, QAction]:
    menu = QMenu(meetings.view)
    menus.fill_meeting(menu, meetings.view, meetings.view.table.current_row())
    return entries(menu)


def test_all_meetings_stand_in_the_order_of_days_with_their_days(meetings: Meetings) -> None:
    plan = meetings.plan
    assert [row.key for row in meetings.shown()] == [row.key for row in plan.rows]
    place = [row.starts for row in plan.rows].index(BUDGET_MEETING)
    assert texts(meetings, "day")[place] == "mån 30 nov"
    row = plan.rows[place]
    assert row.summons_on is not None
    assert texts(meetings, "summons")[place].split()[0] == str(row.summons_on.day)


def test_the_list_begins_with_the_meetings_to_come(meetings: Meetings, qtbot: QtBot) -> None:
    table = meetings.view.table
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() > 0, timeout=2000)
    coming = table.rows.index_of(meetings.meeting(KF, BUDGET_MEETING).key, 0)
    assert table.viewport().rect().contains(table.visualRect(coming).center())
    assert table.current_row() is None


def test_a_body_is_filtered_by(meetings: Meetings) -> None:
    meetings.view.bodies.chosen.emit(KF)
    assert {row.body for row in meetings.shown()} == {KF}
    meetings.view.bodies.chosen.emit("")
    assert len(meetings.shown()) == len(meetings.plan.rows)


def test_time_place_and_adjusting_are_typed_in_their_cells(meetings: Meetings) -> None:
    row = meetings.plan.rows[0]
    assert meetings.type(row, "begins", "9.15")
    row = meetings.plan.rows[0]
    assert row.begins == "09:15"
    assert meetings.type(row, "place", "Gruvan")
    assert meetings.type(meetings.plan.rows[0], "adjusted", row.last.isoformat())
    row = meetings.plan.rows[0]
    assert (row.place, row.adjusted_on) == ("Gruvan", row.last)


def test_what_cannot_be_read_is_said_and_nothing_changes(meetings: Meetings) -> None:
    before = meetings.plan
    assert not meetings.type(before.rows[0], "begins", "kvällen")
    assert not meetings.type(before.rows[0], "day", "i höst kanske")
    assert not meetings.type(before.rows[0], "adjusted", "igår")
    assert "klockslag" in meetings.told[0]
    assert len(meetings.told) == 3
    assert meetings.plan == before


def test_a_meeting_is_moved_by_typing_its_day_and_what_is_treated_moves_along(council: Meetings) -> None:
    before = council.activity(COUNCIL).when
    assert council.type(council.meeting(KF, BUDGET_MEETING), "day", "24 november")
    row = council.meeting(KF, date(2026, 11, 24))
    assert [one.key for one in row.activities] == [council.activity(COUNCIL).key]
    assert council.activity(COUNCIL).when.words == "24 november"
    council.space.undo()
    assert council.activity(COUNCIL).when == before


def test_past_november_the_reasons_and_the_day_of_the_tax_rate_are_asked_for(
    council: Meetings, hands: Hands
) -> None:
    hands.will({"reason": "Statsbidragen kom sent", "tax": "2026-11-23"})
    assert council.type(council.meeting(KF, BUDGET_MEETING), "day", "10 december")
    one = council.activity(COUNCIL)
    assert (one.when.last, one.exception_reason) == (date(2026, 12, 10), "Statsbidragen kom sent")
    assert one.tax_rate_on == date(2026, 11, 23)
    assert "11 kap. 10 och 11\u00a0§§" in hands.seen[0]


def test_without_reasons_nothing_is_moved(council: Meetings, hands: Hands) -> None:
    hands.will(None)
    assert not council.type(council.meeting(KF, BUDGET_MEETING), "day", "10 december")
    assert council.activity(COUNCIL).when.last == BUDGET_MEETING


def test_past_december_the_paragraph_is_said_and_nothing_moves(council: Meetings) -> None:
    row = council.meeting(KF, BUDGET_MEETING)
    assert not council.type(row, "day", "2027-01-12")
    assert council.told
    assert council.meeting(KF, BUDGET_MEETING) == row


def test_a_body_that_meets_already_refuses_another_meeting_that_day(meetings: Meetings, hands: Hands) -> None:
    asked = {"body": KF, "day": "30 november", "begins": "", "place": ""}
    hands.will(asked, {"day": "1 december", "begins": "18"})
    meetings.view.add()
    row = meetings.meeting(KF, date(2026, 12, 1))
    assert row.begins == "18:00"
    assert "har redan ett sammanträde" in hands.seen[1]
    assert meetings.view.table.current_row().key == row.key


def test_a_meeting_with_activities_is_removed_after_a_question(council: Meetings, hands: Hands) -> None:
    key, when = council.meeting(KF, BUDGET_MEETING).key, council.activity(COUNCIL).when
    council.view.table.select(key)
    hands.will("Ta bort")
    council.view.remove()
    assert COUNCIL.split()[0] in hands.seen[0]
    assert all(row.key != key for row in council.plan.rows)
    assert council.activity(COUNCIL).when == when
    council.space.undo()
    assert council.meeting(KF, BUDGET_MEETING).activities


def test_a_meeting_is_cancelled_and_made_tentative_in_its_menu(meetings: Meetings) -> None:
    first = meetings.plan.rows[0]
    meetings.view.table.select(first.key)
    filled(meetings)["Preliminärt"].trigger()
    filled(meetings)["Inställt"].trigger()
    row = meetings.plan.rows[0]
    assert (row.tentative, row.cancelled) == (True, True)
    assert texts(meetings, "remarks")[0].startswith("Inställt")
    assert not filled(meetings)["Behandla en aktivitet här…"].isEnabled()


def test_an_activity_is_placed_at_a_meeting_and_taken_from_it(meetings: Meetings, hands: Hands) -> None:
    row = next(one for one in meetings.plan.rows if one.body == KS and one.starts > date(2026, 11, 21))
    meetings.view.table.select(row.key)
    hands.will({"activity": "Varje utförare utarbetar en verksamhetsplan (september–november)"})
    filled(meetings)["Behandla en aktivitet här…"].trigger()
    one = meetings.activity("Varje utförare")
    assert (one.meeting, one.when.first) == (row.key, row.starts)
    meetings.view.edits.release(one.key)
    assert meetings.activity("Varje utförare").meeting is None


def test_the_days_around_a_body_s_meetings_are_its_rule(meetings: Meetings, hands: Hands) -> None:
    rule = next(one for one in meetings.view.rules if one.body == KF)
    hands.will(
        {"summons_days": "3"}, {"summons_days": "8", "documents_days": "15", "adjusting_days": "x"}, None
    )
    meetings.view.edits.rule(rule)
    assert "minst 7 dagar" in hands.seen[0]
    assert "minst 7 dagar före sammanträdet" in hands.seen[1]
    assert "helt antal dagar" in hands.seen[2]
    hands.will({"documents_days": "15", "summons_days": "8", "adjusting_days": "10"})
    meetings.view.edits.rule(rule)
    found = next(one for one in meetings.plan.rules if one.body == KF)
    assert (found.documents_days, found.summons_days, found.adjusting_days) == (15, 8, 10)


def test_a_red_day_and_a_squeezed_day_are_remarked(meetings: Meetings, hands: Hands) -> None:
    for day in ("1 maj", "15 maj"):
        hands.will({"body": "Valnämnden", "day": day})
        meetings.view.add()
    said = [text for row, text in zip(meetings.shown(), texts(meetings, "remarks"), strict=True)
            if row.body == "Valnämnden"]  # fmt: skip
    assert "Första maj" in said[0]
    assert "klämdag" in said[1]


def test_choosing_an_activity_elsewhere_chooses_its_meeting_quietly(council: Meetings) -> None:
    council.chosen.clear()
    council.view.select(council.activity(COUNCIL).key)
    assert council.view.table.current_row().starts == BUDGET_MEETING
    assert council.chosen == []
    council.view.select(None)


def test_choosing_a_meeting_chooses_what_is_treated_there(council: Meetings) -> None:
    council.view.table.select(council.plan.rows[0].key)
    council.chosen.clear()
    council.view.table.select(council.meeting(KF, BUDGET_MEETING).key)
    assert council.chosen == [council.activity(COUNCIL).key]


def test_a_link_opens_a_meeting_also_when_another_body_is_shown(meetings: Meetings) -> None:
    row = meetings.meeting(KF, BUDGET_MEETING)
    meetings.view.bodies.chosen.emit(KS)
    assert meetings.view.show_place("meeting", row.key)
    assert meetings.view.table.current_row().key == row.key
    assert not meetings.view.show_place("meeting", 404)
    assert not meetings.view.show_place("unit", row.key)


def test_negotiations_stand_before_their_decisions_and_are_typed(council: Meetings, hands: Hands) -> None:
    view = council.view
    view.lists.choose("negotiations")
    view._show_list()
    hands.will({"activity": COUNCIL, "party": "Vision", "planned": "2026-12-07"})
    view.add()
    assert view.view is not None
    line = next(one for one in negotiation_lines(view.view) if one.row.party == "Vision")
    assert (line.remark, line.wrong) == ("Efter beslutet", True)
    assert view.negotiations.current_row().key == line.key
    edits = view.negotiating
    assert not edits.change("held_on", line, "snart")
    assert edits.change("held_on", line, "2026-11-20")
    line = next(one for one in negotiation_lines(view.view) if one.row.party == "Vision")
    assert (line.remark, line.held) == ("Klar", True)
    count = len(negotiation_lines(view.view))
    view.negotiations.select(line.key)
    view.remove()
    assert len(negotiation_lines(view.view)) == count - 1


def test_a_file_in_which_nobody_meets_teaches(open_meetings: Open) -> None:
    view = open_meetings(bare=True).view
    assert view.stack.currentWidget() is view._empty
    view.lists.choose("negotiations")
    view._show_list()
    assert view.stack.currentWidget() is view._none


def test_nothing_can_be_changed_in_a_file_that_is_open_for_reading(open_meetings: Open) -> None:
    meetings = open_meetings(read_only=True)
    view = meetings.view
    assert not view.adding.isEnabled()
    assert not view.several.isEnabled()
    view.table.select(meetings.plan.rows[0].key)
    assert not any(filled(meetings)[name].isEnabled() for name in ("Ta bort", "Inställt", "Ändra uppgifter…"))
    before = meetings.plan
    view.remove()
    assert not meetings.type(before.rows[0], "place", "Gruvan")
    assert meetings.plan == before


def test_everything_that_takes_focus_has_a_name(meetings: Meetings, qtbot: QtBot) -> None:
    view = meetings.view
    for widget in (view.table, view.negotiations, view.lists, view.more):
        assert widget.accessibleName()


def test_the_plan_goes_out_and_calendars_come_in_from_the_menu(
    meetings: Meetings, open_meetings: Open
) -> None:
    def offered(shown: Meetings) -> dict[str, QAction]:
        menu = QMenu(shown.view)
        menus.fill_more(menu, shown.view)
        return entries(menu)

    full = offered(meetings)
    assert "Sammanträden som kalenderfil (.ics)…" in full
    assert "Sammanträden som Excel…" in full
    assert full["Läs in kalender (.ics, Excel)…"].isEnabled()
    bare = offered(open_meetings(bare=True, read_only=True))
    assert not any(name.startswith("Sammanträden som") for name in bare)
    assert not bare["Läs in kalender (.ics, Excel)…"].isEnabled()
