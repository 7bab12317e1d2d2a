"""Two versions or two years of an agreement beside each other, with what differs marked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementSnapshot
from app.models.errors import NotFound
from app.models.steering import Node, NodeVersion
from app.services.agreements.builder import build_document, decided_document
from app.services.agreements.changes import changed_since
from app.services.agreements.compared import rich_of
from app.services.agreements.document import (
    AgreementDocument,
    Commitment,
    Commitments,
    FramesTable,
    Section,
)
from app.services.agreements.knowing import get_agreement
from app.services.clock import Clock
from app.services.formatting import write_long_date, write_period, write_years
from app.services.steering.documents.comparing import FieldChange
from app.services.steering.documents.differing import (
    Change,
    Pair,
    Pieces,
    differences,
    text_differences,
)
from app.services.textorder import fold

__all__ = ["AgreementComparison", "changed_since", "compare", "version_choices"]

Text = tuple[int, int | None]
"""An agreement, and one of its decided versions; None is as it stands now."""
_ALIKE: Final = 0.5
_FIELDS: Final[tuple[tuple[str, Callable[[AgreementDocument], str]], ...]] = (
    ("Titel", lambda one: one.title),
    ("Utförare", lambda one: one.performer),
    ("Beställare", lambda one: one.client),
    ("Avtal", lambda one: one.contract or ""),
    ("Gäller", lambda one: write_period(one.term_starts, one.term_ends)),
    ("Diarienummer", lambda one: one.registration_number or ""),
    ("Undertecknare", lambda one: ", ".join(line.role for line in one.signatories)),
)
_COMMITMENT_FIELDS: Final = {
    "text": "Beskrivning",
    "perspective": "Perspektiv",
    "goal": "Bidrar till",
    "measure": "Mått",
    "baseline": "Utgångsläge",
    "target": "Målvärde",
    "due": "Målår",
}


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A text that can be compared: `text` is what `compare` takes, `words` what it is called."""

    text: Text
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared."""

    text: Text
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FramesLine:
    """A row of the frames in öre by year, before and after; None where there is none."""

    label: str
    before: tuple[int | None, ...]
    after: tuple[int | None, ...]

    @property
    def differences(self) -> tuple[int, ...]:
        """How much more or less each year has."""
        return tuple((new or 0) - (old or 0) for old, new in zip(self.before, self.after, strict=True))

    @property
    def changed(self) -> bool:
        """Whether any year differs."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class FramesChange:
    """The frames of both, over the years of either; the last line is the frame itself."""

    years: tuple[int, ...]
    lines: tuple[FramesLine, ...]

    @property
    def changed(self) -> bool:
        """Whether any amount differs."""
        return any(line.changed for line in self.lines)


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """A commitment before and after, with its fields; its number on each paper, None where it is missing."""

    number_before: int | None
    number_after: int | None
    title_before: Pieces
    title_after: Pieces
    fields: tuple[FieldChange, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section before and after: its text line by line, its frames and its commitments."""

    title_before: Pieces
    title_after: Pieces
    pairs: tuple[Pair, ...]
    frames: FramesChange | None
    commitments: tuple[CommitmentChange, ...]
    change: Change

    @property
    def title(self) -> str:
        """What it is called, after if it is there."""
        return "".join(piece.text for piece in self.title_after or self.title_before)


@dataclass(frozen=True, slots=True)
class AgreementComparison:
    """Everything of two texts, what they share and what differs."""

    before: Side
    after: Side
    head: tuple[FieldChange, ...]
    sections: tuple[SectionChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return all(one.change == "kept" for one in self.head) and all(
            one.change == "kept" for one in self.sections
        )

    @property
    def summary(self) -> str:
        """What differs, in a sentence."""
        if self.same:
            return "Inga skillnader."
        sections = [one.title for one in self.sections if one.change != "kept"]
        head = sum(one.change != "kept" for one in self.head)
        parts = [f"”{title}”" for title in sections]
        if head:
            parts.append("uppgifter i huvudet")
        listed = ", ".join(parts[:-1]) + (f" och {parts[-1]}" if len(parts) > 1 else parts[-1])
        return f"Skillnader i {listed}."


def compare(session: Session, *, left: Text, right: Text, clock: Clock) -> AgreementComparison:
    """Two texts section by section; a version that is None is the agreement as it stands now."""
    old, new = _document(session, left, clock), _document(session, right, clock)
    return AgreementComparison(
        before=Side(left, old.full_title, _version_words(old)),
        after=Side(right, new.full_title, _version_words(new)),
        head=tuple(_field(label, read(old), read(new)) for label, read in _FIELDS),
        sections=compare_sections(old.sections, new.sections),
    )


def version_choices(session: Session, *, agreement_id: int) -> tuple[VersionChoice, ...]:
    """What can be compared with an agreement: its versions, the newest first, and those of other years."""
    agreement = get_agreement(session, agreement_id)
    same = select(Agreement).where(
        Agreement.unit_id == agreement.unit_id, Agreement.kind_id == agreement.kind_id
    )
    found = sorted(
        session.scalars(same), key=lambda one: (one.id == agreement.id, one.starts or date.min, one.id)
    )
    return tuple(choice for one in reversed(found) for choice in _choices(session, one))


def compare_sections(before: Sequence[Section], after: Sequence[Section]) -> tuple[SectionChange, ...]:
    """Sections matched by heading, in the order after; what was removed stands where it stood."""
    old = {fold(one.heading): one for one in before}
    new = {fold(one.heading) for one in after}
    changes: list[SectionChange] = []
    waiting = list(before)
    for one in after:
        while waiting and fold(waiting[0].heading) not in new:
            changes.append(_section(waiting.pop(0), None))
        partner = old.get(fold(one.heading))
        if partner in waiting:
            waiting.remove(partner)
        changes.append(_section(partner, one))
    return (*changes, *(_section(one, None) for one in waiting if fold(one.heading) not in new))


def compare_frames(before: FramesTable | None, after: FramesTable | None) -> FramesChange | None:
    """The rows of both tables over the years of either; None where neither has any."""
    tables = [table for table in (before, after) if table is not None]
    if not tables:
        return None
    years = tuple(sorted({year for table in tables for year in table.years}))
    labels = list(dict.fromkeys(row.label for table in reversed(tables) for row in table.rows))
    lines = [
        FramesLine(label, _amounts(before, label, years), _amounts(after, label, years)) for label in labels
    ]
    total = FramesLine(tables[-1].total_label, _amounts(before, None, years), _amounts(after, None, years))
    return FramesChange(years, (*lines, total))


def _document(session: Session, text: Text, clock: Clock) -> AgreementDocument:
    agreement_id, version_id = text
    if version_id is None:
        return build_document(session, agreement_id=agreement_id, clock=clock)
    kept = select(AgreementSnapshot.id).where(
        AgreementSnapshot.agreement_id == agreement_id, AgreementSnapshot.node_version_id == version_id
    )
    if session.scalar(kept) is None:
        raise NotFound("Versionen")
    return decided_document(session, node_version_id=version_id)


def _choices(session: Session, agreement: Agreement) -> Iterator[VersionChoice]:
    node = session.get_one(Node, agreement.node_id)
    starts, ends = agreement.starts, agreement.ends
    years = write_years(starts.year, (ends or starts).year) if starts is not None else "Utan avtalstid"
    kept = set(
        session.scalars(
            select(AgreementSnapshot.node_version_id).where(AgreementSnapshot.agreement_id == agreement.id)
        )
    )
    for version in sorted(node.versions, key=lambda one: -one.number):
        current = version.id == node.current.id
        if version.id in kept:
            text: Text = (agreement.id, version.id)
        elif current:
            text = (agreement.id, None)
        else:
            continue
        yield VersionChoice(text, f"{years}, {_told(version)}")


def _told(version: NodeVersion) -> str:
    if not version.locked:
        return f"utkast till version {version.number}.0"
    days = [
        row.decided_on
        for row in version.decisions
        if row.step == "definitive" and row.outcome == "decided" and row.decided_on
    ]
    decided = f", beslutad {write_long_date(days[0])}" if days else ", beslutad"
    return f"version {version.number}.0{decided}"


def _version_words(document: AgreementDocument) -> str:
    state = "utkast" if document.draft else "beslutad"
    return f"Version {document.version}, {state} {write_long_date(document.document_date)}"


def _field(label: str, before: str, after: str) -> FieldChange:
    left, right = text_differences(before, after)
    change: Change = (
        "kept" if before == after else "added" if not before else "removed" if not after else "changed"
    )
    return FieldChange(label, left, right, change)


def _section(before: Section | None, after: Section | None) -> SectionChange:
    left, right = text_differences(before.heading if before else "", after.heading if after else "")
    pairs = differences(rich_of(before.blocks if before else ()), rich_of(after.blocks if after else ()))
    frames = compare_frames(_first_frames(before), _first_frames(after))
    commitments = tuple(_commitments(_items(before), _items(after)))
    change: Change = "removed" if after is None else "added" if before is None else "kept"
    differs = (
        left != right
        or any(pair.change != "kept" for pair in pairs)
        or (frames is not None and frames.changed)
        or any(one.change != "kept" for one in commitments)
    )
    if change == "kept" and differs:
        change = "changed"
    return SectionChange(left, right, pairs, frames, commitments, change)


def _first_frames(section: Section | None) -> FramesTable | None:
    blocks = section.blocks if section is not None else ()
    return next((block for block in blocks if isinstance(block, FramesTable)), None)


def _items(section: Section | None) -> list[Commitment]:
    blocks = section.blocks if section is not None else ()
    return [item for block in blocks if isinstance(block, Commitments) for item in block.items]


def _amounts(table: FramesTable | None, label: str | None, years: Sequence[int]) -> tuple[int | None, ...]:
    """The amounts of a row over some years, or of the frame itself for None."""
    if table is None:
        return (None,) * len(years)
    found = dict.fromkeys(years)
    if label is None:
        found |= dict(zip(table.years, table.totals, strict=True))
    for row in table.rows:
        if row.label == label:
            found |= dict(zip(table.years, row.amounts, strict=True))
    return tuple(found[year] for year in years)


def _commitments(before: Sequence[Commitment], after: Sequence[Commitment]) -> Iterator[CommitmentChange]:
    partners = _partners(before, after)
    left = [place for place in range(len(before)) if place not in partners.values()]
    for number, one in enumerate(after):
        ahead = min((partners[n] for n in range(number, len(after)) if n in partners), default=len(before))
        while left and left[0] < ahead:
            yield _commitment(before[left[0]], None, left.pop(0), None)
        partner = partners.get(number)
        yield _commitment(before[partner] if partner is not None else None, one, partner, number)
    for place in left:
        yield _commitment(before[place], None, place, None)


def _partners(before: Sequence[Commitment], after: Sequence[Commitment]) -> dict[int, int]:
    """Which commitment before each one after was: by its title, else by the likest that is left."""
    places = {fold(one.title): place for place, one in enumerate(before)}
    found = {
        number: places.pop(fold(one.title)) for number, one in enumerate(after) if fold(one.title) in places
    }
    left = [place for place in range(len(before)) if place not in found.values()]
    for number, one in enumerate(after):
        if number in found or not left:
            continue
        ratios = {place: _ratio(before[place].title, one.title) for place in left}
        best = max(left, key=lambda place: ratios[place])
        if ratios[best] >= _ALIKE:
            found[number] = best
            left.remove(best)
    return found


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _commitment(
    before: Commitment | None, after: Commitment | None, place: int | None, number: int | None
) -> CommitmentChange:
    left, right = text_differences(before.title if before else "", after.title if after else "")
    changes = tuple(
        _field(_COMMITMENT_FIELDS[one.name], _said(before, one.name), _said(after, one.name))
        for one in fields(Commitment)
        if one.name in _COMMITMENT_FIELDS and (_said(before, one.name) or _said(after, one.name))
    )
    change: Change = "removed" if after is None else "added" if before is None else "kept"
    if change == "kept" and (left != right or any(one.change != "kept" for one in changes)):
        change = "changed"
    return CommitmentChange(
        None if place is None else place + 1,
        None if number is None else number + 1,
        left,
        right,
        changes,
        change,
    )


def _said(commitment: Commitment | None, name: str) -> str:
    return "" if commitment is None else (getattr(commitment, name) or "")
