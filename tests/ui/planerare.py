"""Somebody who plans the year in the whole window: by its menus, keys, pointer and dialogs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.wheel.meetings import MeetingRow, meeting_plan
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity
from app.ui.parts.jobs import begun
from app.ui.parts.links import Link, Sentence
from app.ui.shell.main_window import MainWindow
from app.ui.wheel.detail_form import Form
from app.ui.wheel.importing.dialog import CalendarDialog
from app.ui.wheel.meetings.tab import MeetingsView
from app.ui.wheel.page import MEETINGS, WHEEL, WheelPage
from app.ui.wheel.wheel_face import WheelFace
from tests.conftest import TODAY
from tests.ui.steering.conftest import Hands
from tests.ui.test_journey import opening
from tests.ui.wheel.conftest import COUNCIL, ShownWheel

KF = "Kommunfullmäktige"
_EDIT = Qt.ItemDataRole.EditRole


def plain(text: str) -> str:
    """The text with one ordinary space between words, and no marks of where words may be cut."""
    return " ".join(text.replace("\u00a0", " ").replace("\u00ad", "").split())


class Planerare(ShownWheel):
    """The window and its page Årshjul, and hands that answer what is asked."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        assert window.workspace is not None
        self.main, self.bot, self.space = window, bot, window.workspace
        self.hands = Hands()
        self.told: list[str] = []
        self.space.told.connect(lambda text, _kind: self.told.append(text))

    @property
    def page(self) -> WheelPage:  # type: ignore[override]
        """The page Årshjul, opened."""
        page = self.main.work.open_page("wheel")
        assert isinstance(page, WheelPage)
        return page

    @property
    def wheel(self) -> WheelFace:
        """The wheel itself."""
        self.page.show_face(WHEEL)
        self.see("hjulet")
        face = self.page.faces.current
        assert isinstance(face, WheelFace)
        return face

    @property
    def meetings(self) -> MeetingsView:
        """The meetings of the year."""
        self.page.show_face(MEETINGS)
        self.see("sammanträden")
        view = self.page.faces.current
        assert isinstance(view, MeetingsView)
        return view

    def see(self, _what: str) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self) -> None:
        """Until what is done in the background is done."""
        self.bot.waitUntil(lambda: not begun() and self.space.jobs.current is None, timeout=30_000)
        self.see("efter väntan")

    def stored(self, year: int = 2026) -> dict[str, Any]:
        """Everything of a year as it is in the file now, but for how often it has been written."""
        view = self.space.read(partial(wheel_view, year=year, today=TODAY, start_month=1))
        meetings = self.space.read(partial(meeting_plan, year=year)).rows
        found = {
            "activities": {one.title: replace(one, version=0) for one in view.activities},
            "meetings": [replace(row, version=0) for row in meetings],
        }
        return found | {name: getattr(view, name) for name in ("orders", "notices", "legal")}

    def council(self) -> Activity:
        """The council's decision on the budget."""
        return self.activity(COUNCIL)

    def meeting(self, day: date) -> MeetingRow:
        """The council's meeting of a day."""
        plan = self.space.read(partial(meeting_plan, year=day.year))
        return next(row for row in plan.rows if (row.body, row.starts) == (KF, day))

    def type_day(self, row: MeetingRow, text: str) -> bool:
        """Type another day for a meeting in the plan, and press Enter."""
        table = self.meetings.table
        assert table.select(row.key)
        place = next(n for n, column in enumerate(table.rows.columns) if column.key == "day")
        done = bool(table.model().setData(table.rows.index_of(row.key, place), text, _EDIT))
        self.see(f"flyttat till {text}")
        return done

    def open(self, title: str) -> Form:
        """Open the details of an activity."""
        one = self.activity(title)
        self.page.open_details(one.key)
        self.see(f"detaljer {title}")
        return Form(self.page, one, self.view)

    def menu(self, key: str, words: str) -> None:
        """Choose an entry in one of the page's menus."""
        menu: QMenu = self.page._menus[key]
        menu.aboutToShow.emit()
        entry = next(one for one in menu.actions() if one.text().startswith(words))
        assert entry.isEnabled()
        entry.trigger()

    def links(self, widget: Any) -> dict[str, Link]:
        """The links of a part of the window, by their words."""
        labels = [label for label in widget.findChildren(Sentence) if label.isVisibleTo(widget)]
        return {plain(link.text): link for label in labels for link in label.links()}

    def export(self, words: str, path: Path, patch: pytest.MonkeyPatch, **asked: str) -> bytes:
        """Choose an export in the menu, answer its dialog, and read what was written."""
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
        if asked:
            self.hands.will(asked)
        self.menu("export", words)
        self.wait()
        assert path.name in self.told[-1]
        return path.read_bytes()

    def hand_in(self, path: Path) -> CalendarDialog | None:
        """Read a calendar, and wait for the dialog; None when the file was refused."""
        reading = self.page.importing
        reading.read(path)
        self.wait()
        return reading.dialog

    def refused(self) -> str:
        """The last that was said."""
        return plain(self.told[-1])


def sitting_down(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Planerare]:
    """A window on a file, closed when its work has ended."""
    for window in opening(file, clock, qapp, qtbot):
        window.resize(1440, 900)
        yield Planerare(window, qtbot)
        qtbot.waitUntil(lambda: not begun(), timeout=30_000)
