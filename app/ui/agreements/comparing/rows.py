"""What a comparison of two agreements shows: the head, then each section's text, frames and commitments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.services.formatting import write_tkr
from app.ui.parts.comparison_text import FIGURES, Row, field_rows, pair_row

if TYPE_CHECKING:
    from app.services.agreements.comparing import (
        AgreementComparison,
        CommitmentChange,
        FramesChange,
        FramesLine,
        SectionChange,
    )
    from app.services.steering.documents.differing import How, Pieces

_SECTION_WORDS = {"added": "tillagt avsnitt", "removed": "borttaget avsnitt"}
_COMMITMENT_WORDS = {"added": "tillagt", "removed": "borttaget"}
_FRAMES = "Tusental kronor"
_NONE = "–"


def rows_of(comparison: AgreementComparison, *, only_changed: bool) -> tuple[Row, ...]:
    """The rows of a comparison, all or those that differ with what they stand under."""
    found = [row for row in field_rows(comparison.head) if row.changed or not only_changed]
    for section in comparison.sections:
        if section.change != "kept" or not only_changed:
            found += _section_rows(section, only_changed)
    return tuple(found)


def _section_rows(section: SectionChange, only_changed: bool) -> Iterator[Row]:
    before = None if section.change == "added" else (section.title_before,)
    after = None if section.change == "removed" else (section.title_after,)
    note = _SECTION_WORDS.get(section.change, "")
    yield Row("title", before, after, bool(note), note=note, place=section.title)
    for pair in section.pairs:
        row = pair_row(pair, section.title)
        if row.changed or not only_changed:
            yield row
    if section.frames is not None and (section.frames.changed or not only_changed):
        yield from _frames_rows(section.frames, section.title, only_changed)
    for commitment in section.commitments:
        if commitment.change != "kept" or not only_changed:
            yield from _commitment_rows(commitment, section.title, only_changed)


def _frames_rows(frames: FramesChange, place: str, only_changed: bool) -> Iterator[Row]:
    head = (_pieces(_FRAMES), *(_pieces(str(year)) for year in frames.years))
    before, after = (any(side) for side in zip(*map(_sides, frames.lines), strict=True))
    yield Row(FIGURES, head if before else None, head if after else None, place=place)
    for line in frames.lines:
        if line.changed or not only_changed:
            old, new = _frame_cells(line, total=line is frames.lines[-1])
            sides = (old if before else None, new if after else None)
            yield Row(FIGURES, *sides, line.changed, place=f"{place}, {line.label.lower()}")


def _sides(line: FramesLine) -> tuple[bool, bool]:
    return (
        any(amount is not None for amount in line.before),
        any(amount is not None for amount in line.after),
    )


def _frame_cells(line: FramesLine, *, total: bool) -> tuple[tuple[Pieces, ...], tuple[Pieces, ...]]:
    """The amounts of a row; an amount that is another is marked, and how much it differs stands beside it."""
    before, after = [_pieces(line.label, bold=total)], [_pieces(line.label, bold=total)]
    for old, new, more in zip(line.before, line.after, line.differences, strict=True):
        before.append(_amount(old, "kept" if old == new else "removed", total))
        said = _amount(new, "kept" if old == new else "added", total)
        if old is not None and new is not None and more:
            said = (*said, *_pieces(f" ({write_tkr(more, plus=True)})"))
        after.append(said)
    return tuple(before), tuple(after)


def _amount(amount: int | None, how: How, bold: bool) -> Pieces:
    return _pieces(_NONE) if amount is None else _pieces(write_tkr(amount), how, bold=bold)


def _pieces(words: str, how: How = "kept", *, bold: bool = False) -> Pieces:
    from app.services.steering.documents.differing import Piece

    return (Piece(words, how, bold),)


def _commitment_rows(commitment: CommitmentChange, place: str, only_changed: bool) -> Iterator[Row]:
    title = "".join(piece.text for piece in commitment.title_after or commitment.title_before)
    yield Row(
        "heading2",
        None if commitment.number_before is None else (commitment.title_before,),
        None if commitment.number_after is None else (commitment.title_after,),
        commitment.title_before != commitment.title_after or commitment.change in _COMMITMENT_WORDS,
        (_number(commitment.number_before), _number(commitment.number_after)),
        _COMMITMENT_WORDS.get(commitment.change, ""),
        place,
    )
    for row in field_rows(commitment.fields, title):
        if row.changed or not only_changed:
            yield row


def _number(number: int | None) -> str:
    return "" if number is None else f"{number}\u2002"
