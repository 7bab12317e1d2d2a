"""The page Ekonomi over a town with a plan, in a window with its inspector."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.shell.workspace import Workspace
from tests.services.economy.investments.town import Town, open_town
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.investments.desk import Desk
from tests.ui.pages import _look

__all__ = ["_look"]


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Town:
    return open_town(tmp_path, clock)


@pytest.fixture
def desk(town: Town, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    found = Desk(town, Workspace(town.database, clock))
    qtbot.addWidget(found.window)
    yield found
    found.window.hide()
    found.space.close()


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Answers]:
    answering = Answers()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0
