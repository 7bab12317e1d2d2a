"""The page over a real file, in a window with its inspector beside."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.services.clock import fixed_clock
from app.services.steering.views import NodeRow
from app.services.storage import Database
from app.ui.shell.workspace import Workspace
from app.ui.thread.page import ThreadPage
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.ui.pages import Keep, PageWindow, _look, keep, told

__all__ = ["_look", "keep", "told"]
OpenPage = Callable[..., "Shown"]
CLOCK = fixed_clock(TODAY)
GOAL = "Brukarna är trygga"


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tom") / "tom.styr"
    create_file(path, "ljusnarsberg", clock=CLOCK, user="A", example_year=None)
    return path


@pytest.fixture
def open_page(tmp_path: Path, example_of_2027: Path, _empty_file: Path, keep: Keep) -> OpenPage:
    def open_(*, empty: bool = False, read_only: bool = False) -> Shown:
        path = tmp_path / "kommun.styr"
        shutil.copy(_empty_file if empty else example_of_2027, path)
        database = Database.open(path, clock=CLOCK, user="A", read_only=read_only)
        return keep(Shown(Workspace(database, CLOCK)))

    return open_


@pytest.fixture
def shown(open_page: OpenPage) -> "Shown":
    """The page with the example."""
    return open_page()


class Shown(PageWindow[ThreadPage]):
    """The page in a window, with what it said and where it went."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space, ThreadPage, (1280, 800))
        self.graph = self.page.graph
        self.window.show()
        self.settle()
        if self.page._threads is not None and self.page._threads.rows:
            self.page.show_thread_of(self.row(GOAL).id)
            self.page._back.clear()
            self.page._show_thread(moved=True)
            self.settle()

    def settle(self) -> None:
        """Let Qt lay out, paint, and delete what was replaced."""
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def row(self, title: str) -> NodeRow:
        """The first element whose title begins with these words."""
        threads = self.page._threads
        assert threads is not None
        return next(row for row in threads.rows.values() if row.title.startswith(title))

    def row_of_unit(self, level: str, unit: str) -> int:
        """The key of a unit's element on a level."""
        threads = self.page._threads
        assert threads is not None
        return next(row.id for row in threads.rows.values() if (row.level, row.unit) == (level, unit))

    def title(self, key: int | None) -> str:
        """The title of an element."""
        threads = self.page._threads
        assert threads is not None
        return threads.rows[key].title if key is not None else ""

    def go_to(self, view: str) -> None:
        """Show another view."""
        self.page._go_to_view(view)
        self.settle()

    def button(self, text: str) -> QPushButton:
        """A button of the inspector."""
        self.settle()
        return next(one for one in self.inspector.findChildren(QPushButton) if one.text() == text)

    @property
    def said(self) -> str:
        """The sentence under the title."""
        return self.page.head.state.plain_text()
