"""A file with the example, and a way to run a command as the user does."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.services.clock import fixed_clock
from tests.newfiles import create_file


@dataclass(frozen=True)
class Answer:
    """What became of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as a program reads it."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; a refusal is always one line."""

    def command(*words: object) -> Answer:
        code = main([str(word) for word in words])
        written = capsys.readouterr()
        return Answer(code, written.out, written.err)

    return command


@pytest.fixture(scope="session")
def _example_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("exempel") / "exempel.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(date(2026, 11, 21)), user="A", example_year=2027)
    return path.read_bytes()


@pytest.fixture
def example(tmp_path: Path, _example_bytes: bytes) -> Path:
    """A file of its own with the example around 2027."""
    path = tmp_path / "Ljusnarsberg år 2027.styr"
    path.write_bytes(_example_bytes)
    return path
