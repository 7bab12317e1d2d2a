"""Use cases on attached files: their bytes stand once in the file, by their SHA-256."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from app.models.agreements import AgreementFile
from app.models.documents import Attachment, AttachmentContent
from app.models.errors import NotFound
from app.models.steering import NodeVersion
from app.models.types import new_id
from app.services.formatting import write_count
from app.services.steering.documents.drafts import draft_row
from app.services.steering.documents.errors import (
    AttachmentDamaged,
    AttachmentNotSaved,
    AttachmentTooLarge,
    AttachmentUnreadable,
    EmptyAttachment,
    NotOpenedHere,
)
from app.services.steering.documents.filenames import free_name, is_program, safe_name
from app.services.steering.nodes import draft_node
from app.services.storage import bulk, describe, touch

#: The usual limit for one attachment; the user's own stands in the settings.
USUAL_LIMIT = 25_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read to be attached, with a safe name."""

    name: str
    data: bytes


def read_upload(path: Path, *, limit: int = USUAL_LIMIT) -> Upload:
    """Read a file to attach; one that is empty, too large or no file is refused, unread."""
    name = safe_name(path.name)
    try:
        with path.open("rb") as opened:
            state = os.fstat(opened.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise AttachmentUnreadable(name)
            if state.st_size > limit:
                raise AttachmentTooLarge(name, state.st_size, limit)
            data = opened.read(limit + 1)
    except OSError:
        raise AttachmentUnreadable(name) from None
    if len(data) > limit:  # it grew while it was read
        raise AttachmentTooLarge(name, len(data), limit)
    if not data:
        raise EmptyAttachment(name)
    return Upload(name, data)


def add_attachments(
    session: Session,
    *,
    node_id: int,
    uploads: Sequence[Upload],
    expected_version: int,
    limit: int = USUAL_LIMIT,
) -> tuple[int, ...]:
    """Attach files to a draft, last; a name that is taken gets a number. Gives their ids."""
    node = draft_node(session, node_id, expected_version)
    rows = _rows(session, node.current.id)
    names = [row.name for row in rows]
    place = max((row.position for row in rows), default=0)
    added: list[int] = []
    for upload in uploads:
        _refuse(upload, limit)
        name = free_name(safe_name(upload.name), names)
        names.append(name)
        place += 1
        row = Attachment(
            id=new_id(), node_version_id=node.current.id, position=place, name=name, size=len(upload.data),
            digest=keep(session, upload.data),
        )  # fmt: skip
        session.add(row)
        added.append(row.id)
    if added:
        words = f"bilagan ”{names[-1]}”" if len(added) == 1 else write_count(len(added), "bilaga", "bilagor")
        describe(session, f"Lade till {words} till ”{node.current.title}”")
        touch(node)
    return tuple(added)


def rename_attachment(session: Session, *, attachment_id: int, name: str, expected_version: int) -> None:
    """Give an attachment another name; what is not safe in it is taken away, and its suffix stays."""
    row, node = draft_row(session, Attachment, attachment_id, expected_version, called="Bilagan")
    suffix = Path(row.name).suffix
    wanted = safe_name(name)
    wanted = wanted if not suffix or wanted.casefold().endswith(suffix.casefold()) else f"{wanted}{suffix}"
    others = [other.name for other in _rows(session, node.current.id) if other.id != row.id]
    wanted = free_name(wanted, others)
    if wanted == row.name:
        return
    describe(session, f"Döpte om bilagan ”{row.name}” till ”{wanted}”")
    row.name = wanted
    touch(node)


def remove_attachment(session: Session, *, attachment_id: int, expected_version: int) -> None:
    """Take an attachment away; its bytes stay until the file is closed, so that it can be undone."""
    row, node = draft_row(session, Attachment, attachment_id, expected_version, called="Bilagan")
    session.delete(row)
    describe(session, f"Tog bort bilagan ”{row.name}” från ”{node.current.title}”")
    touch(node)


def read_attachment(session: Session, *, attachment_id: int) -> Upload:
    """The name and bytes of an attachment, checked against what was added."""
    row = session.get(Attachment, attachment_id)
    if row is None:
        raise NotFound("Bilagan")
    data = session.scalar(select(AttachmentContent.data).where(AttachmentContent.digest == row.digest))
    if data is None or sha256(data).hexdigest() != row.digest:
        raise AttachmentDamaged(row.name)
    return Upload(row.name, data)


def write_to_look_at(upload: Upload, folder: Path) -> Path:
    """Write a copy that cannot be changed by mistake; a program is not written to be opened."""
    name = safe_name(upload.name)
    if is_program(name):
        raise NotOpenedHere(name)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256(upload.data).hexdigest()[:12] / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        write_copy(upload, path)
        path.chmod(stat.S_IREAD)
    return path


def write_copy(upload: Upload, path: Path) -> None:
    """Save a copy where the user wants it, whole or not at all."""
    unfinished = path.with_name(f".{path.name[:80]}.del")
    try:
        unfinished.write_bytes(upload.data)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise AttachmentNotSaved(upload.name) from None


def has_unreferenced(session: Session) -> bool:
    """Whether there are bytes that nothing refers to."""
    found = select(AttachmentContent.id).where(AttachmentContent.digest.not_in(_held()))
    return session.scalar(found.limit(1)) is not None


def clear_unreferenced(session: Session) -> int:
    """Forget bytes that nothing refers to; only while there is nothing left to undo. Gives how many."""
    loose = select(AttachmentContent.id).where(AttachmentContent.digest.not_in(_held()))
    keys = list(session.scalars(loose))
    bulk.delete_rows(session, AttachmentContent, keys)
    return len(keys)


def _held() -> CompoundSelect[tuple[str]]:
    """The digests that something refers to: attachments of documents, and files of signed agreements."""
    return union_all(select(Attachment.digest), select(AgreementFile.digest))


def missing_contents(session: Session) -> tuple[tuple[str, str, int], ...]:
    """Attachments whose bytes are gone: name, document and element."""
    there = select(AttachmentContent.id).where(AttachmentContent.digest == Attachment.digest).exists()
    statement = (
        select(Attachment.name, NodeVersion.title, NodeVersion.node_id)
        .join(NodeVersion, NodeVersion.id == Attachment.node_version_id)
        .where(~there)
        .order_by(Attachment.id)
    )
    return tuple((name, title, node_id) for name, title, node_id in session.execute(statement))


def _refuse(upload: Upload, limit: int) -> None:
    if not upload.data:
        raise EmptyAttachment(safe_name(upload.name))
    if len(upload.data) > limit:
        raise AttachmentTooLarge(safe_name(upload.name), len(upload.data), limit)


def keep(session: Session, data: bytes) -> str:
    """Keep bytes once, however many refer to them; gives their SHA-256 in hex."""
    digest = sha256(data).hexdigest()
    known = session.scalar(select(AttachmentContent.id).where(AttachmentContent.digest == digest))
    if known is None:
        session.add(AttachmentContent(id=new_id(), digest=digest, data=data))
        session.flush()
    return digest


def _rows(session: Session, version_id: int) -> list[Attachment]:
    statement = select(Attachment).where(Attachment.node_version_id == version_id)
    return list(session.scalars(statement.order_by(Attachment.position, Attachment.id)))
