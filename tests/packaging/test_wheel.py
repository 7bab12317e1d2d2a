"""The wheel holds everything the program needs, and the command works from it in any folder."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.source_tree import ROOT


def _run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile")
    _run(*pip, "--target", str(target), str(wheel), cwd=target)
    return target


def _environment(installed: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(installed), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}


def test_the_wheel_carries_the_files_the_program_reads(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("resources", "migrations", "docs/anvandarhandbok"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"app/{path.relative_to(ROOT)}" in names
    assert "app/resources/styrmodeller/ljusnarsberg.toml" in names
    assert "app/migrations/env.py" in names
    assert not [name for name in names if name.startswith(("tests/", "tools/")) or "__pycache__" in name]


def test_the_command_works_in_another_folder(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "rodatraden")
    done = _run(sys.executable, command, "models", cwd=tmp_path, env=_environment(installed))
    assert "ljusnarsberg" in done.stdout
    assert done.stderr == ""


def test_the_installed_package_reads_its_own_files(installed: Path, tmp_path: Path) -> None:
    script = (
        "from app.services.paths import resource\n"
        "for parts in ('resources',), ('migrations',), ('docs', 'anvandarhandbok'):\n"
        "    print(resource(*parts))"
    )
    done = _run(sys.executable, "-c", script, cwd=tmp_path, env=_environment(installed))
    assert all(Path(line).is_relative_to(installed) for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) == 3


def test_a_file_can_be_made_and_checked_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    command = (sys.executable, str(installed / "bin" / "rodatraden"))
    environment = _environment(installed)
    file = str(tmp_path / "år 2027.styr")
    _run(*command, "new", file, "--model", "ljusnarsberg", "--example", cwd=tmp_path, env=environment)
    done = _run(*command, "info", file, "--json", cwd=tmp_path, env=environment)
    assert '"ljusnarsberg"' in done.stdout
