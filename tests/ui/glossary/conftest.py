"""The page Ordlista over a real file, in a window with its inspector beside."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.services.clock import fixed_clock
from app.services.steering.glossary import TermRow
from app.services.storage import Database
from app.ui.glossary.page import GlossaryPage
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.shell.workspace import Workspace
from tests.newfiles import create_file
from tests.ui.pages import Keep, PageWindow, _look, keep, told

__all__ = ["_look", "keep", "told"]
CLOCK = fixed_clock(date(2010, 11, 21))
OpenPage = Callable[..., "Shown"]


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ordlista") / "tom.styr"
    create_file(path, "ljusnarsberg", clock=CLOCK, user="Kanslichef", example_year=None)
    return path


@pytest.fixture
def open_page(tmp_path: Path, _made: Path, keep: Keep) -> OpenPage:
    def open_(*, read_only: bool = False, model: bool = True) -> Shown:
        path = tmp_path / "ord.styr"
        if model:
            shutil.copy(_made, path)
        else:
            Database.create(path, clock=CLOCK, user="Kanslichef").close()
        database = Database.open(path, clock=CLOCK, user="Kanslichef", read_only=read_only)
        return keep(Shown(Workspace(database, CLOCK)))

    return open_


@pytest.fixture
def shown(open_page: OpenPage) -> "Shown":
    """The page over a file with a model."""
    return open_page()


class Shown(PageWindow[GlossaryPage]):
    """The page with its inspector, and what a user sees of them."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space, GlossaryPage)
        self.table = self.page.table
        self.window.show()

    def choose(self, word: str, *, own: bool) -> TermRow:
        """Make a word current."""
        row: TermRow = next(one for one in self.table.rows._rows if (one.word, one.own) == (word, own))
        assert self.table.select(row.key)
        return row

    @property
    def current(self) -> TermRow:
        """The current word."""
        row: TermRow = self.table.current_row()
        return row

    @property
    def words(self) -> list[str]:
        """The words that are shown, from the top."""
        return [row.shown for row in self.table.rows.shown]

    @property
    def state(self) -> str:
        """The sentence under the title."""
        return self.page.head.state.plain_text()

    def field(self, label: str) -> FieldWidget:
        """A field of the inspector."""
        return next(
            part
            for part in self.inspector.parts
            if isinstance(part, FieldWidget) and part.field.accessibleName() == label
        )

    def write(self, label: str, text: str) -> bool:
        """Write in a field and leave it."""
        field = self.field(label).field
        field.setText(text) if hasattr(field, "setText") else field.setPlainText(text)
        return self.field(label).settle()
