"""The locks name every package exactly, with hashes and without addresses, and agree with each other."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("program", "development", "validator")
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!]+)(?: ; (?P<marker>[^\\]+?))? \\$")


def _text(lock: str) -> str:
    return (ROOT / "locks" / f"{lock}.lock").read_text(encoding="utf-8")


def _entries(lock: str) -> list[str]:
    """The lock's entries, each with its continuation lines joined."""
    lines = [line for line in _text(lock).splitlines() if not line.lstrip().startswith("#")]
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry.strip()]


def _pins(lock: str) -> dict[str, set[str]]:
    """Locked versions by package; more than one where they differ by platform."""
    pins: dict[str, set[str]] = {}
    for entry in _entries(lock):
        match = PIN.match(entry.splitlines()[0])
        assert match, f"{lock}: {entry.splitlines()[0]}"
        pins.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_an_exact_version_with_hashes(lock: str) -> None:
    entries = _entries(lock)
    assert entries
    for entry in entries:
        first, *rest = entry.splitlines()
        assert PIN.match(first), first
        assert rest
        assert all(re.match(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in rest), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_folder(lock: str) -> None:
    assert "://" not in _text(lock)
    assert not re.search(r"--(index|extra|find)|(^|\s)/\w", _text(lock))


def test_the_program_is_tested_with_the_versions_it_is_delivered_with() -> None:
    program, development = _pins("program"), _pins("development")
    assert {name: development.get(name) for name in program} == program


def _requirements(*groups: str) -> list[str]:
    lines: list[str] = []
    for group in groups:
        for entry in PROJECT["dependency-groups"][group]:
            lines += [entry] if isinstance(entry, str) else _requirements(entry["include-group"])
    return lines


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("program", PROJECT["project"]["dependencies"] + _requirements("build")),
        ("development", PROJECT["project"]["dependencies"] + _requirements("dev")),
        ("validator", _requirements("validator")),
    ],
)
def test_a_lock_answers_to_pyproject(lock: str, wanted: list[str]) -> None:
    pins = _pins(lock)
    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is not locked; run make lock"
        assert all(requirement.specifier.contains(Version(version)) for version in versions), requirement
