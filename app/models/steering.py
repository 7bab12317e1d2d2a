"""The steering model as rows, and the steering elements that stand in it."""

from datetime import date
from typing import Any

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference
from app.models.types import JsonText

#: Lifecycle in order; a version that is decided or later is locked.
STATUSES = (
    "draft", "proposal", "prepared", "ready", "decided", "in_force", "extended", "replaced", "revoked",
)  # fmt: skip
LOCKED_STATUSES = frozenset({"decided", "in_force", "extended", "replaced", "revoked"})

#: The level of documents whose kind has no level in the model; made with the first of them, never exported.
OUTSIDE_LEVEL = "utanfor_nivaerna"


class SteeringModel(Versioned, Base):
    """An edition of the municipality's own model, copied in at creation with its key (`ORG-02`, `ORG-13`).

    The highest edition is the one that holds; those before it are kept as they were.
    """

    __tablename__ = "steering_model"

    key: Mapped[str]
    edition: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    predecessor: Mapped[str | None]
    parts: Mapped[list["ModelPart"]] = relationship(cascade="all, delete-orphan", order_by="ModelPart.id")


class ModelPart(Base):
    """A part of the model as its file has it, word for word; levels, perspectives … are made from the parts.

    `name` is the part's key in the file, such as `levels` or `metadata`.
    """

    __tablename__ = "model_part"
    __table_args__ = (UniqueConstraint("model_id", "name"),)

    model_id: Mapped[int] = reference("steering_model.id", index=False)
    name: Mapped[str]
    content: Mapped[Any] = mapped_column(JsonText, nullable=False)


class Level(Versioned, Base):
    """One step of the model (`HIE-01`); `parent_id` is the primary parent, `LevelSource` the others."""

    __tablename__ = "level"

    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    short_name: Mapped[str | None]
    question: Mapped[str | None]
    form: Mapped[str]
    parent_id: Mapped[int | None] = reference("level.id")
    decided_by: Mapped[list[str] | None]
    prepared_by: Mapped[list[str] | None]
    horizon_min: Mapped[int | None] = mapped_column(Integer)
    horizon_max: Mapped[int | None] = mapped_column(Integer)
    horizon_text: Mapped[str | None]
    cycle: Mapped[str | None]
    measurable: Mapped[bool | None]
    scope: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    sources: Mapped[list["LevelSource"]] = relationship(
        cascade="all, delete-orphan", order_by="LevelSource.position", foreign_keys="LevelSource.level_id"
    )


class LevelSource(Base):
    """A further level that this one builds on (`HIE-02`)."""

    __tablename__ = "level_source"
    __table_args__ = (UniqueConstraint("level_id", "source_id"),)

    level_id: Mapped[int] = reference("level.id", index=False)
    source_id: Mapped[int] = reference("level.id")
    position: Mapped[int] = mapped_column(Integer)


class Perspective(Versioned, Base):
    """A perspective in its order, with question beside short name (`PER-08`)."""

    __tablename__ = "perspective"

    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    short_name: Mapped[str | None]
    question: Mapped[str | None]
    scope: Mapped[str | None]
    note: Mapped[str | None]


class DocumentKind(Versioned, Base):
    """A kind of steering document with its required content and decision steps (`HIE-06`, `HIE-21`)."""

    __tablename__ = "document_kind"

    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    category: Mapped[str]
    level_id: Mapped[int | None] = reference("level.id")
    decided_by: Mapped[list[str] | None]
    prepared_by: Mapped[list[str] | None]
    content: Mapped[list[str] | None]
    decision_steps: Mapped[list[dict[str, Any]] | None]
    cycle: Mapped[str | None]
    details: Mapped[dict[str, Any]]


class GlossaryTerm(Versioned, Base):
    """A word of the model with an explanation in our own words (`GLO-*`)."""

    __tablename__ = "glossary_term"

    word: Mapped[str]
    explanation: Mapped[str]
    source: Mapped[str | None]


class Node(Versioned, Exemplary, Base):
    """A steering element: identity and place in the tree; its words stand in `NodeVersion`.

    `unit_id` is the unit it concerns or that owns it; `owner_role` the responsible role. `goal_nature`
    is "operational", "financial" or None.
    """

    __tablename__ = "node"

    level_id: Mapped[int] = reference("level.id")
    parent_id: Mapped[int | None] = reference("node.id")
    position: Mapped[int] = mapped_column(Integer, default=0)
    unit_id: Mapped[int | None] = reference("unit.id")
    owner_role: Mapped[str | None]
    document_kind_id: Mapped[int | None] = reference("document_kind.id")
    goal_nature: Mapped[str | None]
    current_number: Mapped[int] = mapped_column(Integer, default=1)
    level: Mapped[Level] = relationship()
    versions: Mapped[list["NodeVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="NodeVersion.number", back_populates="node"
    )
    perspectives: Mapped[list["NodePerspective"]] = relationship(cascade="all, delete-orphan")

    @property
    def current(self) -> "NodeVersion":
        """The version that is worked on or in force."""
        return next(version for version in self.versions if version.number == self.current_number)


class NodeVersion(Base):
    """What a node says in one version; when `locked`, the file itself refuses changes of its content.

    `responsible` is the role that keeps the document; the rules say when it is reviewed and followed up,
    `review_on` the day when that is due next. `authority`, `applies_to`, `author` and `signed_for` are the
    document's head (`META-01` … `META-03`), `replaces_text` what it replaces that is not in the file
    (`META-05`).
    """

    __tablename__ = "node_version"
    __table_args__ = (UniqueConstraint("node_id", "number"),)

    node_id: Mapped[int] = reference("node.id", index=False)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="draft")
    locked: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    validity_text: Mapped[str | None]
    due_year: Mapped[int | None] = mapped_column(Integer)
    responsible: Mapped[str | None]
    review_rule: Mapped[str | None]
    follow_up_rule: Mapped[str | None]
    review_on: Mapped[date | None]
    authority: Mapped[str | None]
    registration_number: Mapped[str | None]
    applies_to: Mapped[str | None]
    author: Mapped[str | None]
    signed_for: Mapped[str | None]
    replaces_text: Mapped[str | None]
    replaces_id: Mapped[int | None] = reference("node_version.id")
    node: Mapped[Node] = relationship(back_populates="versions")
    decisions: Mapped[list["Decision"]] = relationship(
        cascade="all, delete-orphan", order_by="(Decision.decided_on, Decision.id)"
    )


class Decision(Base):
    """A decision that was made is a fact: body, date, § and registration number, each only if known.

    `step`: prepared, preliminary, definitive, extension or revocation. `outcome`: decided, referred_back
    or tabled. `decided_text` is the day where only month or year is known (`META-09`); `notice_on` is when
    it was announced that the minutes were approved, from which it gains legal force (KL 13 kap. 5 §).
    """

    __tablename__ = "decision"

    node_version_id: Mapped[int] = reference("node_version.id")
    step: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="decided")
    body: Mapped[str | None]
    decided_on: Mapped[date | None]
    decided_text: Mapped[str | None]
    paragraph: Mapped[str | None]
    registration_number: Mapped[str | None]
    reservations: Mapped[str | None]
    notice_on: Mapped[date | None]
    note: Mapped[str | None]


class NodePerspective(Base):
    """A node seen from a perspective; a goal may have none or several."""

    __tablename__ = "node_perspective"
    __table_args__ = (UniqueConstraint("node_id", "perspective_id"),)

    node_id: Mapped[int] = reference("node.id", index=False)
    perspective_id: Mapped[int] = reference("perspective.id")


class Contribution(Base):
    """A node that serves another beside its parent: the cross threads of the röda tråden."""

    __tablename__ = "contribution"
    __table_args__ = (UniqueConstraint("from_node_id", "to_node_id"),)

    from_node_id: Mapped[int] = reference("node.id", index=False)
    to_node_id: Mapped[int] = reference("node.id")
    note: Mapped[str | None]
