"""The sections of an agreement as lines of a list, and the way from one gap to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.services import richtext
from app.services.formatting import write_count
from app.ui.parts.section_list import SectionLine

if TYPE_CHECKING:
    from app.services.agreements.sections import SectionView
    from app.services.agreements.views import AgreementRow

FORMALITIES = "formalities"
"""The key of the last line: what stands outside the sections."""
FORMAL_TITLE = "Hela handlingen"


def lines_of(sections: Sequence[SectionView], formal_lacks: Sequence[str]) -> tuple[SectionLine, ...]:
    """A line for each section, and one for what concerns the whole: parties, term and signatures."""
    said = _lacks_words(formal_lacks) or "Parter, tid, underskrift"
    last = SectionLine(FORMALITIES, FORMAL_TITLE, said, bool(formal_lacks))
    return (*map(_line, sections), last)


def key_of(section: SectionView) -> str:
    """What tells a section from the others in the list."""
    return str(section.part_id)


def formal_lacks(row: AgreementRow, sections: Sequence[SectionView]) -> tuple[str, ...]:
    """What the agreement lacks outside its sections."""
    told = {lack for section in sections for lack in section.lacks}
    return tuple(lack for lack in row.missing if lack not in told)


def next_gap(keys: Sequence[str], lacking: Sequence[str], current: str | None) -> str | None:
    """The next line that lacks something, after the current one and round; None when only that one does."""
    if not lacking:
        return None
    place = keys.index(current) if current in keys else -1
    after = [key for key in keys[place + 1 :] if key in lacking]
    return after[0] if after else None


def next_incomplete(rows: Sequence[AgreementRow], current: int | None) -> int | None:
    """The next agreement that can be written in and lacks something, after the current one and round."""
    keys = [row.id for row in rows]
    place = keys.index(current) if current in keys else -1
    ordered = (*rows[place + 1 :], *rows[: max(place, 0)])
    return next((row.id for row in ordered if row.missing and not row.locked), None)


def _line(section: SectionView) -> SectionLine:
    if section.lacks:
        return SectionLine(key_of(section), section.title, _lacks_words(section.lacks), True)
    return SectionLine(key_of(section), section.title, _said(section))


def _said(section: SectionView) -> str:
    if not section.printed:
        return "Skrivs inte ut än"
    said = []
    if section.own:
        said.append(write_count(richtext.word_count(richtext.read(section.own, limited=False)), "ord", "ord"))
    elif section.standard:
        said.append("Standardtext")
    if section.links:
        said.append(f"{len(section.links)} ur uppgifterna")
    return ", ".join(said) or "Tomt"


def _lacks_words(lacks: Sequence[str]) -> str:
    """How many they are; "" when nothing is missing."""
    if not lacks:
        return ""
    return write_count(len(lacks), "sak saknas", "saker saknas")
