"""A window over a real file, with pages of its own that count what is asked of them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.clock import Clock, fixed_clock
from app.services.storage import Database
from app.ui.parts.details import Details, Field
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import Page, draft_keeper
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PAGES
from app.ui.shell.preferences import Preferences
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.services.storage import towns
from tests.ui.pages import _look

__all__ = ["_look"]
UseCase = Callable[[Session], Any]
SCHOOL = "Kyrkskolan"


def rename(name: str) -> UseCase:
    """A use case that gives the school another name, whatever it was."""

    def use_case(session: Session) -> int:
        version = session.get_one(Unit, towns.SCHOOL).version
        return towns.rename_unit(session, unit_id=towns.SCHOOL, name=name, expected_version=version)

    return use_case


def said(name: str) -> str:
    """What stands in the log and beside undo after `rename`."""
    return f"Bytte namn på enheten till {name}"


def school(database: Database) -> str:
    """The school's name as it is stored."""
    name = select(Unit.name).where(Unit.id == towns.SCHOOL)
    return str(database.read(lambda session: session.scalar(name)))


class PlainPage(Page):
    """A page that counts its loads, remembers places and has a text to write in its inspector."""

    shows_kinds = frozenset({"unit"})
    chapter = "organisation"

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        self.loads = 0
        self.places: list[tuple[str, object]] = []
        self.filter_field = FilterField()
        self.add_action(self.filter_field)
        self.set_content(QLabel("innehåll"))
        self.inspector = Inspector()

    def load(self) -> None:
        self.loads += 1
        self.set_title("Sida", "En mening.")
        self.set_status(f"läst {self.loads}")
        name = school(self.workspace.database)  # type: ignore[attr-defined]
        field = Field(
            "name",
            "Namn",
            name,
            self.commit,
            draft=draft_keeper(self.workspace, f"unit:{towns.SCHOOL}:name", "Namn, skolan"),
        )
        assert self.inspector is not None
        self.inspector.show_details(Details(towns.SCHOOL, "Enhet", name, (field,)))

    def commit(self, text: str) -> bool:
        """Refuses what is empty, as real fields do."""
        if not text.strip():
            self.workspace.tell("Namnet saknas.", "error")
            return False
        return self.workspace.run(rename(text)) is not None

    def show_place(self, kind: str, key: object) -> bool:
        self.places.append((kind, key))
        return key != 404


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stad") / "mall.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Anna")
    database.write(towns.found_town)
    database.close()
    return path


MakeTown = Callable[[str], Path]


@pytest.fixture
def make_town(_founded: Path, tmp_path: Path) -> MakeTown:
    """Puts a file with a town in it beside the others."""

    def make(name: str) -> Path:
        return Path(shutil.copy(_founded, tmp_path / name))

    return make


@pytest.fixture
def file(make_town: MakeTown) -> Path:
    return make_town("Ljusnarsberg.styr")


@pytest.fixture
def database(file: Path, clock: Clock) -> Iterator[Database]:
    opened = Database.open(file, clock=clock, user="Anna")
    yield opened
    opened.close()


@pytest.fixture
def space(database: Database, clock: Clock, qtbot: QtBot) -> Workspace:
    return Workspace(database, clock)


@pytest.fixture
def reading(database: Database, file: Path, clock: Clock, qtbot: QtBot) -> Iterator[Workspace]:
    """The same file, opened a second time by somebody else."""
    space = Workspace(Database.open(file, clock=clock, user="Bo"), clock)
    yield space
    space.close()


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    specs = {spec.key: replace(spec, factory="tests.ui.shell.conftest:PlainPage") for spec in PAGES}
    monkeypatch.setattr("app.ui.shell.work_area._SPECS", specs)


@pytest.fixture
def window(qtbot: QtBot, plain_pages: None) -> MainWindow:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def working(window: MainWindow, space: Workspace) -> MainWindow:
    from app.services.storage import search

    finder = lambda text: space.read(partial(search.search, text=text))  # noqa: E731
    window.show_workspace(space, "Säters kommun", "Exempelkommun.", finder)
    return window


@pytest.fixture
def files(window: MainWindow, clock: Clock) -> Iterator[FileController]:
    files = FileController(window, window.preferences, clock)
    yield files
    if window.workspace is not None:
        window.workspace.close()
