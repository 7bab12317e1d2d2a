"""What a comparison of two versions of a document shows: the head first, then each section's lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.ui.parts.comparison_text import Row, field_rows, pair_row

if TYPE_CHECKING:
    from app.services.steering.documents.comparing import Comparison, SectionChange

_HOW_WORDS = {"added": "tillagt avsnitt", "removed": "borttaget avsnitt"}


def rows_of(comparison: Comparison, *, only_changed: bool) -> tuple[Row, ...]:
    """The rows of a comparison, all or those that differ with the titles of their sections."""
    rows = [*field_rows(comparison.head)]
    for section in comparison.sections:
        if not only_changed or section.change != "kept" or section.moved:
            rows += _section_rows(section)
    return tuple(row for row in rows if not only_changed or row.changed or row.kind == "title")


def _section_rows(section: SectionChange) -> Iterator[Row]:
    title = "".join(piece.text for piece in section.title_after or section.title_before)
    before = None if section.change == "added" else (section.title_before,)
    after = None if section.change == "removed" else (section.title_after,)
    renamed = before is not None and after is not None and section.title_before != section.title_after
    note = _HOW_WORDS.get(section.change, "flyttat avsnitt" if section.moved else "")
    yield Row("title", before, after, renamed or bool(note), note=note, place=title)
    for pair in section.pairs:
        yield pair_row(pair, title)
