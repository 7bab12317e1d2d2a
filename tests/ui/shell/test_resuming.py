"""On the pages as they are: an interrupted text comes back in each kind of field that keeps drafts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.clock import Clock, fixed_clock
from app.services.storage import Database, drafts
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import Preferences
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.ui.shell.acting import press, space_of, work_of

#: How a field is named from the row that is found, by the page that shows it.
FIELDS = {
    "steering": (
        "node:{0}:text",
        "SELECT node_id FROM node_version WHERE locked = 0 ORDER BY title DESC LIMIT 1",
    ),
    "organisation": (
        "unit:{0}:note",
        "SELECT id FROM unit WHERE performer IS NOT NULL ORDER BY name LIMIT 1",
    ),
    "agreements": (
        "agreement_text:{0}:part.{1}",
        "SELECT agreement.id, agreement_part.id FROM agreement JOIN agreement_part USING (kind_id) "
        "JOIN node ON node.id = agreement.node_id JOIN node_version AS version "
        "ON version.node_id = node.id AND version.number = node.current_number WHERE locked = 0 LIMIT 1",
    ),
    "budget": (
        "frame:{0}:priority",
        "SELECT frame.id FROM frame JOIN plan_version AS version ON version.id = plan_version_id "
        "WHERE locked = 0 AND year = 2027 LIMIT 1",
    ),
    "economy": ("scenario:{0}:note", "SELECT id FROM scenario ORDER BY position LIMIT 1"),
}
TYPED = "En halv mening som"


@pytest.fixture(scope="module")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exempel") / "exempel.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(TODAY), user="Prov", example_year=2027)
    return path


@pytest.fixture
def example(_example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_example, tmp_path / "exempel.styr"))


@pytest.fixture
def opened(qtbot: QtBot, clock: Clock) -> Iterator[FileController]:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    files = FileController(window, window.preferences, clock)
    yield files
    files.close_file()


def interrupt(path: Path, clock: Clock, name: str, query: str) -> None:
    """Leave a draft behind, as a crash would."""
    database = Database.open(path, clock=clock, user="Anna")
    keys = database.read(lambda session: session.execute(text(query)).one())
    field = name.format(*keys)
    database.write_unlogged(
        lambda session: drafts.save_draft(session, field=field, label="Fältet", text=TYPED, clock=clock)
    )
    database.close()


@pytest.mark.parametrize("page", FIELDS)
def test_an_interrupted_text_comes_back_and_becomes_one_change(
    opened: FileController, example: Path, clock: Clock, page: str
) -> None:
    interrupt(example, clock, *FIELDS[page])
    assert opened.open_path(example)
    window = opened._window
    press("Fortsätt skriva")
    work_of(window).messages._sentence.linkActivated.emit("0")
    assert work_of(window).current == page
    assert work_of(window).messages.text == ""
    assert space_of(window).undo_words is None
    assert window.settle()
    assert space_of(window).undo_words is not None
    assert space_of(window).read(drafts.list_drafts) == ()
    space_of(window).undo()
    assert space_of(window).undo_words is None
