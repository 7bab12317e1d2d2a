"""What is loaded when the window opens: nothing heavy, and not yet the database layer."""

import subprocess
import sys

import pytest

from tests.architecture.source_tree import ROOT

HEAVY = {
    "alembic",
    "babel",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pydantic",
    "pyhanko",
    "reportlab",
    "xlsxwriter",
}


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Top-level modules of a process that has imported the application."""
    script = "import sys, app.ui.shell.application\nprint(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_window_opens_without_the_heavy_modules(loaded: set[str]) -> None:
    assert "PySide6" in loaded
    assert not loaded & HEAVY


def test_the_window_opens_before_the_database_layer_is_loaded(loaded: set[str]) -> None:
    assert "sqlalchemy" not in loaded
