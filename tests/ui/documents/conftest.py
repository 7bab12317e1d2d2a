"""The page Dokument over a real file, shown in a window with its inspector."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.steering.documents.views import DocumentView
from app.services.storage import Database
from app.ui.documents.page import DocumentsPage
from app.ui.parts.jobs import begun
from app.ui.shell.workspace import Workspace
from tests.newfiles import create_file
from tests.ui.pages import PageWindow, _look
from tests.ui.steering.conftest import hands

__all__ = ["_look", "hands"]
CLOCK = fixed_clock(date(2010, 11, 21))


class Shown(PageWindow[DocumentsPage]):
    """The page with its workspace, and what it has said and asked for."""

    def __init__(self, database: Database) -> None:
        super().__init__(Workspace(database, CLOCK), DocumentsPage, (1280, 800))
        self.window.show()

    @property
    def titles(self) -> list[str]:
        """The titles that the register shows, in order."""
        rows = self.page.table.rows
        return [rows.value(rows.index(place, 0)).title for place in range(rows.rowCount())]

    @property
    def state(self) -> str:
        """The sentence under the title."""
        return self.page.head.state.plain_text()

    def follow(self, words: str) -> None:
        """Click a link of the sentence."""
        next(link for link in self.page.head.state.links() if words in link.text).on_click()

    def key(self, title: str) -> int:
        """The document whose title begins with these words."""
        assert self.page._view is not None
        return next(row.id for row in self.page._view.rows if row.title.startswith(title))

    def open(self, title: str, tab: int = 0) -> DocumentView:
        """Open a document at a tab."""
        assert self.page.open_document(self.key(title))
        self.page.document.open_tab(tab)
        return self.view

    @property
    def view(self) -> DocumentView:
        """The document that is open."""
        view = self.page.document.view
        assert view is not None
        return view

    def run(self, use_case: Callable[..., object], **values: object) -> None:
        """Run a use case on the document that is open."""
        call = partial(use_case, node_id=self.view.node_id, expected_version=self.view.version, **values)
        assert self.space.run(call) is not None

    def button(self, text: str, where: QWidget | None = None) -> QPushButton:
        """A button of the page, or of a part of it."""
        found = [one for one in (where or self.page).findChildren(QPushButton) if one.text() == text]
        return found[-1]


def show(database: Database, qtbot: QtBot) -> Shown:
    """The page on a file."""
    made = Shown(database)
    qtbot.addWidget(made.window)
    return made


def _close(shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)
    shown.window.hide()
    shown.space.close()


@pytest.fixture
def shown(example_of_2011: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    """The page on the example."""
    path = tmp_path / "exempel.styr"
    shutil.copy(example_of_2011, path)
    made = show(Database.open(path, clock=CLOCK, user="Kanslichef"), qtbot)
    yield made
    _close(made, qtbot)


@pytest.fixture
def bare(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    """The page on a file without a document."""
    path = tmp_path / "tom.styr"
    create_file(path, "strangnas", clock=CLOCK, user="Kanslichef", example_year=None)
    made = show(Database.open(path, clock=CLOCK, user="Kanslichef"), qtbot)
    yield made
    _close(made, qtbot)
