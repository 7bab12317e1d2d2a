"""What a document lacks before it is put up for decision, and what a new version takes over."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app.models.documents import Attachment, DocumentSection
from app.models.steering import OUTSIDE_LEVEL, DocumentKind, Level, Node, NodeVersion
from app.models.types import new_id
from app.services.steering import rules
from app.services.steering.documents.faults import stated_bodies
from app.services.steering.documents.sections import copy_sections, ensure_sections, missing_sections

NO_BODY = "saknar beslutande organ"
_NO_WORDS = "saknar beskrivning"


def document_condition() -> ColumnElement[bool]:
    """Which elements are documents, for a statement that joins `Node` and `Level`; agreements are not."""
    of_kind = Node.document_kind_id.is_not(None) & Level.form.not_in(rules.AGREEMENT_FORMS)
    of_form = (Level.form == "document") & (Level.key != OUTSIDE_LEVEL)
    return or_(of_form, of_kind)


def is_document(node: Node) -> bool:
    """Whether an element is a document: by its level, or by its kind; agreements are not."""
    form = node.level.form
    if node.document_kind_id is None:  # outside the levels without a kind it is an agreement
        return form == "document" and node.level.key != OUTSIDE_LEVEL
    return form not in rules.AGREEMENT_FORMS


def missing_of_document(session: Session, node: Node, gap_words: tuple[str, ...]) -> tuple[str, ...]:
    """What a document lacks: its owner, its words, each required part, and someone to decide it."""
    missing = [words for words in gap_words if words != rules.NO_OWNER or not node.current.responsible]
    if not node.current.text.strip() and not _has_words(session, node.current.id):
        missing.append(_NO_WORDS)
    missing += _without_text(missing_sections(session, node.id))
    kind = None if node.document_kind_id is None else session.get(DocumentKind, node.document_kind_id)
    if not node.current.body and not stated_bodies(kind, node.level):
        missing.append(NO_BODY)
    return tuple(missing)


def _without_text(titles: Sequence[str]) -> list[str]:
    """Required parts without a word, in one phrase."""
    if not titles:
        return []
    quoted = [f"”{title}”" for title in titles]
    if len(quoted) == 1:
        return [f"saknar text i avsnittet {quoted[0]}"]
    return [f"saknar text i avsnitten {', '.join(quoted[:-1])} och {quoted[-1]}"]


def settle_parts(session: Session, node: Node) -> None:
    """Before a document is locked: make rows of the parts its kind requires, so that what lacks is seen."""
    if is_document(node) and not node.current.locked and missing_sections(session, node.id):
        ensure_sections(session, node_id=node.id, expected_version=node.version)


def copy_parts(session: Session, old: NodeVersion, new: NodeVersion) -> None:
    """Give a new version the sections and attachments of the one before."""
    session.flush()
    copy_sections(session, from_version_id=old.id, to_version_id=new.id)
    statement = select(Attachment).where(Attachment.node_version_id == old.id)
    for row in session.scalars(statement.order_by(Attachment.position, Attachment.id)):
        session.add(
            Attachment(
                id=new_id(), node_version_id=new.id, position=row.position, name=row.name, size=row.size,
                digest=row.digest,
            )
        )  # fmt: skip


def _has_words(session: Session, version_id: int) -> bool:
    statement = select(func.count()).select_from(DocumentSection)
    written = statement.where(DocumentSection.node_version_id == version_id, DocumentSection.plain != "")
    return bool(session.scalar(written))
