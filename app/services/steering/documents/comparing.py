"""Two versions of a document, or two documents, beside each other with what differs marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.steering import NodeVersion
from app.services.formatting import write_date
from app.services.steering.documents.differing import (
    Change,
    Pair,
    Pieces,
    differences,
    text_differences,
)
from app.services.steering.documents.heads import HEAD_WORDS
from app.services.steering.documents.sections import SectionView, sections
from app.services.steering.nodes import get_node
from app.services.steering.rules import STATUS_WORDS
from app.services.textorder import fold

#: The fields of a document's head that are compared, as they are called on screen and paper.
_FIELDS: tuple[tuple[str, str], ...] = (
    ("title", "Titel"),
    ("text", "Beskrivning"),
    ("valid_from", "Gäller från"),
    ("valid_to", "Gäller till"),
    ("validity_text", "Giltighet"),
    ("due_year", "Målår"),
    ("review_on", "Nästa översyn"),
    *HEAD_WORDS.items(),
)


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version that can be compared, such as "Version 2, beslutad"."""

    version_id: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared."""

    version_id: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the head; equal on both sides when `change` is "kept"."""

    label: str
    before: Pieces
    after: Pieces
    change: Change


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section before and after; `moved` when it stands in another order among the others."""

    key: str
    title_before: Pieces
    title_after: Pieces
    pairs: tuple[Pair, ...]
    change: Change
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything of two versions, what they share and what differs."""

    before: Side
    after: Side
    head: tuple[FieldChange, ...]
    sections: tuple[SectionChange, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self._fields_changed and all(
            one.change == "kept" and not one.moved for one in self.sections
        )

    @property
    def summary(self) -> str:
        """What differs in one sentence: "3 avsnitt ändrade, 1 tillagt."."""
        if self.same:
            return "Inga skillnader."
        parts = [words for words in map(self._counted, _COUNTED) if words]
        if parts:
            first, *others = parts
            number, _, how = first.partition(" ")
            parts = [f"{number} avsnitt {how}", *others]
        if self._fields_changed:
            one = self._fields_changed == 1
            parts.append(f"{self._fields_changed} {'uppgift' if one else 'uppgifter'} i huvudet "
                         f"{'ändrad' if one else 'ändrade'}")  # fmt: skip
        return f"{', '.join(parts)}."

    @property
    def _fields_changed(self) -> int:
        return sum(one.change != "kept" for one in self.head)

    def _counted(self, how: str) -> str:
        one, several = _COUNTED[how]
        if how == "moved":
            count = sum(section.moved for section in self.sections)
        else:
            count = sum(section.change == how for section in self.sections)
        return f"{count} {one if count == 1 else several}" if count else ""


_COUNTED = {
    "changed": ("ändrat", "ändrade"),
    "added": ("tillagt", "tillagda"),
    "removed": ("borttaget", "borttagna"),
    "moved": ("flyttat", "flyttade"),
}


def version_choices(session: Session, *, node_id: int) -> tuple[VersionChoice, ...]:
    """The versions of a document that can be compared, the newest first."""
    node = get_node(session, node_id)
    newest_first = sorted(node.versions, key=lambda version: -version.number)
    return tuple(VersionChoice(one.id, one.number, _version_words(one)) for one in newest_first)


def compare(session: Session, *, before_id: int, after_id: int) -> Comparison:
    """Two versions by their ids, of one document or of two."""
    before, after = _version(session, before_id), _version(session, after_id)
    return Comparison(
        before=Side(before.id, before.title, _version_words(before)),
        after=Side(after.id, after.title, _version_words(after)),
        head=tuple(_field(label, getattr(before, name), getattr(after, name)) for name, label in _FIELDS),
        sections=compare_sections(_sections(session, before), _sections(session, after)),
    )


def compare_sections(
    before: Sequence[SectionView], after: Sequence[SectionView]
) -> tuple[SectionChange, ...]:
    """Sections matched by key, else by title; in the order after, what was removed where it stood."""
    partners = _partners(before, after)
    moved = _moved(before, after, partners)
    changes = [_section(partners.get(one.key), one, one.key in moved) for one in after]
    matched = {one.key for one in partners.values()}
    where = {partner.key: key for key, partner in partners.items()}
    for place, one in enumerate(before):
        if one.key not in matched:
            ahead = next((where[other.key] for other in reversed(before[:place]) if other.key in where), None)
            at = next((number for number, change in enumerate(changes, 1) if change.key == ahead), 0)
            while at < len(changes) and changes[at].change == "removed":
                at += 1
            changes.insert(at, _section(one, None, False))
    return tuple(changes)


def _partners(before: Sequence[SectionView], after: Sequence[SectionView]) -> dict[str, SectionView]:
    """Which section before each section after was, by the key of the one after."""
    by_key = {one.key: one for one in before}
    found = {one.key: by_key[one.key] for one in after if one.key in by_key}
    by_title = {fold(one.title): one for one in before if one.key not in found}
    for one in after:
        if one.key not in found and fold(one.title) in by_title:
            found[one.key] = by_title.pop(fold(one.title))
    return found


def _moved(
    before: Sequence[SectionView], after: Sequence[SectionView], partners: dict[str, SectionView]
) -> set[str]:
    old = [one.key for one in before if any(one is partner for partner in partners.values())]
    new = [partners[one.key].key for one in after if one.key in partners]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    steady = {new[place] for block in blocks for place in range(block.b, block.b + block.size)}
    return {key for key, partner in partners.items() if partner.key not in steady}


def _section(before: SectionView | None, after: SectionView | None, moved: bool) -> SectionChange:
    one = after or before
    if one is None:
        raise ValueError("a section stands on one side at least")
    title_before, title_after = text_differences(
        before.title if before else "", after.title if after else ""
    )  # fmt: skip
    if before is not None and after is not None and before.text == after.text:
        pairs = differences(one.document, one.document)
    else:
        empty = SectionView("", "", False, "", 0, True)
        pairs = differences((before or empty).document, (after or empty).document)
    change: Change = "removed" if after is None else "added" if before is None else "kept"
    differs = title_before != title_after or any(pair.change != "kept" for pair in pairs)
    if change == "kept" and differs:
        change = "changed"
    return SectionChange(one.key, title_before, title_after, pairs, change, moved)


def _field(label: str, before: object, after: object) -> FieldChange:
    old, new = _words(before), _words(after)
    left, right = text_differences(old, new)
    change: Change = "kept" if old == new else "added" if not old else "removed" if not new else "changed"
    return FieldChange(label, left, right, change)


def _words(value: object) -> str:
    if isinstance(value, date):
        return write_date(value)
    return "" if value is None else str(value)


def _sections(session: Session, version: NodeVersion) -> tuple[SectionView, ...]:
    return sections(session, node_id=version.node_id, number=version.number).sections


def _version(session: Session, version_id: int) -> NodeVersion:
    version = session.scalars(select(NodeVersion).where(NodeVersion.id == version_id)).one_or_none()
    if version is None:
        raise NotFound("Versionen")
    return version


def _version_words(version: NodeVersion) -> str:
    return f"Version {version.number}, {STATUS_WORDS[version.status].lower()}"
