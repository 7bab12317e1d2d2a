"""The whole window on the example: looking changes nothing, editing is kept, undone and found again."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.steering.modelviews import model_views
from app.services.steering.views import steering_view
from app.services.storage import Database
from app.ui.parts.memory import memory
from app.ui.parts.theme import theme
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PAGES
from app.ui.shell.preferences import Preferences
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.ui.killed_window import GOAL, RENAMED, rename_goal, walk

ROOT = Path(__file__).resolve().parents[2]
_EDIT, _DISPLAY = Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole
_EDITABLE = Qt.ItemFlag.ItemIsEditable
_MOST_VIEWS = 60
#: Pages that have sections or a picture instead of rows.
_ROWLESS = frozenset({"overview", "wheel", "economy"})
#: Pages that the example has something on, but not much.
_SMALL = frozenset({"assignments"})


@pytest.fixture
def file(example_of_2027: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_of_2027, tmp_path / "Kommunens fil å.styr"))


@pytest.fixture
def opened(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    yield from opening(file, clock, qapp, qtbot)


def opening(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a file, closed afterwards."""
    theme().install(qapp, "light")
    memory().load({})
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    files = FileController(window, window.preferences, clock)
    assert files.open_path(file)
    yield window
    files.close_file()


def entries(window: MainWindow) -> int:
    """How many changes the log of the open file holds."""
    from app.services.storage import changelog

    assert window.workspace is not None
    return window.workspace.read(changelog.last_number)


def places(view: QAbstractItemView) -> list[QModelIndex]:
    """Every row of a view."""
    rows = range(view.model().rowCount())
    return walk(view) if isinstance(view, QTreeView) else [view.model().index(row, 0) for row in rows]


def look_through(page: QWidget) -> int:
    """Visit every view that is seen, also those that come while others are visited; gives the rows."""
    visited: list[QAbstractItemView] = []

    def look() -> int:
        looked_at = 0
        while fresh := [
            view for view in page.findChildren(QAbstractItemView) if view.isVisible() and view not in visited
        ]:
            visited.append(fresh[0])
            assert len(visited) < _MOST_VIEWS
            for place in places(fresh[0]):
                fresh[0].setCurrentIndex(place)
                looked_at += 1 + look()
        return looked_at

    return look()


@pytest.mark.parametrize("page_key", [spec.key for spec in PAGES])
def test_looking_at_every_row_of_a_page_changes_nothing(opened: MainWindow, page_key: str) -> None:
    before = entries(opened)
    page = opened.work.open_page(page_key)
    looked_at = look_through(page)
    for spec in PAGES:
        opened.work.open_page(spec.key)
    assert opened.work.settle()
    assert entries(opened) == before
    assert opened.workspace is not None
    assert opened.workspace.undo_words is None
    assert page_key in _ROWLESS or looked_at >= (1 if page_key in _SMALL else 25)


@pytest.mark.parametrize("model_key", [model.key for model in model_views()])
def test_every_page_teaches_its_first_step_in_a_new_file_of_every_model(
    model_key: str, tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "Ny.styr"
    create_file(path, model_key, clock=clock, user="Prov", example_year=None)
    for window in opening(path, clock, qapp, qtbot):
        before = entries(window)
        for spec in PAGES:
            page = window.work.open_page(spec.key)
            assert page.accessibleName()
            look_through(page)
        assert entries(window) == before


def titles_in(database: Database) -> set[str]:
    """What stands in the hierarchy of a file."""
    return database.read(lambda session: {row.title for row in steering_view(session, today=TODAY).rows})


def first_amount(window: MainWindow) -> tuple[QAbstractItemView, QModelIndex]:
    """The first cell of the budget grid that can be typed in."""
    page = window.work.open_page("budget")
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                place = model.index(row, column)
                if model.flags(place) & _EDITABLE and "5" in str(model.data(place, _DISPLAY)):
                    return view, place
    raise AssertionError("no amount can be typed")


def test_a_renamed_goal_and_a_changed_frame_are_undone_one_by_one_and_found_after_closing(
    opened: MainWindow, file: Path, clock: Clock
) -> None:
    space = opened.workspace
    assert space is not None
    assert rename_goal(opened)
    view, place = first_amount(opened)
    before = view.model().data(place, _DISPLAY)
    assert view.model().setData(place, 777_000_00, _EDIT)
    assert view.model().data(place, _DISPLAY) == "777"
    space.undo()
    assert view.model().data(place, _DISPLAY) == before
    space.redo()
    assert view.model().data(place, _DISPLAY) == "777"
    space.undo()
    space.undo()
    assert space.undo_words is None
    space.redo()
    space.redo()
    space.close()
    database = Database.open(file, clock=clock, user="Prov")
    assert titles_in(database) & {GOAL, RENAMED} == {RENAMED}
    database.close()


def test_what_was_edited_before_the_process_was_killed_is_there(file: Path, clock: Clock) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.killed_window", file], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    database = Database.open(file, clock=clock, user="Prov")
    assert titles_in(database) & {GOAL, RENAMED} == {RENAMED}
    database.close()
