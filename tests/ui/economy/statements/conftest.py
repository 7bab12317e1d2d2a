"""The page over a small town that has income and a position, with answers to its dialogs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.shell.workspace import Workspace
from tests.services.economy.statements.town import Town, open_town
from tests.ui.agreements.conftest import dialogs
from tests.ui.economy.investments.desk import Desk
from tests.ui.pages import _look

__all__ = ["_look", "dialogs"]


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """A town with a plan."""
    found = open_town(tmp_path / "Ådal.styr", clock)
    yield found
    found.database.close()


@pytest.fixture
def desk(town: Town, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    """The page in a window."""
    any_town: Any = town
    found = Desk(any_town, Workspace(town.database, clock))
    qtbot.addWidget(found.window)
    yield found
    found.window.hide()
