"""What the first word means, and where options may stand."""

from datetime import date
from pathlib import Path

import pytest

from app.commands.grammar import COMMANDS, read_arguments


@pytest.mark.parametrize("name", COMMANDS)
def test_a_first_word_that_is_a_command_is_the_command(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(b"")
    rest = {
        "models": [],
        "new": ["x.styr", "--model", "m"],
        "export": ["x.styr", "data", "--out", "y"],
        "import": ["x.styr", "styrmodell", "y.toml"],
        "restore": ["x.styr", "y.styr"],
        "verify": ["x.styr", "7F3A-91C2-E05B"],
    }
    assert read_arguments([name, *rest.get(name, ["x.styr"])]).command == name
    opened = read_arguments([f"./{name}"])
    assert (opened.command, opened.file) == ("", Path(name))


def test_without_a_command_the_window_is_opened() -> None:
    nothing = read_arguments([])
    assert (nothing.command, nothing.file, nothing.exempel) == ("", None, False)
    assert read_arguments(["--exempel"]).exempel
    assert read_arguments(["min kommun.styr"]).file == Path("min kommun.styr")


def test_a_file_without_suffix_is_opened_when_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kommunen").write_bytes(b"")
    assert read_arguments(["kommunen"]).file == Path("kommunen")


@pytest.mark.parametrize(
    "words",
    [
        ["--today", "2026-02-03", "info", "x.styr"],
        ["info", "--today", "2026-02-03", "x.styr"],
        ["info", "x.styr", "--today=2026-02-03"],
        ["--today=2026-02-03", "info", "x.styr"],
    ],
)
def test_the_day_may_stand_anywhere(words: list[str]) -> None:
    arguments = read_arguments(words)
    assert (arguments.command, arguments.today) == ("info", date(2026, 2, 3))


def test_the_day_may_be_named_when_the_window_is_opened() -> None:
    arguments = read_arguments(["--today", "2026-02-03", "x.styr"])
    assert (arguments.command, arguments.file, arguments.today) == ("", Path("x.styr"), date(2026, 2, 3))


def test_a_file_may_be_called_anything_after_two_dashes() -> None:
    assert read_arguments(["info", "--", "--json"]).file == Path("--json")
    opened = read_arguments(["--", "models"])
    assert (opened.command, opened.file) == ("", Path("models"))
