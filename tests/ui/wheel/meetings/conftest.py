"""The view of meetings over a real file: the example around 2027, or one in which nobody meets yet."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.services.wheel.meetings import MeetingPlan, MeetingRow, meeting_plan
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity
from app.ui.shell.workspace import Workspace
from app.ui.wheel.meetings.tab import MeetingsView
from tests.conftest import TODAY
from tests.ui.pages import _look
from tests.ui.steering.conftest import Hands, hands

__all__ = ["Hands", "_look", "hands"]
CLOCK = fixed_clock(TODAY)
COUNCIL = "KF beslut om Övergripande strategier och budget"
BUDGET_MEETING = date(2026, 11, 30)
_EDIT = Qt.ItemDataRole.EditRole


class Meetings:
    """The view in a window, what it says, and what is stored."""

    def __init__(self, space: Workspace, qtbot: QtBot) -> None:
        self.space = space
        self.told: list[str] = []
        space.told.connect(lambda text, _kind: self.told.append(text))
        self.chosen: list[object] = []
        self.view = MeetingsView(space)
        self.view.selected.connect(self.chosen.append)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 600)
        space.changed.connect(lambda _changes: self.show())
        self.show()
        self.view.show()

    def show(self) -> None:
        """Show the year as it is stored."""
        call = partial(wheel_view, year=2026, today=TODAY)
        self.view.show_view(self.space.read(call), WheelOptions())

    @property
    def plan(self) -> MeetingPlan:
        """The stored meetings of the year."""
        return self.space.read(partial(meeting_plan, year=2026))

    def meeting(self, body: str, day: date) -> MeetingRow:
        """A stored meeting."""
        return next(row for row in self.plan.rows if (row.body, row.starts) == (body, day))

    def activity(self, title: str) -> Activity:
        """The stored activity whose title begins so."""
        view = self.space.read(partial(wheel_view, year=2026, today=TODAY))
        return next(one for one in view.activities if one.title.startswith(title))

    def shown(self) -> list[Any]:
        """The rows that the filter lets through."""
        model = self.view.table.model()
        return [self.view.table.rows.value(model.index(place, 0)) for place in range(model.rowCount())]

    def type(self, row: MeetingRow, column: str, text: str) -> bool:
        """Type in a cell of the plan and press Enter."""
        rows = self.view.table.rows
        place = next(n for n, one in enumerate(rows.columns) if one.key == column)
        return bool(self.view.table.model().setData(rows.index_of(row.key, place), text, _EDIT))


@pytest.fixture
def open_meetings(
    tmp_path: Path, example_of_2027: Path, heby_without_rows: Path, qtbot: QtBot
) -> Iterator[Callable[..., Meetings]]:
    made: list[Meetings] = []

    def open_(*, bare: bool = False, read_only: bool = False) -> Meetings:
        path = tmp_path / "kommun.styr"
        shutil.copy(heby_without_rows if bare else example_of_2027, path)
        database = Database.open(path, clock=CLOCK, user="A", read_only=read_only)
        made.append(Meetings(Workspace(database, CLOCK), qtbot))
        return made[-1]

    yield open_
    for shown in made:
        shown.view.hide()
        shown.space.close()


@pytest.fixture
def meetings(open_meetings: Callable[..., Meetings]) -> Meetings:
    """The view over the example."""
    return open_meetings()
