"""From the choice of a model to an open file, and what is said when a model cannot be read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.services.steering import modelformat
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
    assert "Styrmodellen amal.toml går inte att läsa" in window.start.messages.text
