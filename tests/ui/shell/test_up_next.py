"""The status line says what is next in the wheel, opens it, and follows changes."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.checks.nextup import NextUp, count_ahead, read_next
from app.services.clock import Clock
from app.services.storage import Database
from app.services.storage.errors import CannotOpen
from app.services.wheel import editing
from app.services.wheel.reading import wheel_view
from app.ui.shell.main_window import MainWindow
from app.ui.shell.up_next import UpNext
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY


@pytest.fixture
def opened(
    window: MainWindow, example_of_2027: Path, tmp_path: Path, clock: Clock, qtbot: QtBot
) -> Iterator[MainWindow]:
    path = Path(shutil.copy(example_of_2027, tmp_path / "exempel.styr"))
    space = Workspace(Database.open(path, clock=clock, user="Anna"), clock)
    window.show_workspace(space, "Kommunen", "", lambda _text: ())
    qtbot.waitUntil(lambda: "Nästa" in window.work.status.text, timeout=5000)
    yield window
    window.close_workspace()
    space.close()


def up_next(window: MainWindow) -> NextUp:
    found = window.workspace.read(partial(read_next, today=TODAY))
    assert found is not None
    return found


def said(window: MainWindow) -> str:
    return window.work.status.text.split(" · ")[-1]


def test_it_says_what_is_next_and_a_click_opens_it(opened: MainWindow) -> None:
    one = up_next(opened)
    assert said(opened) == one.words
    asked: list[tuple[str, object]] = []
    opened.workspace.place_requested.connect(lambda kind, key: asked.append((kind, key)))
    line = opened.work.status._next
    line.links()[0].on_click()
    assert asked == [("wheel_activity", one.key)]
    assert line.accessibleName() == one.words


def test_when_it_is_done_the_one_after_it_is_next(opened: MainWindow, qtbot: QtBot) -> None:
    first = up_next(opened)
    space = opened.workspace
    version = space.read(partial(wheel_view, year=2026, today=TODAY)).activity(first.key).version
    space.run(
        partial(
            editing.set_status, activity_id=first.key, expected_version=version, status="done", done_on=TODAY
        )
    )
    qtbot.waitUntil(lambda: said(opened) != first.words, timeout=2000)
    assert said(opened) == up_next(opened).words
    space.undo()
    qtbot.waitUntil(lambda: said(opened) == first.words, timeout=2000)


def test_a_long_name_is_cut_in_a_narrow_window_and_whole_in_its_tooltip(opened: MainWindow) -> None:
    line = opened.work.status
    words = f"Nästa: {'Övergripande strategier ' * 12}, senast 30 november"
    line.show_next(words, lambda: None)
    assert line._next.plain_text() != words
    assert "…" in line._next.plain_text()
    assert line._next.toolTip() == words
    assert line.text.endswith(words)


def test_a_file_without_a_wheel_says_nothing(working: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(50)
    assert "Nästa" not in working.work.status.text
    assert working.work.status._next.isHidden()


def test_it_says_how_much_is_near_and_a_click_opens_the_overview(opened: MainWindow, qtbot: QtBot) -> None:
    space, line = opened.workspace, opened.work.status
    count = space.read(partial(count_ahead, year=space.working_year, today=TODAY))
    qtbot.waitUntil(lambda: f"Kommande 30 dagar: {count}" in line.text, timeout=5000)
    opened.work.open_page("wheel")
    line._ahead.links()[0].on_click()
    assert opened.work.current == "overview"


def test_in_a_narrow_line_what_is_next_goes_first(opened: MainWindow, qtbot: QtBot) -> None:
    line = opened.work.status
    qtbot.waitUntil(lambda: "Kommande" in line.text, timeout=5000)
    opened.show()
    for width, shown in ((1200, True), (800, False)):
        opened.resize(width, 700)
        qtbot.waitUntil(lambda width=width: line.width() == width, timeout=2000)
        assert line._ahead.isHidden() is not shown
        assert not line._next.isHidden()


def test_a_file_that_is_out_of_reach_leaves_the_line_as_it_was(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Kommande" in opened.work.status.text, timeout=5000)
    before = opened.work.status.text
    kept = (tmp_path / "exempel.styr").rename(tmp_path / "borta.styr")
    opened.workspace.database._engine.dispose()
    with pytest.raises(CannotOpen):
        up_next(opened)
    line = opened.findChildren(UpNext)[0]
    line.read()
    line.count()
    kept.rename(tmp_path / "exempel.styr")
    assert opened.work.status.text == before
