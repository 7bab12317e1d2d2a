"""The ground all tests stand on: a fixed day, Swedish Qt, own settings, and no unread log records."""

import logging
import os
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

# Before PySide6 is imported by anyone: a short enum such as Qt.DisplayRole is then an error.
os.environ["PYSIDE6_OPTION_PYTHON_ENUM"] = "0x11"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["RODATRADEN_TODAY"] = "2026-11-21"
# The tests start many processes: what one has compiled is kept for the others, whatever the shell wants.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
if "PySide6" in sys.modules:
    raise RuntimeError("PySide6 was imported before tests/conftest.py could set its options.")

import pytest
from hypothesis import settings
from PySide6.QtCore import QLocale

from app.services.clock import Clock, fixed_clock
from app.services.exchange.example import MODEL
from app.services.exchange.newfile import create_file

TODAY = date(2026, 11, 21)

settings.register_profile("here", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


class _StrayRecords(logging.Handler):
    """Collects what the program logs as warning or worse while a test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def pytest_configure() -> None:
    """Give Qt's own editors Swedish numbers and dates, as the program does."""
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))


@pytest.fixture(autouse=True)
def _no_stray_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or an error, unless it reads the log through caplog."""
    stray = _StrayRecords()
    root = logging.getLogger()
    root.addHandler(stray)
    try:
        yield
    finally:
        root.removeHandler(stray)
    if stray.lines and "caplog" not in request.fixturenames:
        pytest.fail("Logged without being asked for:\n" + "\n".join(stray.lines), pytrace=False)


@pytest.fixture(scope="session")
def _settings_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders for settings, one for each test and none of them made yet."""
    base = tmp_path_factory.mktemp("settings")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, _settings_folders: Iterator[Path]) -> None:
    """Keep the user's own settings and log out of the tests, and each test's out of the next."""
    monkeypatch.setenv("RODATRADEN_SETTINGS_DIR", str(next(_settings_folders)))


@pytest.fixture
def clock() -> Clock:
    """A clock that has stopped on 21 November 2026."""
    return fixed_clock(TODAY)


def _make(folder: Path, today: date) -> Path:
    path = folder / "exempel.styr"
    create_file(path, MODEL, clock=fixed_clock(today), user="Prov", example_year=today.year + 1)
    return path


@pytest.fixture(scope="session")
def example_of_2011(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example around the source's own budget year."""
    return _make(tmp_path_factory.mktemp("exempel-2011"), date(2010, 11, 21))


@pytest.fixture(scope="session")
def heby_without_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with Heby's model and nothing else."""
    path = tmp_path_factory.mktemp("heby") / "heby.styr"
    create_file(path, "heby", clock=fixed_clock(TODAY), user="A", example_year=None)
    return path


@pytest.fixture(scope="session")
def example_of_2027(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example around the year after the tests' own."""
    return _make(tmp_path_factory.mktemp("exempel-2027"), date(2026, 11, 21))
