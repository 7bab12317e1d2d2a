"""The sections of a document: those that its kind requires, in order, and those of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import DocumentSection
from app.models.errors import Locked, NotFound
from app.models.steering import DocumentKind, Node, NodeVersion
from app.models.types import new_id
from app.services import richtext
from app.services.steering import rules
from app.services.steering.documents.sectionerrors import NoDocument, OnlySection, RequiredStays, TitleTaken
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.textorder import fold
from app.services.typed import needed

FREE_KEY = "innehall"
FREE_TITLE = "Innehåll"

_NO_LETTER = re.compile(r"[^\w]+")
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section; `requirement` is what the steering model calls it, None for one of the document's own."""

    key: str
    title: str
    required: bool
    text: str
    words: int
    empty: bool
    requirement: str | None = None
    plain: str = ""

    @property
    def document(self) -> richtext.Document:
        """The text with its blocks; of one that is damaged in the file the words alone."""
        try:
            return richtext.read(self.text)
        except richtext.UnreadableText:
            return richtext.from_plain(self.plain)


@dataclass(frozen=True, slots=True)
class SectionsView:
    """The sections of one version of a document, in order; `version` is the row version of the node."""

    node_id: int
    version_id: int
    number: int
    version: int
    title: str
    locked: bool
    sections: tuple[SectionView, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of the required sections in which nothing is written."""
        return tuple(one.title for one in self.sections if one.required and one.empty)

    def of(self, key: str) -> SectionView | None:
        """The section of a key; None when it is gone."""
        return next((one for one in self.sections if one.key == key), None)


@dataclass(slots=True)
class _Planned:
    """A section as it stands or would stand: its row when there is one, and what is required of it."""

    key: str
    title: str
    requirement: str | None
    row: DocumentSection | None


# ---- what is read ------------------------------------------------------------------------------------


def sections(session: Session, *, node_id: int, number: int | None = None) -> SectionsView:
    """The sections of a document's current version, or of the version of a number."""
    node = get_node(session, node_id)
    version = node.current if number is None else _numbered(node, number)
    return SectionsView(
        node_id=node.id,
        version_id=version.id,
        number=version.number,
        version=node.version,
        title=version.title,
        locked=version.locked,
        sections=tuple(_view(one) for one in _planned(session, node, version)),
    )


def missing_sections(session: Session, node_id: int) -> tuple[str, ...]:
    """Titles of the required sections in which nothing is written yet; a document cannot be ready before."""
    return sections(session, node_id=node_id).missing


def copy_sections(session: Session, *, from_version_id: int, to_version_id: int) -> None:
    """Give a new version the sections of the one before; a part of other use cases."""
    for row in _rows(session, from_version_id):
        session.add(
            DocumentSection(
                id=new_id(), node_version_id=to_version_id, key=row.key, position=row.position,
                title=row.title, required=row.required, text=row.text, plain=row.plain,
            )
        )  # fmt: skip


def _view(one: _Planned) -> SectionView:
    plain = one.row.plain if one.row else ""
    return SectionView(
        key=one.key,
        title=one.title,
        required=one.requirement is not None,
        text=one.row.text if one.row else "",
        words=len(plain.split()),
        empty=not plain.strip(),
        requirement=one.requirement,
        plain=plain,
    )


# ---- what can be done --------------------------------------------------------------------------------


def write_section(session: Session, *, node_id: int, key: str, text: str, expected_version: int) -> None:
    """Write what a section says, as kept rich text; sections that only were to be are made with it."""
    node, planned = _open(session, node_id, expected_version)
    one = _find(planned, key)
    document = richtext.read(text)
    if text == (one.row.text if one.row else ""):
        return
    row = _store(session, node, planned)[key]
    describe(session, f"Ändrade avsnittet ”{row.title}” i ”{node.current.title}”")
    row.text, row.plain = text, richtext.plain(document)
    touch(node)


def ensure_sections(session: Session, *, node_id: int, expected_version: int) -> None:
    """Make rows of the sections that are required; those that were are left as they are."""
    node, planned = _open(session, node_id, expected_version)
    if all(one.row and one.row.required == (one.requirement is not None) for one in planned):
        return
    _store(session, node, planned)
    describe(session, f"Lade upp avsnitten i ”{node.current.title}”")
    touch(node)


def add_section(
    session: Session, *, node_id: int, title: str, expected_version: int, after: str | None = None
) -> str:
    """Add a section of the document's own, last or after another; gives its key."""
    node, planned = _open(session, node_id, expected_version)
    title = _free_title(title, planned)
    place = len(planned) if after is None else planned.index(_find(planned, after)) + 1
    key = f"eget-{new_id()}"
    planned.insert(place, _Planned(key, title, None, None))
    _store(session, node, planned)
    describe(session, f"Lade till avsnittet ”{title}” i ”{node.current.title}”")
    touch(node)
    return key


def rename_section(session: Session, *, node_id: int, key: str, title: str, expected_version: int) -> None:
    """Give a section another title; a required one stays what it is whatever it is called."""
    node, planned = _open(session, node_id, expected_version)
    one = _find(planned, key)
    if _tidy(title) == one.title:
        return
    title = _free_title(title, [other for other in planned if other is not one])
    row = _store(session, node, planned)[key]
    describe(session, f"Döpte om avsnittet ”{row.title}” till ”{title}” i ”{node.current.title}”")
    row.title = title
    touch(node)


def move_section(session: Session, *, node_id: int, key: str, steps: int, expected_version: int) -> None:
    """Move a section up or down among the others; beyond the ends it stays at the end."""
    node, planned = _open(session, node_id, expected_version)
    one = _find(planned, key)
    place = planned.index(one)
    wanted = max(0, min(len(planned) - 1, place + steps))
    if wanted == place:
        return
    planned.insert(wanted, planned.pop(place))
    _store(session, node, planned)
    describe(session, f"Flyttade avsnittet ”{one.title}” i ”{node.current.title}”")
    touch(node)


def remove_section(session: Session, *, node_id: int, key: str, expected_version: int) -> None:
    """Remove a section of the document's own with what it says."""
    node, planned = _open(session, node_id, expected_version)
    one = _find(planned, key)
    if one.requirement is not None:
        raise RequiredStays(one.title)
    if len(planned) == 1:
        raise OnlySection(one.title)
    planned.remove(one)
    if one.row is not None:
        session.delete(one.row)
    _store(session, node, planned)
    describe(session, f"Tog bort avsnittet ”{one.title}” ur ”{node.current.title}”")
    touch(node)


# ---- what is required, and what there is -------------------------------------------------------------


def required_parts(content: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """Key and title of each part that a kind requires; the key is the requirement's words."""
    found: dict[str, str] = {}
    for text in content or ():
        words = _tidy(text)
        if words:
            key = _NO_LETTER.sub("-", fold(words)).strip("-")[:_LONGEST_KEY] or "avsnitt"
            found.setdefault(key, words[0].upper() + words[1:])
    return tuple(found.items())


def _planned(session: Session, node: Node, version: NodeVersion) -> list[_Planned]:
    """The rows in order, and each required part that has none after the part required before it.

    A decided version is as it was decided, whatever the model requires today.
    """
    rows = _rows(session, version.id)
    parts = {row.key: row.title for row in rows if row.required}
    if not version.locked:
        parts = dict(required_parts(_content(session, node)))
    planned = [_Planned(row.key, row.title, parts.get(row.key), row) for row in rows]
    place = 0
    for key, title in parts.items():
        standing = next((place for place, one in enumerate(planned, 1) if one.key == key), None)
        if standing is None:
            planned.insert(place, _Planned(key, title, title, None))
        place = standing or place + 1
    return planned or [_Planned(FREE_KEY, FREE_TITLE, None, None)]


def _content(session: Session, node: Node) -> list[str] | None:
    kind = None if node.document_kind_id is None else session.get(DocumentKind, node.document_kind_id)
    return None if kind is None else kind.content


def _rows(session: Session, version_id: int) -> list[DocumentSection]:
    statement = select(DocumentSection).where(DocumentSection.node_version_id == version_id)
    return list(session.scalars(statement.order_by(DocumentSection.position, DocumentSection.id)))


def _open(session: Session, node_id: int, expected_version: int) -> tuple[Node, list[_Planned]]:
    """A document whose current version may be changed, and its sections."""
    node = get_node(session, node_id)
    title = node.current.title
    form = node.level.form
    if form in rules.AGREEMENT_FORMS or (form != "document" and node.document_kind_id is None):
        raise NoDocument(title)
    if node.current.locked:
        raise Locked(f"”{title}”")
    check_version(node, expected_version, f"”{title}”")
    return node, _planned(session, node, node.current)


def _store(session: Session, node: Node, planned: Sequence[_Planned]) -> dict[str, DocumentSection]:
    """Make rows of all sections, in their order; gives them by key."""
    stored: dict[str, DocumentSection] = {}
    for place, one in enumerate(planned, 1):
        row = one.row or _new_row(node.current.id, one)
        row.position, row.required = place, one.requirement is not None
        stored[one.key] = row
    session.add_all(stored.values())
    return stored


def _new_row(version_id: int, one: _Planned) -> DocumentSection:
    return DocumentSection(
        id=new_id(), node_version_id=version_id, key=one.key, title=one.title, text="", plain=""
    )


def _find(planned: Sequence[_Planned], key: str) -> _Planned:
    found = next((one for one in planned if one.key == key), None)
    if found is None:
        raise NotFound("Avsnittet")
    return found


def _numbered(node: Node, number: int) -> NodeVersion:
    found = next((version for version in node.versions if version.number == number), None)
    if found is None:
        raise NotFound(f"Version {number} av ”{node.current.title}”")
    return found


def _free_title(title: str, others: Sequence[_Planned]) -> str:
    title = needed(_tidy(title), "Avsnittets rubrik")
    if any(fold(one.title) == fold(title) for one in others):
        raise TitleTaken(title)
    return title


def _tidy(title: str) -> str:
    return _GAPS.sub(" ", richtext.cleaned(title)).strip()
