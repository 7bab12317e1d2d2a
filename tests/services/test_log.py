"""The log: there when something breaks, and free from what users write."""

import errno
import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.services import log
from app.services.clock import fixed_clock
from app.services.log import CrashReport, InstalledLog, describe_error
from app.services.paths import SETTINGS_VARIABLE

SECRET = "Lönen för Enhetschefen"
ROOT = Path(log.__file__).parents[2]

# The records written here are the point of the tests, not strays.
pytestmark = pytest.mark.usefixtures("caplog")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstalledLog]:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "åäö"))
    running = log.install(fixed_clock(date(2026, 11, 21)))
    yield running
    running.close()


def written(installed: InstalledLog) -> str:
    assert installed.path is not None
    return installed.path.read_text(encoding="utf-8")


def caught(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_an_error_is_recorded_with_place_and_kind_but_without_its_words(installed: InstalledLog) -> None:
    report = installed.record(caught(ValueError(SECRET)))

    assert report.log_path == installed.path
    assert "ValueError" in report.text
    assert "test_log.py" in report.text
    assert report.text in written(installed)
    assert SECRET not in written(installed)


def test_lines_carry_the_clocks_time(installed: InstalledLog) -> None:
    logging.getLogger("app.services").error("Could not %s", "start")

    assert written(installed) == "2026-11-21T12:00:00Z ERROR app.services: Could not start\n"


def test_values_in_the_messages_of_other_packages_are_left_out(installed: InstalledLog) -> None:
    logging.getLogger("other").error("Bad cell %s", SECRET)
    logging.getLogger("other").error(f"Bad cell {SECRET}")

    assert SECRET not in written(installed)
    assert "other: Bad cell %s" in written(installed)
    assert "other: (message left out)" in written(installed)


def test_small_talk_is_not_written(installed: InstalledLog) -> None:
    logging.getLogger("app").info("nothing of note")

    assert written(installed) == ""


def test_uncaught_errors_reach_the_log_and_the_callback(installed: InstalledLog) -> None:
    reports: list[CrashReport] = []
    installed.on_crash = reports.append
    error = caught(KeyError(SECRET))

    sys.excepthook(type(error), error, error.__traceback__)

    assert [("KeyError" in report.text, SECRET in report.text) for report in reports] == [(True, False)]
    assert "KeyError" in written(installed)


def test_uncaught_errors_on_other_threads_reach_the_log_and_the_callback(installed: InstalledLog) -> None:
    reports: list[CrashReport] = []
    installed.on_crash = reports.append

    def fail() -> None:
        raise ZeroDivisionError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert len(reports) == 1
    assert "ZeroDivisionError" in written(installed)
    assert SECRET not in written(installed)


def test_a_thread_that_ends_itself_is_no_crash(installed: InstalledLog) -> None:
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()

    assert written(installed) == ""


def test_a_keyboard_interrupt_is_no_crash(
    installed: InstalledLog, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert written(installed) == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_closing_gives_the_hooks_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path))
    hooks, handlers = (sys.excepthook, threading.excepthook), list(logging.getLogger().handlers)
    running = log.install(fixed_clock(date(2026, 11, 21)))
    assert (sys.excepthook, threading.excepthook) != hooks
    running.close()

    assert (sys.excepthook, threading.excepthook) == hooks
    assert logging.getLogger().handlers == handlers


def test_the_log_is_rotated_and_keeps_a_few(installed: InstalledLog, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed.path is not None
    for _ in range(4 * log.MAX_BYTES // 10_000 + log.MAX_BYTES // 5_000):
        logging.getLogger("app").error("x" * 10_000)

    logs = sorted(path.name for path in installed.path.parent.glob("rodatraden.log*"))
    assert logs == ["rodatraden.log", "rodatraden.log.1", "rodatraden.log.2", "rodatraden.log.3"]
    assert all(path.stat().st_size <= log.MAX_BYTES for path in installed.path.parent.glob("rodatraden.log*"))


def test_without_a_place_for_the_log_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "fil"
    blocked.touch()
    monkeypatch.setenv(SETTINGS_VARIABLE, str(blocked))
    running = log.install(fixed_clock(date(2026, 11, 21)))
    try:
        report = running.record(caught(ValueError(SECRET)))
    finally:
        running.close()

    assert report.log_path is None
    assert "ValueError" in report.text


def test_a_chain_of_errors_is_told_to_its_root() -> None:
    try:
        try:
            raise sqlite3.IntegrityError(SECRET)
        except sqlite3.IntegrityError as inner:
            raise RuntimeError(SECRET) from inner
    except RuntimeError as error:
        text = describe_error(error)

    assert text.index("RuntimeError") < text.index("caused by sqlite3.IntegrityError")
    assert SECRET not in text


def test_codes_of_the_system_and_the_database_are_told() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table t (x not null)")
        with pytest.raises(sqlite3.IntegrityError) as refused:
            connection.execute("insert into t values (null)")

    assert "(SQLITE_CONSTRAINT_NOTNULL)" in describe_error(refused.value)
    assert f"({errno.ENOSPC})" in describe_error(OSError(errno.ENOSPC, SECRET, f"/home/{SECRET}"))


def test_folder_names_are_left_out_of_places() -> None:
    text = describe_error(caught(ValueError()))

    assert str(ROOT) not in text
    assert "…/services/test_log.py" in text


def test_a_hard_crash_leaves_its_trace(tmp_path: Path) -> None:
    script = (
        "import faulthandler\n"
        "from datetime import date\n"
        "from app.services import log\n"
        "from app.services.clock import fixed_clock\n"
        "log.install(fixed_clock(date(2026, 11, 21)))\n"
        "faulthandler._sigabrt()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={SETTINGS_VARIABLE: str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )

    assert run.returncode != 0
    assert "Fatal Python error: Aborted" in (tmp_path / "logg" / log.FAULT_NAME).read_text(encoding="utf-8")
