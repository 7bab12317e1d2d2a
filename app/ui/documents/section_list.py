"""The sections of a document as a list, each with how much is written in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.services.formatting import write_count
from app.ui.parts import section_list
from app.ui.parts.section_list import SectionLine

if TYPE_CHECKING:
    from app.services.steering.documents.sections import SectionView


class SectionList(section_list.SectionList):
    """Shows the sections of a document and says which is chosen."""

    def show_sections(self, sections: Sequence[SectionView], *, editable: bool) -> None:
        """Show sections in order; the chosen one stays chosen, without being told again."""
        self.show_lines([_line(section) for section in sections], editable=editable)


def _line(section: SectionView) -> SectionLine:
    lacks = section.required and section.empty
    said = "Ska skrivas" if lacks else "Tomt" if section.empty else write_count(section.words, "ord", "ord")
    return SectionLine(section.key, section.title, said, lacks)
