"""The Qt binding itself: the version is one that does not wear out None."""

import sys

import PySide6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_that_return_nothing_leave_none_as_it_was(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses a reference to None with each such call and ends the process (Python < 3.12)."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("")
    before = sys.getrefcount(None)
    for number in range(2_000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 200


def test_the_binding_is_of_the_series_that_was_measured() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)
