"""What the tests of pages share: the look of the window, what was said, and a page beside its inspector."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts.memory import memory
from app.ui.parts.page import Page
from app.ui.parts.theme import theme
from app.ui.shell.workspace import Workspace

P = TypeVar("P", bound=Page)
Keep = Callable[[Any], Any]


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """Every page is light, and remembers nothing of the tests before."""
    theme().install(qapp, "light")
    memory().load({})
    yield
    memory().load({})


@pytest.fixture
def told() -> list[str]:
    """What has been said above the page."""
    return []


class PageWindow(Generic[P]):
    """A page in a window with its inspector beside, what it said and where it went."""

    def __init__(
        self, space: Workspace, make: Callable[[Workspace], P], size: tuple[int, int] = (1200, 800)
    ) -> None:
        self.space = space
        self.told: list[str] = []
        self.places: list[tuple[str, Any]] = []
        space.told.connect(lambda text, _kind: self.told.append(text))
        space.place_requested.connect(lambda kind, key: self.places.append((kind, key)))
        self.page = make(space)
        assert self.page.inspector is not None
        self.inspector = self.page.inspector
        self.window = QWidget()
        row = QHBoxLayout(self.window)
        row.addWidget(self.page, 1)
        row.addWidget(self.inspector)
        self.window.resize(*size)

    def button(self, text: str) -> QPushButton:
        """The last button of the inspector with these words."""
        return [one for one in self.inspector.findChildren(QPushButton) if one.text() == text][-1]


@pytest.fixture
def keep(qtbot: QtBot, told: list[str]) -> Iterator[Keep]:
    """Takes a page's window into the test, which closes it and its file; `told` is what it says."""
    kept: list[PageWindow[Any]] = []

    def keep_(shown: PageWindow[Any]) -> PageWindow[Any]:
        told.extend(shown.told)
        shown.told = told
        qtbot.addWidget(shown.window)
        kept.append(shown)
        return shown

    yield keep_
    for shown in kept:
        shown.window.hide()
        shown.space.close()
