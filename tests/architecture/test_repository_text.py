"""What is kept in the repository is finished, and says nothing about the machine it was made on."""

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, python_files, text_files

UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError|[Ll]orem ipsum"
    r"|pytest\.(mark\.)?(skip|xfail|importorskip)"
)
MACHINE_PATH = re.compile(r"(?<![\w.~}$-])/(root|work|home|opt|mnt|Users)/\w+")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|npmjs\.|deb\.debian|extra-index|index-url\s*[=:]")


def kept_files() -> list[tuple[str, str]]:
    """Every text file but this one, which has to spell what it looks for."""
    own = str(Path(__file__).relative_to(ROOT))
    return [(path, content) for path, content in text_files() if path != own]


def findings(pattern: re.Pattern[str], files: list[tuple[str, str]]) -> list[str]:
    """`path:line: text` for each line that the pattern finds."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, content in files
        if pattern.search(content)
        for number, line in enumerate(content.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_unfinished() -> None:
    assert not findings(UNFINISHED, kept_files())


def test_no_path_of_a_machine_is_kept() -> None:
    assert not findings(MACHINE_PATH, kept_files())


def test_no_address_of_a_registry_is_kept() -> None:
    assert not findings(REGISTRY, kept_files())


def test_user_text_is_searched_and_ordered_by_our_own_rules() -> None:
    """SQLite orders å, ä, ö wrongly and its LIKE ignores case only in ASCII."""
    pattern = re.compile(r"\.i?like\(|\bLIKE\b|order_by\([^)]*\.(title|name|text)\b")
    services = [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in python_files("app")
    ]
    assert not findings(pattern, services)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (UNFINISHED, "# TODO: later"),
        (UNFINISHED, "@pytest.mark.skip"),
        (UNFINISHED, "raise NotImplementedError"),
        (MACHINE_PATH, 'open("/home/anna/fil")'),
        (REGISTRY, "https://pypi.org/simple"),
    ],
)
def test_the_rules_see_what_they_look_for(pattern: re.Pattern[str], line: str) -> None:
    assert findings(pattern, [("file", line)])
