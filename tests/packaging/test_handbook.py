"""The handbook: its first chapter leads to every other, and no link leads nowhere."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "anvandarhandbok"
CHAPTERS = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)")


def test_the_first_chapter_names_every_other_in_their_order() -> None:
    names = LINK.findall(CHAPTERS[0].read_text("utf-8"))
    assert names == [path.name for path in CHAPTERS[1:]]


def test_the_chapters_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:2]) for path in CHAPTERS] == list(range(1, len(CHAPTERS) + 1))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_link_leads_to_a_chapter(chapter: Path) -> None:
    text = chapter.read_text("utf-8")
    assert text.startswith("# ")
    assert [name for name in LINK.findall(text) if not (FOLDER / name).is_file()] == []
