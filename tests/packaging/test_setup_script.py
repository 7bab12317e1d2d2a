"""tools/setup.sh and tools/run.sh on machines where something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT

BASH = shutil.which("bash") or "bash"
PROGRAMS = ("dirname", "uname", "cat", "rm", "sha256sum")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without .venv, and beside it a folder that holds the few programs of a bare machine."""
    place = tmp_path / "röda tråden"
    for folder in ("tools", "locks"):
        shutil.copytree(ROOT / folder, place / folder)
    shutil.copy(ROOT / "pyproject.toml", place)
    bare = tmp_path / "bin"
    bare.mkdir()
    for program in PROGRAMS:
        found = shutil.which(program)
        assert found, program
        (bare / program).symlink_to(found)
    return place


def _program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!{BASH}\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def _run(checkout: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    path = str(checkout.parent / "bin")
    environment = {"PATH": path, "LC_ALL": "C.UTF-8", **more}
    # The script adds the system's own folders for ldconfig; an empty root keeps them out of the test.
    return subprocess.run(
        [BASH, *command], cwd=checkout.parent, env=environment, capture_output=True, text=True, check=False
    )


def _without_system_folders(checkout: Path) -> None:
    script = checkout / "tools" / "setup.sh"
    text = script.read_text(encoding="utf-8")
    assert ":/usr/sbin:/sbin" in text
    script.write_text(text.replace(":/usr/sbin:/sbin", ""), encoding="utf-8")


def test_an_ordinary_user_gets_the_one_command_to_run(checkout: Path) -> None:
    _without_system_folders(checkout)
    bare = checkout.parent / "bin"
    _program(bare, "apt-get", "exit 9")
    _program(bare, "id", "echo 1000")
    _program(bare, "ldconfig", 'echo "libGL.so.1 (libc6) => x"')
    done = _run(checkout, str(checkout / "tools" / "setup.sh"), "development")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "sudo apt-get update && sudo apt-get install --no-install-recommends" in done.stderr
    assert {"libegl1", "python3-venv", "default-jdk-headless", "poppler-utils"} <= set(done.stderr.split())
    assert "libgl1" not in done.stderr.split()
    assert not (checkout / ".venv").exists()


def test_the_program_alone_needs_no_java(checkout: Path) -> None:
    _without_system_folders(checkout)
    _program(checkout.parent / "bin", "apt-get", "exit 9")
    _program(checkout.parent / "bin", "id", "echo 1000")
    done = _run(checkout, str(checkout / "tools" / "setup.sh"), "program")
    assert done.returncode == 1
    assert "jdk" not in done.stderr
    assert "libegl1" in done.stderr


def test_a_machine_without_apt_is_told_what_is_missing(checkout: Path) -> None:
    _without_system_folders(checkout)
    done = _run(checkout, str(checkout / "tools" / "setup.sh"), "program")
    assert done.returncode == 1
    assert "libxcb-cursor0" in done.stderr
    assert "sudo" not in done.stderr


def test_the_administrator_gets_the_packages_installed(checkout: Path) -> None:
    _without_system_folders(checkout)
    bare = checkout.parent / "bin"
    _program(bare, "apt-get", f'echo "$*" >>"{checkout}/asked"')
    _program(bare, "id", "echo 0")
    _run(checkout, str(checkout / "tools" / "setup.sh"), "program")
    asked = (checkout / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0].startswith("update")
    assert asked[1].startswith("install -y -qq --no-install-recommends ")
    assert "libegl1" in asked[1].split()


def test_run_without_a_screen_names_the_command_line_in_one_line(checkout: Path) -> None:
    done = _run(checkout, str(checkout / "tools" / "run.sh"))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert "rodatraden --help" in done.stdout


def test_run_with_a_screen_opens_the_example(checkout: Path) -> None:
    commands = checkout / ".venv" / "bin"
    commands.mkdir(parents=True)
    _program(commands, "rodatraden", 'echo "$*"')
    done = _run(checkout, str(checkout / "tools" / "run.sh"), DISPLAY=":1")
    assert done.stdout == "--exempel\n"


def test_the_scripts_can_be_run_as_they_are() -> None:
    scripts = [*(ROOT / "tools").glob("*.sh"), ROOT / ".ci" / "run"]
    assert len(scripts) >= 4
    for script in scripts:
        assert os.access(script, os.X_OK), script
        assert "set -euo pipefail" in script.read_text(encoding="utf-8"), script
