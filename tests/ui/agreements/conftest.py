"""The page over a real file: the example, or a file with the model only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.services.agreements.views import AgreementRow
from app.ui.agreements.lifecycle.steps import Step
from app.ui.agreements.page import AgreementsPage
from app.ui.agreements.preview import Preview
from app.ui.parts.details import Command, Commands, Fact, Facts, Field, Heading, Links, Part
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.jobs import begun
from app.ui.parts.links import Link, Sentence
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView
from app.ui.shell.workspace import Workspace
from tests.services.agreements.conftest import CLOCK, empty, office
from tests.services.agreements.office import Office
from tests.ui.organisation.conftest import Dialogs
from tests.ui.pages import _look

__all__ = ["_look", "empty", "office"]
P = TypeVar("P", bound=Part)


class Answers(Dialogs):
    """Answers dialogs also by a function of the test's own."""

    def do(self, answer: Callable[[QDialog], None]) -> None:
        """Let a function handle the next dialog."""
        self._answers.append(answer)


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Answers]:
    answering = Answers()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0


@dataclass
class Desk:
    """A page with its workspace, and what it has said and asked for."""

    page: AgreementsPage
    space: Workspace
    told: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[str, object]] = field(default_factory=list)

    @property
    def table(self) -> TableView:
        """The list of the register."""
        return self.page.register.table

    @property
    def preview(self) -> Preview:
        """The paper beside it."""
        return self.page.register.preview

    def current(self) -> AgreementRow:
        """The row that is selected."""
        row: AgreementRow = self.table.current_row()
        return row

    def several(self, words: str) -> None:
        """Do a step that concerns several."""
        next(step for step in self.page.steps.of_several() if step.text == words).do()

    def step(self, unit: str, words: str) -> Step:
        """A step of one agreement."""
        row = next(row for row in self.page.register.rows if row.unit == unit)
        return next(step for step in self.page.steps.of(row) if step.text == words)

    def select(self, unit: str) -> None:
        """Make an agreement the current one."""
        rows = self.table.rows
        keys = {rows.value(rows.index(place, 0)).unit: place for place in range(rows.rowCount())}
        self.table.setCurrentIndex(rows.index(keys[unit], 0))

    def names(self) -> list[str]:
        """The performers that are shown, in order."""
        rows = self.table.rows
        return [rows.value(rows.index(place, 0)).unit for place in range(rows.rowCount())]

    def state(self) -> Sentence:
        """The sentence under the title."""
        found = self.page.findChild(Sentence)
        assert isinstance(found, Sentence)
        return found

    def parts(self, kind: type[P]) -> list[P]:
        """The parts of a kind in the inspector."""
        details = self.page.inspector.details
        return [part for part in details.parts if isinstance(part, kind)] if details else []

    def field(self, key: str) -> Field:
        """A field of the inspector."""
        return next(part for part in self.parts(Field) if part.key == key)

    def command(self, text: str) -> Command:
        """A button of the inspector."""
        return next(one for part in self.parts(Commands) for one in part.commands if one.text == text)

    def fact(self, label: str) -> Fact:
        """A fact of the inspector."""
        return next(one for part in self.parts(Facts) for one in part.rows if one.label == label)

    def empty_state(self) -> EmptyState:
        """What the register says while there is nothing in it."""
        shown = self.page.register._stack.currentWidget()
        assert isinstance(shown, EmptyState)
        return shown

    def parts_under(self, heading: str) -> tuple[Fact, ...]:
        """The facts under a heading of the inspector."""
        parts = list(self.page.inspector.details.parts)
        place = next(n for n, part in enumerate(parts) if isinstance(part, Heading) and part.text == heading)
        facts = parts[place + 1]
        assert isinstance(facts, Facts)
        return facts.rows

    def links(self) -> dict[str, Link]:
        """The links of the inspector by their words."""
        return {link.text: link for part in self.parts(Links) for link in part.links}

    def show_paper(self) -> None:
        """Put the paper beside the list."""
        self.page.register.show_paper()

    def first_link(self, text: str) -> Link:
        """The uppermost link of the inspector that says this."""
        return next(link for part in self.parts(Links) for link in part.links if link.text == text)

    def wait_for_paper(self, qtbot: QtBot, unit: str) -> None:
        """Wait until the paper of a performer stands in the window."""

        def shown() -> bool:
            document = self.preview.document
            return document is not None and document.performer == unit

        qtbot.waitUntil(shown, timeout=20_000)


def desk_of(page_office: Office, qtbot: QtBot) -> Desk:
    """The page on a file, shown."""
    memory().load({})
    space = Workspace(page_office.database, CLOCK)
    page = AgreementsPage(space)
    desk = Desk(page, space)
    space.told.connect(lambda text, kind: desk.told.append((text, kind)))
    space.place_requested.connect(lambda kind, key: desk.places.append((kind, key)))
    qtbot.addWidget(page)
    qtbot.addWidget(page.inspector)
    page.resize(960, 700)
    page.inspector.resize(320, 700)
    page.inspector.show()
    page.show()
    return desk


def rest(desk: Desk, qtbot: QtBot) -> None:
    """Let work end before the file is closed; pages that nobody waits for are made to their end."""
    qtbot.waitUntil(lambda: not begun(), timeout=20_000)
    assert desk.space.jobs.stop_all()


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    """The page on the example."""
    made = desk_of(office, qtbot)
    yield made
    rest(made, qtbot)


@pytest.fixture
def bare_desk(empty: Office, qtbot: QtBot) -> Iterator[Desk]:
    """The page on a file without performers."""
    made = desk_of(empty, qtbot)
    yield made
    rest(made, qtbot)
