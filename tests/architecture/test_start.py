"""What is loaded when the window opens: nothing heavy, and not yet the database layer."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from app.services.clock import fixed_clock
from app.services.exchange.newfile import create_file
from tests.architecture.source_tree import ROOT

HEAVY = {
    "alembic",
    "babel",
    "holidays",
    "icalendar",
    "igraph",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pydantic",
    "pyhanko",
    "pypdfium2",
    "reportlab",
    "xlsxwriter",
}
#: Starts as the command does and tells what is loaded when the window is painted, and when the file is shown.
SCRIPT = """
import gc, json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer
from app.services.clock import system_clock
from app.ui.shell import application

told = {}

def loaded():
    return sorted({name.split(".")[0] for name in sys.modules})

class Watched(application.MainWindow):
    def event(self, event):
        if event.type() == QEvent.Type.Paint:
            told.setdefault("seen", loaded())
        return super().event(event)

def begin(window, *rest, **options):
    told["before"] = sorted(told)
    told["collecting"] = [gc.isenabled()]
    kept = original(window, *rest, **options)
    QTimer.singleShot(0, lambda: finish(window))
    return kept

def finish(window):
    told["collecting"].append(gc.isenabled())
    told.update(filled=loaded(), page=window.page.status)
    window.close()

original, application.begin, application.MainWindow = application.begin, begin, Watched
application.run(Path(sys.argv[1]), clock=system_clock())
told["collecting"].append(gc.isenabled())
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a start with the example file tells of itself."""
    folder = tmp_path_factory.mktemp("start")
    path = folder / "exempel.styr"
    clock = fixed_clock(date(2026, 11, 21))
    create_file(path, "ljusnarsberg", clock=clock, user="A", example_year=2027)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        cwd=ROOT,
        env={**os.environ, "RODATRADEN_SETTINGS_DIR": str(folder / "inställningar")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


def test_the_window_is_painted_before_the_file_is_read(start: dict[str, list[str]]) -> None:
    assert start["before"] == ["seen"]


def test_python_does_not_look_for_garbage_by_itself(start: dict[str, list[str]]) -> None:
    assert start["collecting"] == [False, False, True]  # at the start, in the window, when it is closed


def test_the_window_is_seen_without_the_heavy_modules(start: dict[str, list[str]]) -> None:
    assert "PySide6" in start["seen"]
    assert not HEAVY & set(start["seen"])


def test_the_window_is_seen_before_the_database_layer_is_loaded(start: dict[str, list[str]]) -> None:
    assert not {"sqlalchemy", "sqlite3"} & set(start["seen"])


def test_the_rows_are_seen_without_the_heavy_modules(start: dict[str, list[str]]) -> None:
    assert start["page"]  # the first page has counted its rows
    assert "sqlalchemy" in start["filled"]
    assert not HEAVY & set(start["filled"])
