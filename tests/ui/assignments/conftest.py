"""The page over a real file with Strängnäs' model, and hands that fill in its dialogs."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.services.storage import Database
from app.ui.assignments.page import AssignmentsPage
from app.ui.parts.links import Sentence
from app.ui.shell.workspace import Workspace
from tests.services.assignments.conftest import _town_file
from tests.services.assignments.town import CLOCK, Town
from tests.ui.pages import Keep, PageWindow, _look, keep, told
from tests.ui.steering.conftest import Hands, hands

__all__ = ["Hands", "_look", "_town_file", "hands", "keep", "told"]


class Shown(PageWindow[AssignmentsPage]):
    """The page in a window with its inspector beside, and the town in its file."""

    def __init__(self, database: Database, keys: dict[str, int]) -> None:
        super().__init__(Workspace(database, CLOCK), AssignmentsPage, (1300, 800))
        self.town = Town.__new__(Town)
        self.town.__dict__.update(keys, database=database)

    def show(self) -> "Shown":
        """Show the window."""
        self.window.show()
        return self

    def reread(self) -> None:
        """What was written past the window is read."""
        self.page.refresh()

    @property
    def state(self) -> str:
        """The sentence under the title."""
        return self.page.head.findChildren(Sentence)[0].plain_text()

    def follow(self, number: int) -> None:
        """Click a link in the sentence under the title."""
        self.page.head.findChildren(Sentence)[0].linkActivated.emit(str(number))

    @property
    def titles(self) -> list[str]:
        """The first column of the table that is shown."""
        rows = self.page.tab.table.rows
        return [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]

    def part(self, key: str) -> Any:
        """The widget of a field, choice or tick in the inspector."""
        details = self.page.inspector.details
        assert details is not None
        place = next(n for n, part in enumerate(details.parts) if getattr(part, "key", None) == key)
        return self.page.inspector.parts[place]

    def type(self, key: str, text: str) -> bool:
        """Type in a field of the inspector and leave it."""
        field = self.part(key).field
        field.setFocus()
        field.selectAll()
        field.insert(text) if hasattr(field, "insert") else field.setPlainText(text)
        field.draft.touched()
        return bool(self.part(key).settle())


@pytest.fixture
def open_page(tmp_path: Path, _town_file: tuple[Path, dict[str, int]], keep: Keep) -> Callable[..., Shown]:
    def open_(*, read_only: bool = False) -> Shown:
        path = tmp_path / "stad.styr"
        if not path.exists():
            shutil.copy(_town_file[0], path)
        database = Database.open(path, clock=CLOCK, user="Prov", read_only=read_only)
        return keep(Shown(database, _town_file[1]))

    return open_


@pytest.fixture
def shown(open_page: Callable[..., Shown]) -> Shown:
    """The page, not yet seen, so that a test can write first."""
    return open_page()
