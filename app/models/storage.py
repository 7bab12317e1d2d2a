"""The file's own rows: what it is, its change log, and texts being written."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class FileInfo(Base):
    """One row: the identity that a file keeps through copies and backups."""

    __tablename__ = "file_info"

    file_key: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]


class ChangeEntry(Base):
    """One transaction in the append-only log; `digest` chains over this entry and the one before."""

    __tablename__ = "change_entry"

    number: Mapped[int] = mapped_column(Integer, unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    use_case: Mapped[str]
    words: Mapped[str]
    kinds: Mapped[list[str]]
    row_count: Mapped[int] = mapped_column(Integer)
    payload_digest: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)


class ChangePayload(Base):
    """Rows before and after, compressed; apart from the entry so that erasure leaves the chain whole."""

    __tablename__ = "change_payload"

    entry_id: Mapped[int] = mapped_column(Integer, ForeignKey("change_entry.id"), unique=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class Draft(Base):
    """A text still being written in one field; not logged, gone when the field is left."""

    __tablename__ = "draft"

    field: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    text: Mapped[str]
    saved_at: Mapped[datetime]
