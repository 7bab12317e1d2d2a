"""Opening and leaving files: what is refused is said, nothing typed is lost, one file at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.settings import load_settings
from app.ui.parts.jobs import JobHandle
from app.ui.shell import files as files_module
from app.ui.shell.drafts_dialog import DraftsDialog
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from tests.ui.shell.conftest import Ledger


@dataclass(frozen=True)
class About:
    official_name: str = "Ljusnarsbergs kommun"
    example: bool = True


@dataclass(frozen=True)
class Draft:
    field: str = "node:1:text"
    label: str = "Beskrivning, Vision"
    text: str = "halv mening"
    saved_at: datetime = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Disk:
    """Which files can be opened, and what was asked of them."""

    def __init__(self) -> None:
        self.refused: dict[str, str] = {}
        self.opened: list[Ledger] = []
        self.created: list[tuple[str, str, int | None]] = []
        self.drafts: tuple[Draft, ...] = ()
        self.read_only = False

    def open(self, path: Path, _clock: Clock, _user: str) -> Ledger:
        if path.name in self.refused:
            raise DomainError(self.refused[path.name])
        self.opened.append(Ledger(path, read_only=self.read_only))
        return self.opened[-1]

    def create(self, path: Path, _clock: Clock, _user: str, model: str, year: int | None) -> None:
        if path.name in self.refused:
            raise DomainError(self.refused[path.name])
        self.created.append((path.name, model, year))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(files_module, "open_database", disk.open)
    monkeypatch.setattr(files_module, "create_file", disk.create)
    monkeypatch.setattr(files_module, "about_municipality", lambda _session: About())
    monkeypatch.setattr(files_module, "unfinished_texts", lambda _session: disk.drafts)
    return disk


@pytest.fixture
def files(window: MainWindow, disk: Disk, clock: Clock) -> FileController:
    return FileController(window, window.preferences, clock)


def press(text: str) -> None:
    """Press a button of the dialog that opens next."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()

    QTimer.singleShot(0, now)


def test_an_opened_file_is_shown_and_remembered(
    files: FileController, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "Åmål.styr"
    assert files.open_path(path)
    assert window.windowTitle() == "Åmål.styr – Röda tråden"
    assert load_settings().recent_files == (str(path),)
    assert window.work is not None


def test_a_file_that_cannot_be_opened_is_explained_on_the_start_page(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    disk.refused["a.styr"] = "Filen är skadad."
    assert not files.open_path(tmp_path / "a.styr")
    assert window.work is None
    assert window.start.messages.text == "Filen är skadad."


def test_a_refused_second_file_leaves_the_first_open(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    disk.refused["b.styr"] = "Filen är skadad."
    files.open_path(tmp_path / "a.styr")
    assert not files.open_path(tmp_path / "b.styr")
    assert window.work is not None
    assert window.work.messages.text == "Filen är skadad."
    assert not disk.opened[0].closed


def test_another_file_takes_the_place_of_the_first(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    files.open_path(tmp_path / "a.styr")
    files.open_path(tmp_path / "b.styr")
    assert [ledger.closed for ledger in disk.opened] == [True, False]
    assert window.workspace is not None
    assert window.workspace.path.name == "b.styr"


def test_opening_the_open_file_again_changes_nothing(
    files: FileController, disk: Disk, tmp_path: Path
) -> None:
    files.open_path(tmp_path / "a.styr")
    assert files.open_path(tmp_path / "a.styr")
    assert len(disk.opened) == 1


def test_closing_the_file_shows_it_among_the_recent(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    files.open_path(tmp_path / "a.styr")
    assert files.close_file()
    assert disk.opened[0].closed
    assert window.work is None
    assert window.centralWidget().currentWidget() is window.start  # type: ignore[attr-defined]


def test_a_file_open_for_reading_says_so(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    disk.read_only = True
    files.open_path(tmp_path / "a.styr")
    assert window.work is not None
    assert "öppen för läsning" in window.work.messages.text
    assert window.work.status.text.startswith("Öppen för läsning")
    assert not window.commands.restore.isEnabled()


def test_a_new_file_is_made_and_opened(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path, qtbot: QtBot
) -> None:
    files.create(tmp_path / "ny.styr", "heby", example=False, budget_year=2027)
    qtbot.waitUntil(lambda: window.work is not None)
    assert disk.created == [("ny.styr", "heby", None)]


def test_a_new_file_that_cannot_be_made_is_explained(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path, qtbot: QtBot
) -> None:
    disk.refused["ny.styr"] = "Mappen går inte att skriva i."
    files.create(tmp_path / "ny.styr", "heby", example=True, budget_year=2027)
    qtbot.waitUntil(lambda: window.start.messages.text == "Mappen går inte att skriva i.")
    assert window.work is None


def test_the_example_is_made_once_around_the_coming_year(
    files: FileController,
    window: MainWindow,
    disk: Disk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files_module.paths, "documents_dir", lambda: tmp_path)
    files.open_example()
    qtbot.waitUntil(lambda: window.work is not None)
    assert disk.created == [("Ljusnarsberg, exempel.styr", "ljusnarsberg", 2027)]
    files.close_file()
    (tmp_path / "Ljusnarsberg, exempel.styr").touch()
    files.open_example()
    assert len(disk.created) == 1
    assert window.work is not None


def test_texts_that_a_crash_interrupted_are_offered(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    disk.drafts = (Draft(),)
    files.open_path(tmp_path / "a.styr")
    assert window.work is not None
    assert "hann inte bli färdig" in window.work.messages.text
    shown: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        shown.append(isinstance(dialog, DraftsDialog))
        assert dialog is not None
        dialog.close()

    QTimer.singleShot(0, look)
    window.work.messages._sentence.linkActivated.emit("0")
    assert shown == [True]


def test_leaving_while_a_job_writes_asks_first(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path, qtbot: QtBot
) -> None:
    files.open_path(tmp_path / "a.styr")
    space = window.workspace
    assert space is not None

    def work(handle: JobHandle) -> None:
        while True:
            handle.check()

    space.start_job("Import", work, writes=True)
    press("Avbryt")
    assert not files.close_file()
    assert not disk.opened[0].closed
    press("Avbryt arbetet")
    assert files.close_file()
    assert disk.opened[0].closed


def test_closing_the_window_closes_the_file(
    files: FileController, window: MainWindow, disk: Disk, tmp_path: Path
) -> None:
    files.open_path(tmp_path / "a.styr")
    assert window.close()
    assert disk.opened[0].closed
