"""The page over a real file with the example, and hands that fill in its dialogs."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from app.services.clock import fixed_clock
from app.services.steering.views import NodeRow
from app.services.storage import Database
from app.ui.parts.dialogs import FormDialog
from app.ui.shell.workspace import Workspace
from app.ui.steering.page import SteeringPage
from app.ui.steering.picking import PickDialog
from tests.newfiles import create_file
from tests.ui.pages import Keep, PageWindow, _look, keep, told

__all__ = ["_look", "keep", "told"]
OpenPage = Callable[..., "Shown"]
CLOCK = fixed_clock(date(2010, 11, 21))
USER = "Kanslichef"
#: An opened menu asks for the keyboard, which a window without a screen does not have.
NO_KEYBOARD = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture(scope="session")
def _files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("styrmodell")
    files = {"example": folder / "exempel.styr", "empty": folder / "tom.styr"}
    for name, path in files.items():
        year = 2011 if name == "example" else None
        create_file(path, "ljusnarsberg", clock=CLOCK, user=USER, example_year=year)
    return files


@pytest.fixture
def open_page(tmp_path: Path, _files: dict[str, Path], keep: Keep) -> Callable[..., "Shown"]:
    def open_(name: str = "example", *, read_only: bool = False) -> Shown:
        path = tmp_path / f"{name}.styr"
        shutil.copy(_files[name], path)
        database = Database.open(path, clock=CLOCK, user=USER, read_only=read_only)
        return keep(Shown(Workspace(database, CLOCK)))

    return open_


@pytest.fixture
def shown(open_page: Callable[..., "Shown"]) -> "Shown":
    """The page with the example."""
    return open_page()


class Shown(PageWindow[SteeringPage]):
    """The page in a window with its inspector beside."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space, SteeringPage)
        self.tree = self.page.tree
        self.window.show()

    def row(self, title: str) -> NodeRow:
        """The first row whose title begins with these words."""
        view = self.page._view
        assert view is not None
        return next(row for row in view.rows if row.title.startswith(title))

    def choose(self, title: str) -> NodeRow:
        """Make a row current."""
        row = self.row(title)
        assert self.page.show_place("node", row.id)
        self.tree.setFocus()
        return row

    @property
    def current(self) -> NodeRow:
        """The current row."""
        row: NodeRow = self.tree.current_row()
        return row

    @property
    def titles(self) -> list[str]:
        """The titles that the tree lets through, top down."""
        return [node.value.title for node in self.tree.rows.walk()]


class Hands:
    """Answer the dialogs that open, one after the other."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._answers: list[dict[str, Any] | str | None] = []

    def will(self, *answers: dict[str, Any] | str | None) -> None:
        """Fill in a form (a dict), press a button (its words), or give up (None)."""
        self._answers = list(answers)
        QTimer.singleShot(0, self._answer)

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, self._answer)
            return
        self.seen.append(" ".join(text for text in _texts(dialog) if text))
        answer = self._answers.pop(0)
        assert isinstance(dialog, QDialog)
        if self._answers:  # the same dialog comes again when it was refused
            dialog.finished.connect(self._answer_next, Qt.ConnectionType.SingleShotConnection)
        if answer is None:
            dialog.close()
        elif isinstance(answer, str):
            next(one for one in dialog.findChildren(QPushButton) if one.text() == answer).click()
        else:
            assert isinstance(dialog, FormDialog)
            _fill(dialog, answer)
            dialog.accept()

    def _answer_next(self) -> None:
        QTimer.singleShot(0, self._answer)


def _texts(dialog: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in dialog.findChildren(QLabel)]


def _fill(dialog: FormDialog, values: dict[str, Any]) -> None:
    for key, value in values.items():
        field = dialog.field(key)
        if isinstance(field, QComboBox):
            field.setCurrentText(value)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(value)


@pytest.fixture
def hands() -> Hands:
    return Hands()


def see_pick(seen: dict[str, Any], title: str | None) -> None:
    """When the tree to choose in opens, note what it shows, and choose a row (None: give up)."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, PickDialog):
        QTimer.singleShot(5, lambda: see_pick(seen, title))
        return
    rows = [node.value for node in dialog.tree.rows.walk()]
    seen["shown"] = [row.title for row in rows]
    seen["possible"] = [row.title for row in rows if not dialog._why_not(row)]
    seen["words"] = " ".join(text for text in _texts(dialog) if text)
    if title is None:
        dialog.reject()
        return
    dialog.tree.select(next(row.id for row in rows if row.title.startswith(title)))
    dialog.ok.click()
