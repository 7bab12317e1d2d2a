"""Agreements with performers: kinds with mandatory parts, and the agreements themselves."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference


class AgreementKind(Versioned, Base):
    """A kind of agreement in the model: parties, term, signatories and who decides (`AVT-*`)."""

    __tablename__ = "agreement_kind"

    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    level_id: Mapped[int | None] = reference("level.id")
    term_years: Mapped[int | None] = mapped_column(Integer)
    signed_by: Mapped[list[str] | None]
    decided_by: Mapped[list[str] | None]
    prepared_by: Mapped[list[str] | None]
    details: Mapped[dict[str, Any]]
    parts: Mapped[list["AgreementPart"]] = relationship(
        cascade="all, delete-orphan", order_by="AgreementPart.position"
    )


class AgreementPart(Base):
    """A part that the kind demands (`UH-06` … `UH-09`), with standard texts of the municipality."""

    __tablename__ = "agreement_part"
    __table_args__ = (UniqueConstraint("kind_id", "key"),)

    kind_id: Mapped[int] = reference("agreement_kind.id", index=False)
    key: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    mandatory: Mapped[bool] = mapped_column(default=True)
    standard_text: Mapped[str | None]
    standard_text_external: Mapped[str | None]
    details: Mapped[dict[str, Any]]


class Agreement(Versioned, Exemplary, Base):
    """An agreement with one performer; status and decisions stand on its steering node (`UH-01`)."""

    __tablename__ = "agreement"

    kind_id: Mapped[int] = reference("agreement_kind.id")
    unit_id: Mapped[int] = reference("unit.id")
    node_id: Mapped[int] = reference("node.id")
    plan_version_id: Mapped[int | None] = reference("plan_version.id")
    client: Mapped[str]
    registration_number: Mapped[str | None]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    kind: Mapped[AgreementKind] = relationship()
    texts: Mapped[list["AgreementText"]] = relationship(cascade="all, delete-orphan")
    follow_up: Mapped[list["FollowUpRow"]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUpRow.position"
    )
    signatories: Mapped[list["Signatory"]] = relationship(
        cascade="all, delete-orphan", order_by="Signatory.position"
    )


class AgreementText(Base):
    """The performer's own words in a part, beside the standard text."""

    __tablename__ = "agreement_text"
    __table_args__ = (UniqueConstraint("agreement_id", "part_id"),)

    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    part_id: Mapped[int] = reference("agreement_part.id")
    text: Mapped[str]


class FollowUpRow(Base):
    """How and when follow-up is made and reported back (`UH-09`)."""

    __tablename__ = "follow_up_row"

    agreement_id: Mapped[int] = reference("agreement.id")
    position: Mapped[int] = mapped_column(Integer)
    timing: Mapped[str]
    what: Mapped[str]
    recipient: Mapped[str | None]


class Signatory(Base):
    """A line to sign on (`UH-11`); `side` is client or performer."""

    __tablename__ = "signatory"

    agreement_id: Mapped[int] = reference("agreement.id")
    position: Mapped[int] = mapped_column(Integer)
    side: Mapped[str]
    role: Mapped[str]
    unit_name: Mapped[str | None]
    person_name: Mapped[str | None]


class AgreementSnapshot(Base):
    """What the agreement said when it was decided; the paper is printed from this for ever (`UH-05`)."""

    __tablename__ = "agreement_snapshot"
    __table_args__ = (UniqueConstraint("agreement_id", "node_version_id"),)

    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    node_version_id: Mapped[int] = reference("node_version.id")
    taken_at: Mapped[datetime]
    content_hash: Mapped[str]
    document: Mapped[dict[str, Any]]
