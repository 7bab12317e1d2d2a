"""The command as a process: exit codes, one-line reasons, encodings, and what is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import DONE, INTERNAL, REFUSED, WRONG_USE, main
from app.services import log, paths
from tests.architecture.source_tree import ROOT


def _process(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_a_command_ends_with_zero_and_says_nothing_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == DONE
    written = capsys.readouterr()
    assert "ljusnarsberg" in written.out
    assert written.err == ""


def test_help_ends_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == DONE
    assert main(["export", "--help"]) == DONE
    assert "Slutkoder" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["info", "finns inte.styr"], REFUSED),
        (["new", "x.styr", "--model", "finns inte"], REFUSED),
        (["new", "x.styr"], WRONG_USE),
        (["felstavat"], WRONG_USE),
    ],
)
def test_a_refusal_is_one_line_on_stderr(
    words: list[str],
    code: int,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == code
    written = capsys.readouterr()
    assert written.out == ""
    assert len(written.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_name_with_a_line_break_is_refused_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", "två\nrader.styr"]) == REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_wrong_day_in_the_environment_is_wrong_use(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODATRADEN_TODAY", "i morgon")
    assert main(["models"]) == WRONG_USE
    assert "i morgon" in capsys.readouterr().err


def test_an_internal_error_names_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(
        sys, "argv", None
    )  # nothing in the program can make it break, so the ground is removed
    assert main() == INTERNAL
    written = capsys.readouterr()
    assert len(written.err.splitlines()) == 1
    place = paths.log_dir() / log.LOG_NAME
    assert str(place) in written.err
    assert "TypeError" in place.read_text(encoding="utf-8")
    assert "Unexpected error" in caplog.text


def test_without_a_screen_the_window_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--exempel"]) == REFUSED
    written = capsys.readouterr()
    assert "skärm" in written.err
    assert len(written.err.splitlines()) == 1


def test_the_answer_is_utf8_whatever_the_console_says() -> None:
    done = _process("models", PYTHONIOENCODING="cp850", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "nivåer" in done.stdout.decode("utf-8")
    refused = _process("info", "åäö.styr", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert refused.returncode == REFUSED
    assert "åäö.styr" in refused.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_internal_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app", "models"],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == REFUSED
    assert done.stderr == b""


def test_without_a_console_nothing_breaks() -> None:
    script = (
        "import sys; sys.stdout = sys.stderr = None\nfrom app.cli import main\nsys.exit(main(['models']))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("'models'", {"PySide6", "sqlalchemy", "reportlab", "alembic"}),
        ("'info', 'finns inte.styr'", {"PySide6", "reportlab", "alembic", "pydantic", "matplotlib"}),
        ("'--help'", {"PySide6", "sqlalchemy", "reportlab", "pydantic"}),
    ],
)
def test_a_command_loads_only_what_it_needs(words: str, never: set[str]) -> None:
    script = (
        f"import sys\nfrom app.cli import main\nmain([{words}])\n"
        "print('loaded', *{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "app" in loaded
    assert not loaded & never
