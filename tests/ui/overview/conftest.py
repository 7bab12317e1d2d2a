"""Översikt over a real file: the example around 2027, or a file in which nothing is written yet."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.overview.page import OverviewPage
from app.ui.overview.section import Section
from app.ui.parts.links import Link, Sentence
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.ui.pages import _look

__all__ = ["_look"]
CLOCK = fixed_clock(TODAY)


class Shown:
    """The page in a window, where its links led and what it said."""

    def __init__(self, space: Workspace, qtbot: QtBot) -> None:
        self.space = space
        self.places: list[tuple[str, Any]] = []
        space.place_requested.connect(lambda kind, key: self.places.append((kind, key)))
        self.page = OverviewPage(space)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 780)
        self.page.show()
        qtbot.waitUntil(lambda: self.page.complete, timeout=5000)

    @property
    def state(self) -> str:
        """The sentence under the title."""
        return self.page.head.state.plain_text()

    def links(self, section: Section | None = None) -> dict[str, Link]:
        """The links of a section, or of the sentence under the title, by their words."""
        labels = section.findChildren(Sentence) if section is not None else [self.page.head.state]
        return {link.text: link for label in labels for link in label.links()}

    def follow(self, words: str, section: Section | None = None) -> tuple[str, Any]:
        """Click the link that begins so; where it led."""
        next(link for text, link in self.links(section).items() if text.startswith(words)).on_click()
        return self.places[-1]


@pytest.fixture
def open_page(
    tmp_path: Path, example_of_2027: Path, heby_without_rows: Path, qtbot: QtBot
) -> Iterator[Callable[..., Shown]]:
    made: list[Shown] = []

    def open_(*, bare: bool = False, read_only: bool = False) -> Shown:
        path = tmp_path / "kommun.styr"
        shutil.copy(heby_without_rows if bare else example_of_2027, path)
        database = Database.open(path, clock=CLOCK, user="A", read_only=read_only)
        made.append(Shown(Workspace(database, CLOCK), qtbot))
        return made[-1]

    yield open_
    for shown in made:
        shown.page.hide()
        shown.space.close()
