"""What the tests of the window do as its user: press, type, and look into the file afterwards."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.services.clock import Clock
from app.services.storage import Database
from app.ui.parts.fields import LineField, TextField
from app.ui.parts.links import Sentence
from app.ui.shell.main_window import MainWindow
from app.ui.shell.work_area import WorkArea
from app.ui.shell.workspace import Workspace
from tests.services.storage import towns
from tests.ui.shell.conftest import PlainPage, school


def press(*texts: str) -> list[str]:
    """Press buttons of the dialog that opens next; what the dialog said is in the answer afterwards."""
    said: list[str] = []

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        said.extend(each.plain_text() for each in dialog.findChildren(Sentence))
        for text in texts:
            next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()

    QTimer.singleShot(0, now)
    return said


def work_of(window: MainWindow) -> WorkArea:
    assert window.work is not None
    return window.work


def space_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def name_field(window: MainWindow) -> LineField | TextField:
    page = window.page
    assert isinstance(page, PlainPage)
    assert page.inspector is not None
    found = page.inspector.parts[0].resumable(f"unit:{towns.SCHOOL}:name")
    assert found is not None
    return found


def type_in(field: LineField | TextField, text: str) -> None:
    field.setFocus()
    field.setText(text)
    field.draft.touched()


def stored(path: Path, clock: Clock) -> str:
    database = Database.open(path, clock=clock, user="Kontroll", read_only=True)
    try:
        return school(database)
    finally:
        database.close()
