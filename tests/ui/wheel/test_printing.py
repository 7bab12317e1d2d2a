"""The poster is looked at before it is printed, and what was looked at is what is saved."""

from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services.exchange.wheel_files import read_wheel
from app.ui.parts.jobs import begun
from app.ui.wheel.printing import PosterDialog
from tests.ui.wheel.conftest import CLOCK, ShownWheel

_A3_LYING, _A4_STANDING = (1191, 842), (595, 842)


def _saved(dialog: PosterDialog, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    next(each for each in dialog.findChildren(QPushButton) if each.text().startswith("Spara")).click()
    qtbot.waitUntil(lambda: path.exists() and not begun(), timeout=30_000)
    return path


def test_what_is_looked_at_is_what_is_saved(
    shown_wheel: ShownWheel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = shown_wheel.space.read(partial(read_wheel, year=shown_wheel.space.working_year, clock=CLOCK))
    dialog = PosterDialog(shown_wheel.page, content)
    dialog.show()
    qtbot.waitUntil(dialog.print.isEnabled, timeout=30_000)
    first = _saved(dialog, tmp_path / "stående.pdf", monkeypatch, qtbot)
    dialog.paper.choose("a3")
    dialog.lying.choose(True)
    dialog.mono.choose(True)
    assert (dialog.choice.paper, dialog.choice.landscape) == ("a3", True)
    second = _saved(dialog, tmp_path / "liggande.pdf", monkeypatch, qtbot)
    sizes = []
    for path in (first, second):
        page = pypdfium2.PdfDocument(path.read_bytes())[0]
        sizes.append((round(page.get_width()), round(page.get_height())))
    assert sizes == [_A4_STANDING, _A3_LYING]
    dialog.close()
    dialog.deleteLater()
