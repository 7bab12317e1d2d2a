"""The page over real files of every model, and hands that fill in its dialogs."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.services.clock import fixed_clock
from app.services.steering.ownrows import ModelRow
from app.services.storage import Database
from app.ui.model.checking import CheckDialog
from app.ui.model.import_dialog import ImportDialog
from app.ui.model.page import ModelPage
from app.ui.parts.detail_widgets import PartWidget
from app.ui.parts.fields import LineField, TextField
from app.ui.shell.workspace import Workspace
from tests.newfiles import create_file
from tests.ui.pages import Keep, PageWindow, _look, keep, told
from tests.ui.steering.conftest import Hands

__all__ = ["_look", "keep", "told"]
TEN = ("ljusnarsberg", "svenljunga", "strangnas", "borlange", "fagersta", "falun", "heby", "norberg", "sater",
       "vansbro")  # fmt: skip
EXAMPLE = "example"
CLOCK = fixed_clock(date(2010, 11, 21))
USER = "Kanslichef"


@pytest.fixture(scope="session")
def _files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A file with a model, made when it is first asked for."""
    folder = tmp_path_factory.mktemp("modeller")

    def file(name: str) -> Path:
        path = folder / f"{name}.styr"
        if not path.exists():
            example = name == EXAMPLE
            key = "ljusnarsberg" if example else name
            create_file(path, key, clock=CLOCK, user=USER, example_year=2011 if example else None)
        return path

    return file


@pytest.fixture
def open_page(tmp_path: Path, _files: Callable[[str], Path], keep: Keep) -> Callable[..., "Shown"]:
    def open_(name: str = EXAMPLE, *, read_only: bool = False, path: Path | None = None) -> Shown:
        if path is None:
            path = tmp_path / f"{name}.styr"
            shutil.copy(_files(name), path)
        database = Database.open(path, clock=CLOCK, user=USER, read_only=read_only)
        return keep(Shown(Workspace(database, CLOCK)))

    return open_


@pytest.fixture
def heby(open_page: Callable[..., "Shown"]) -> "Shown":
    """The page with Heby's model and nothing else."""
    return open_page("heby")


@pytest.fixture
def shown(open_page: Callable[..., "Shown"]) -> "Shown":
    """The page with the example."""
    return open_page()


class Shown(PageWindow[ModelPage]):
    """The page in a window with its inspector beside."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space, ModelPage)
        self.window.show()

    @property
    def model(self) -> Any:
        """The model that the page shows."""
        assert self.page.view is not None
        return self.page.view.model

    def row(self, row_id: str) -> ModelRow:
        """A row by its place, such as "levels/vision"."""
        assert self.page.view is not None
        return next(row for one in self.page.view.sections for row in one.rows if row.id == row_id)

    def choose(self, row_id: str) -> ModelRow:
        """Make a row current, with the keyboard in its table."""
        assert self.page.show_place("model_part", row_id)
        assert self.page.table is not None
        self.page.table.setFocus()
        return self.row(row_id)

    def part(self, label: str) -> PartWidget:
        """The part of the inspector with a field or a choice of this name."""
        found = [
            widget
            for widget in self.inspector.parts
            if any(child.accessibleName() == label for child in widget.findChildren(QWidget))
        ]
        return found[0]

    def type(self, label: str, text: str) -> None:
        """Write in a field of the inspector and leave it."""
        field = next(
            one
            for kind in (LineField, TextField)
            for one in self.part(label).findChildren(kind)
            if one.accessibleName() == label
        )
        field.setText(text)
        field.draft.commit()

    def pick(self, label: str, text: str) -> None:
        """Choose in a list of the inspector."""
        from PySide6.QtWidgets import QComboBox

        box = self.part(label).findChild(QComboBox)
        box.setCurrentText(text)
        box.activated.emit(box.currentIndex())

    @property
    def words(self) -> str:
        """Everything that the inspector says."""
        from PySide6.QtWidgets import QLabel

        said = [label.accessibleName() or label.text() for label in self.inspector.findChildren(QLabel)]
        return "\n".join(said)


@pytest.fixture
def hands() -> Hands:
    return Hands()


def tick(*keys: str) -> None:
    """When the list to tick in opens, tick exactly these and close it."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, CheckDialog):
        QTimer.singleShot(5, lambda: tick(*keys))
        return
    dialog.tick(*keys)
    dialog.accept()


def import_with(seen: dict[str, Any], heirs: dict[tuple[str, str], str] | None) -> None:
    """When the dialog of an import opens, note what it says, choose heirs and read in (None: give up)."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ImportDialog):
        QTimer.singleShot(5, lambda: import_with(seen, heirs))
        return
    seen["lines"] = [node.value for node in dialog.tree.rows.walk()]
    seen["held"] = sorted(dialog.choices)
    seen["refused"] = dialog.refused
    for place, heir in (heirs or {}).items():
        box = dialog.choices[place]
        box.setCurrentIndex(box.findData(heir))
    seen["may"] = dialog._ok.isEnabled()
    if heirs is None:
        dialog.reject()
        return
    dialog._ok.click()
    seen["refused"] = dialog.refused
    if dialog.isVisible():
        dialog.reject()
