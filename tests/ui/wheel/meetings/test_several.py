"""Several meetings at once: the days follow what is typed and are looked through before they are added."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.wheel.meetings.several import SeveralDialog
from tests.ui.wheel.meetings.conftest import Meetings


@pytest.fixture
def dialog(meetings: Meetings, qtbot: QtBot) -> SeveralDialog:
    made = SeveralDialog(meetings.space, meetings.view, 2026, "Valnämnden", ("Kommunstyrelsen",))
    qtbot.addWidget(made)
    return made


def write(dialog: SeveralDialog, text: str) -> None:
    dialog.days.setPlainText(text)
    dialog.look()


def test_the_days_of_a_pattern_are_ticked_but_not_the_red_ones(dialog: SeveralDialog) -> None:
    write(dialog, "varje fredag från 24 april till 15 maj")
    words = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    assert words == [
        "fre 24 april 2026", "fre 1 maj 2026 · Första maj", "fre 8 maj 2026", "fre 15 maj 2026 · klämdag",
    ]  # fmt: skip
    assert dialog.chosen == (date(2026, 4, 24), date(2026, 5, 8), date(2026, 5, 15))
    assert dialog.said == "3 sammanträden läggs till, 1 av dagarna hoppas över."


def test_a_day_is_left_out_by_taking_its_tick_away(dialog: SeveralDialog, meetings: Meetings) -> None:
    write(dialog, "24 april\n8 maj")
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.begins.setText("15.00")
    dialog._add.click()
    rows = meetings.plan.of_body("Valnämnden")
    assert [(row.starts, row.begins) for row in rows] == [(date(2026, 5, 8), "15:00")]
    meetings.space.undo()
    assert meetings.plan.of_body("Valnämnden") == ()


def test_what_cannot_be_read_is_said_in_the_dialog(dialog: SeveralDialog) -> None:
    write(dialog, "då och då")
    assert "går inte att läsa som dagar" in dialog.said
    assert dialog.chosen == ()
    assert not dialog._add.isEnabled()
    write(dialog, "8 maj")
    assert dialog._add.isEnabled()
    dialog.body.setText("  ")
    dialog.look()
    assert not dialog._add.isEnabled()


def test_a_day_on_which_the_body_meets_cannot_be_ticked(dialog: SeveralDialog, meetings: Meetings) -> None:
    there = meetings.plan.of_body("Kommunstyrelsen")[0]
    dialog.body.setText("Kommunstyrelsen")
    write(dialog, there.starts.isoformat())
    item = dialog.list.item(0)
    assert "sammanträder redan" in item.text()
    assert item.flags() == Qt.ItemFlag.NoItemFlags
    assert not dialog._add.isEnabled()


def test_a_refusal_stays_in_the_dialog(dialog: SeveralDialog, meetings: Meetings) -> None:
    write(dialog, "8 maj")
    dialog.begins.setText("på kvällen")
    dialog._add.click()
    assert "klockslag" in dialog.said
    assert meetings.plan.of_body("Valnämnden") == ()
