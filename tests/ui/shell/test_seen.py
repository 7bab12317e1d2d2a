"""What waits until the window is seen."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell import seen
from app.ui.shell.seen import WhenSeen


class _Window(QWidget):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def paintEvent(self, _event: object) -> None:
        self._told.append("målad")


def test_the_work_begins_after_the_first_paint_and_once(qtbot: QtBot) -> None:
    told: list[str] = []
    window = _Window(told)
    qtbot.addWidget(window)
    WhenSeen(window, lambda: told.append("börjad"))
    window.show()
    assert "börjad" not in told
    qtbot.waitUntil(lambda: "börjad" in told)
    assert told[0] == "målad"
    window.repaint()
    window.hide()
    window.show()
    qtbot.wait(50)
    assert told.count("börjad") == 1


def test_a_window_that_nobody_sees_does_not_hold_the_work_up(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "AT_LATEST_MS", 30)
    told: list[str] = []
    window = _Window(told)
    qtbot.addWidget(window)
    WhenSeen(window, lambda: told.append("börjad"))
    qtbot.waitUntil(lambda: told == ["börjad"])
    window.show()
    qtbot.waitUntil(lambda: "målad" in told)
    qtbot.wait(50)
    assert told.count("börjad") == 1
