"""Columns give way where the meeting plan is narrow, and what they said stands in a tooltip."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.parts.table_view import TableView
from tests.ui.wheel.meetings.conftest import BUDGET_MEETING, Meetings

KF = "Kommunfullmäktige"


def shown(table: TableView) -> list[str]:
    return [one.key for n, one in enumerate(table.rows.columns) if not table.isColumnHidden(n)]


def widen(meetings: Meetings, qapp: QApplication, width: int) -> None:
    meetings.view.resize(width, 600)
    qapp.processEvents()


def place(table: TableView, key: str) -> int:
    return next(n for n, one in enumerate(table.rows.columns) if one.key == key)


@pytest.mark.parametrize("width", [640, 666, 720, 800, 900, 1100, 1400])
def test_neither_list_scrolls_sideways(meetings: Meetings, qapp: QApplication, width: int) -> None:
    for choice, table in (("plan", meetings.view.table), ("negotiations", meetings.view.negotiations)):
        meetings.view.lists.choose(choice)
        meetings.view._show_list()
        widen(meetings, qapp, width)
        assert table.horizontalScrollBar().maximum() == 0


def test_the_days_around_a_meeting_and_what_it_treats_are_seen_beside_the_details(
    meetings: Meetings, qapp: QApplication
) -> None:
    widen(meetings, qapp, 666)
    assert shown(meetings.view.table) == ["day", "body", "documents", "summons", "in_force", "activities"]
    widen(meetings, qapp, 1300)
    assert {"begins", "adjusted", "remarks"} <= set(shown(meetings.view.table))


def test_date_party_and_protocol_of_a_negotiation_are_seen_beside_the_details(
    meetings: Meetings, qapp: QApplication
) -> None:
    meetings.view.lists.choose("negotiations")
    meetings.view._show_list()
    widen(meetings, qapp, 666)
    assert shown(meetings.view.negotiations) == ["decision", "kind", "party", "planned", "held", "protocol"]


def test_what_gave_way_is_told_by_the_pointer(meetings: Meetings) -> None:
    row = meetings.meeting(KF, BUDGET_MEETING)
    tips = {one.key: one.tooltip(row) for one in meetings.view.table.rows.columns if one.tooltip}
    assert "Klockan 18.30" in tips["day"]
    assert row.place
    assert row.place in tips["body"]
    assert "Justeras senast" in tips["in_force"]


def test_a_column_that_the_user_has_chosen_stays(meetings: Meetings, qapp: QApplication) -> None:
    table = meetings.view.table
    widen(meetings, qapp, 666)
    table.columns_shown.show_column(place(table, "adjusted"), True)
    widen(meetings, qapp, 660)
    assert "adjusted" in shown(table)
    table.columns_shown.show_column(place(table, "begins"), False)
    widen(meetings, qapp, 1300)
    assert "begins" not in shown(table)
