"""From the choice of a model to an open file, and what is said when a model cannot be read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.services.exchange.modelfiles import write_model_file
from app.services.steering import modelformat
from app.services.steering.modeledits import add_perspective
from app.services.steering.modelformat import find_model
from app.services.steering.ownmodel import own_model
from app.ui.shell.choosing.dialog import NewFileDialog
from app.ui.shell.files import FileController
from app.ui.shell.main_window import MainWindow
from tests.services.steering.carried import write_models
from tests.ui.shell.acting import press, space_of

WAIT = 60_000


def choose(key: str, button: str) -> None:
    """Choose a model in the dialog that opens next, and press a button of it."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewFileDialog)
        dialog.list.go_to(key)

    QTimer.singleShot(0, now)
    press(button)


def test_a_chosen_model_becomes_a_file_with_the_name_of_its_municipality(
    files: FileController,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposed: list[str] = []

    def save(_parent: object, _title: str, place: str, *_more: object, **_named: object) -> tuple[str, str]:
        proposed.append(Path(place).name)
        return str(tmp_path / "ny.styr"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    choose("sater", "Skapa fil…")
    files.ask_new()
    assert proposed == ["Säter.styr"]
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)
    assert space_of(window).path == tmp_path / "ny.styr"


def test_a_model_in_a_file_becomes_a_file_and_its_folder_is_remembered(
    files: FileController,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "modeller"
    folder.mkdir()
    own = add_perspective(find_model("heby"), name="Medborgare")
    write_model_file(folder / "egen.toml", own, source=None)
    place = str(tmp_path / "egen.styr")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_named: (place, ""))
    asked: list[str] = []

    def pick(_parent: object, _title: str, start: str, *_more: object) -> tuple[str, str]:
        asked.append(start)
        return str(folder / "egen.toml"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", pick)

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewFileDialog)
        dialog.file_button.click()

    QTimer.singleShot(0, now)
    press("Skapa fil…")
    files.ask_new()
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)
    assert space_of(window).read(own_model) == own
    QTimer.singleShot(0, now)
    press("Avbryt")
    files.ask_new()
    assert asked[-1] == str(folder)


def test_nothing_is_made_when_the_mind_is_changed(
    files: FileController, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given, **_named: asked.append(given))
    choose("heby", "Avbryt")
    files.ask_new()
    assert asked == []
    assert window.work is None


def test_a_model_that_cannot_be_read_is_named(
    files: FileController, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_models(tmp_path / "styrmodeller")
    (folder / "amal.toml").write_text("format = 1\nfel", encoding="utf-8")
    monkeypatch.setattr(modelformat, "resource", lambda *_parts: folder)
    files.ask_new()
    assert "Styrmodellen amal.toml kan inte läsas in" in window.start.messages.text
