"""The ground of the tests: what must fail a test does, and what is asked for does not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt

from app.services.clock import Clock, system_clock
from app.services.paths import settings_dir
from tests.architecture.source_tree import ROOT

SUITE = '''
"""Tests of which the names tell what should become of them."""

import logging
import threading
import warnings

from PySide6.QtCore import qWarning


def test_fails_at_a_stray_record():
    logging.getLogger("app.anything").warning("a warning nobody reads")


def test_passes_when_the_record_is_read(caplog):
    logging.getLogger("app.anything").error("an error")
    assert "an error" in caplog.text


def test_passes_at_information():
    logging.getLogger("app.anything").info("as usual")


def test_fails_at_a_python_warning():
    warnings.warn("old", DeprecationWarning)


def test_fails_at_a_warning_from_qt():
    qWarning("from Qt")


def test_fails_when_a_thread_breaks():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
'''


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What became of each test of the suite above, run on our own ground."""
    folder = tmp_path_factory.mktemp("ground")
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_suite.py").write_text(SUITE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line.split() for line in done.stdout.splitlines() if "test_suite.py::" in line and "%]" in line]
    assert lines, done.stdout + done.stderr
    return {words[0].split("::")[1]: words[1] for words in lines}


@pytest.mark.parametrize(
    "name",
    [line[4:].split("(")[0] for line in SUITE.splitlines() if line.startswith("def test_")],
)
def test_the_ground_treats_it_as_its_name_says(outcomes: dict[str, str], name: str) -> None:
    assert (outcomes[name] == "PASSED") is name.startswith("test_passes")


def test_a_short_qt_constant_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = Qt.DisplayRole  # type: ignore[attr-defined]


def test_qt_writes_numbers_the_swedish_way() -> None:
    assert QLocale().toString(1234.5, "f", 1) == "1\N{NO-BREAK SPACE}234,5"


def test_the_day_is_the_same_in_every_run(clock: Clock) -> None:
    assert clock.today() == system_clock().today()


def test_settings_are_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert settings_dir().is_relative_to(tmp_path_factory.getbasetemp())


def test_nothing_was_left_by_another_test() -> None:
    assert not Path(settings_dir()).exists()
