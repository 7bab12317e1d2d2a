"""The page over a real file: a small municipality with every sort of unit, and answers to its dialogs."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.models.organisation import Municipality, UnitKind
from app.models.types import new_id
from app.services.clock import Clock
from app.services.organisation import units, views
from app.services.organisation.units import Role
from app.services.storage import Database, describe
from app.ui.organisation.page import OrganisationPage
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.links import Sentence
from app.ui.shell.workspace import Workspace
from tests.services.organisation.conftest import KINDS
from tests.ui.pages import _look

__all__ = ["_look"]
NAME = "Åsa Prov"


def _found(session: Any) -> None:
    session.add(Municipality(id=new_id(), name="Ådal", official_name="Ådals kommun", code="0114"))
    for place, (key, name, category) in enumerate(KINDS):
        session.add(UnitKind(id=new_id(), key=key, name=name, category=category, position=place))
    describe(session, "Grundade")


class Town:
    """The file and the keys of what stands in it, by name."""

    def __init__(self, database: Database) -> None:
        self.db = database
        self.kinds = {kind.key: kind.id for kind in database.read(views.kinds)}
        self.keys: dict[str, int] = {}

    def add(self, name: str, kind: str, parent: str | None = None, **more: Any) -> int:
        above = None if parent is None else self.keys[parent]
        use_case = partial(units.add_unit, name=name, kind_id=self.kinds[kind], parent_id=above, **more)
        self.keys[name] = self.db.write(use_case).value
        return self.keys[name]

    def unit(self, name: str) -> views.UnitRow:
        return self.detail(self.keys[name]).unit

    def detail(self, key: int) -> views.UnitDetail:
        return self.db.read(partial(views.unit_detail, unit_id=key))

    def change(self, use_case: Callable[..., Any], name: str, /, **more: Any) -> None:
        key, version = self.keys[name], self.unit(name).version
        self.db.write(partial(use_case, unit_id=key, expected_version=version, **more))

    def names(self, on: Any = None) -> set[str]:
        return {unit.name for unit in self.db.read(partial(views.organisation_view, on=on)).units}


@pytest.fixture
def bare(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """A file with a municipality and kinds, and nothing else."""
    database = Database.create(tmp_path / "Ådal.styr", clock=clock, user="Prov")
    database.write(_found)
    yield Town(database)
    database.close()


@pytest.fixture
def town(bare: Town) -> Town:
    """That file with an organisation."""
    bare.add("Fullmäktige", "fullmaktige")
    bare.add("Omsorg", "forvaltning", "Fullmäktige")
    bare.add("Hemtjänst", "enhet", "Omsorg", performer="internal")
    bare.add("Kök", "enhet", "Omsorg", performer="internal")
    bare.add("Skola", "forvaltning", "Fullmäktige")
    bare.add("Räddningstjänst", "namnd", "Fullmäktige")
    bare.add("Barnahus", "driftsamverkan")
    bare.add("Badhus", "extern", performer="external")
    bare.add("Tvätt", "leverantor")
    bare.change(units.set_roles, "Hemtjänst", roles=[Role("Enhetschef", NAME)])
    bare.change(units.set_partners, "Räddningstjänst", names=["Ludvika", "Nora"])
    bare.change(units.edit_unit, "Badhus", contract_title="Driftavtal", contract_number="KS 1/7")
    return bare


class Told(list[tuple[str, str]]):
    """What the page has said, with its kind."""


@pytest.fixture
def space(bare: Town, clock: Clock, qtbot: QtBot) -> Workspace:
    return Workspace(bare.db, clock)


@pytest.fixture
def told(space: Workspace) -> Told:
    said = Told()
    space.told.connect(lambda text, kind: said.append((text, kind)))
    return said


@pytest.fixture
def bare_page(space: Workspace, qtbot: QtBot) -> OrganisationPage:
    """The page on the file without an organisation."""
    return shown(OrganisationPage(space), qtbot)


@pytest.fixture
def page(town: Town, space: Workspace, qtbot: QtBot) -> OrganisationPage:
    """The page on the file with an organisation."""
    return shown(OrganisationPage(space), qtbot)


def shown(page: OrganisationPage, qtbot: QtBot) -> OrganisationPage:
    qtbot.addWidget(page)
    assert page.inspector is not None
    qtbot.addWidget(page.inspector)
    page.resize(900, 700)
    page.inspector.resize(320, 700)
    page.inspector.show()
    page.show()
    return page


def tree_of(page: OrganisationPage) -> list[str]:
    """The titles of the tree's lines as they stand, deeper lines indented."""
    return ["  " * node.depth + node.value.title for node in page.tree.rows.walk()]


def state_of(page: OrganisationPage) -> str:
    """The sentence under the title."""
    sentence = page.findChild(Sentence)
    assert isinstance(sentence, Sentence)
    return sentence.plain_text()


def follow(page: OrganisationPage, text: str) -> None:
    """Follow a link of the sentence under the title."""
    sentence = page.findChild(Sentence)
    assert isinstance(sentence, Sentence)
    next(link for link in sentence.links() if text in link.text).on_click()


Answer = Callable[[QDialog], None]


class Dialogs:
    """Answers the page's dialogs in order; one that nobody awaited is closed and fails the test."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.unexpected: list[str] = []
        self._answers: list[Answer] = []
        self._now: QDialog | None = None
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def fill(self, verb: str, **values: str) -> None:
        """Fill in a form by label of choice or by text, and press its verb."""
        self._answers.append(partial(_fill, verb=verb, values=values))

    def press(self, verb: str) -> None:
        """Press a button."""
        self._answers.append(partial(_press, verb=verb))

    @property
    def left(self) -> int:
        """How many answers have not been asked for."""
        return len(self._answers)

    def stop(self) -> None:
        self._timer.stop()
        self._timer.timeout.disconnect(self._look)

    def _on_finished(self) -> None:
        self._now = None  # the same dialog comes again when it was refused

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog is self._now:
            return
        self._now = dialog
        dialog.finished.connect(self._on_finished, Qt.ConnectionType.SingleShotConnection)
        self.seen.append("\n".join([dialog.windowTitle(), *(s.plain_text() for s in _sentences(dialog))]))
        if self._answers:
            self._answers.pop(0)(dialog)
        else:
            self.unexpected.append(dialog.windowTitle())
            dialog.reject()


def _sentences(dialog: QDialog) -> list[Sentence]:
    return dialog.findChildren(Sentence)


def _press(dialog: QDialog, *, verb: str) -> None:
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    button = buttons.get(verb)
    if button is None or not button.isEnabled():
        dialog.reject()
        return
    button.click()


def _fill(dialog: QDialog, *, verb: str, values: dict[str, str]) -> None:
    assert isinstance(dialog, FormDialog)
    for key, text in values.items():
        widget = dialog.field(key)
        if isinstance(widget, QComboBox):
            texts = [widget.itemText(place).strip() for place in range(widget.count())]
            widget.setCurrentIndex(texts.index(text))
        else:
            assert isinstance(widget, QLineEdit)
            widget.setText(text)
    _press(dialog, verb=verb)


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Dialogs]:
    answering = Dialogs()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0
