"""What a steering document holds beside its title: sections, attachments, referral, and what it replaces."""

from datetime import date

from sqlalchemy import Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, reference

#: Schemes of tags: the global goals, the three dimensions (`GOAL-22`), and the municipality's own words.
TAG_SCHEMES = ("agenda_goal", "dimension", "own")
#: What a goal can cite (`GOAL-04`, `META-06`).
CITED = ("law", "regulation", "owner_directive", "document", "other")
#: Stances of an answer to a referral.
STANCES = ("supports", "supports_with_changes", "rejects", "abstains")


class DocumentSection(Base):
    """A part of a document, by the content that its kind requires; `text` is rich text, `plain` its words.

    `key` tells a required part from the same in an earlier version; a part of one's own has a key too.
    """

    __tablename__ = "document_section"
    __table_args__ = (UniqueConstraint("node_version_id", "key"),)

    node_version_id: Mapped[int] = reference("node_version.id", index=False)
    key: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    required: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(default="")
    plain: Mapped[str] = mapped_column(default="")


class Replacement(Base):
    """A version replaces another document's version; several can be merged into one (`HIE-12`)."""

    __tablename__ = "replacement"
    __table_args__ = (UniqueConstraint("node_version_id", "replaced_id"),)

    node_version_id: Mapped[int] = reference("node_version.id", index=False)
    replaced_id: Mapped[int] = reference("node_version.id")


class Attachment(Base):
    """A file that belongs to a version; its bytes stand once in `AttachmentContent`, by their SHA-256."""

    __tablename__ = "attachment"

    node_version_id: Mapped[int] = reference("node_version.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str]


class AttachmentContent(Base):
    """The bytes of an attachment; not logged, since equal bytes are never written twice."""

    __tablename__ = "attachment_content"

    digest: Mapped[str] = mapped_column(unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Referral(Base):
    """A recipient of the document's referral, with its answer when there is one; see `STANCES`."""

    __tablename__ = "referral"

    node_version_id: Mapped[int] = reference("node_version.id")
    position: Mapped[int] = mapped_column(Integer)
    recipient: Mapped[str]
    sent_on: Mapped[date | None]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    stance: Mapped[str | None]
    answer: Mapped[str | None]


class Participation(Base):
    """That a performer accepted an element, or that staff took part (`GOAL-14`, `ROL-10`).

    `kind` is "acceptance" or "staff"; `accepted` is None for staff; `participants` is a number, no names.
    """

    __tablename__ = "participation"

    node_id: Mapped[int] = reference("node.id")
    kind: Mapped[str]
    unit_id: Mapped[int | None] = reference("unit.id")
    happened_on: Mapped[date | None]
    forum: Mapped[str | None]
    participants: Mapped[int | None] = mapped_column(Integer)
    accepted: Mapped[bool | None]
    note: Mapped[str | None]


class Citation(Base):
    """What an element rests on: law, regulation, owner's directive or another document (`GOAL-04`)."""

    __tablename__ = "citation"

    node_id: Mapped[int] = reference("node.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    text: Mapped[str]
    cited_node_id: Mapped[int | None] = reference("node.id")


class NodeTag(Base):
    """A tag of an element: `scheme` as in `TAG_SCHEMES`, `key` within it (own tags: their word)."""

    __tablename__ = "node_tag"
    __table_args__ = (UniqueConstraint("node_id", "scheme", "key"),)

    node_id: Mapped[int] = reference("node.id", index=False)
    scheme: Mapped[str]
    key: Mapped[str]
