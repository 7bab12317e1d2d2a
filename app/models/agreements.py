"""Agreements with performers: kinds with mandatory parts, and the agreements themselves."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference

#: For whom or what a standard text is worded: the two kinds of performers, and how an assignment is paid.
TEXT_USES = ("internal", "external", "extra", "within")
#: Who has said something about an agreement on its way.
COMMENT_SIDES = ("client", "performer", "preparing", "deciding", "office")
#: What a kept file is to an agreement: a scan of the signed paper, or the file that was signed digitally.
FILE_KINDS = ("scan", "signed")
#: Why an agreement ended before or at the end of its term.
ENDINGS = ("expired", "terminated", "renewed")


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


class StandardText(Base):
    """The municipality's own wording of a part or of a clause in it, one row for each version of it.

    The row with the highest `number` holds from `valid_from`; what the model says holds until there is one.
    `clause` is the key of a clause of the part, None for the part itself; `use` is one of `TEXT_USES`.
    """

    __tablename__ = "standard_text"
    __table_args__ = (UniqueConstraint("part_id", "clause", "use", "number"),)

    part_id: Mapped[int] = reference("agreement_part.id", index=False)
    clause: Mapped[str | None]
    use: Mapped[str]
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str]
    valid_from: Mapped[date | None]
    note: Mapped[str | None]


class Agreement(Versioned, Exemplary, Base):
    """An agreement with one performer; status and decisions stand on its steering node (`UH-01`).

    `unit_id` is the performer, or the unit that the agreement is about; `performer_name` is the other
    party in words where it is no unit (users, unions); `client_unit_id` the client where that is a unit.
    `number` runs within the kind and the year it starts. `predecessor_id` is what it renews; `ending` is one
    of `ENDINGS`.
    """

    __tablename__ = "agreement"

    kind_id: Mapped[int] = reference("agreement_kind.id")
    unit_id: Mapped[int] = reference("unit.id")
    node_id: Mapped[int] = reference("node.id")
    plan_version_id: Mapped[int | None] = reference("plan_version.id")
    client: Mapped[str]
    client_unit_id: Mapped[int | None] = reference("unit.id")
    performer_name: Mapped[str | None]
    number: Mapped[int | None] = mapped_column(Integer)
    registration_number: Mapped[str | None]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    predecessor_id: Mapped[int | None] = reference("agreement.id")
    dialogue_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ending: Mapped[str | None]
    ending_note: Mapped[str | None]
    kind: Mapped[AgreementKind] = relationship()
    texts: Mapped[list["AgreementText"]] = relationship(cascade="all, delete-orphan")
    follow_up: Mapped[list["FollowUpRow"]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUpRow.position"
    )
    signatories: Mapped[list["Signatory"]] = relationship(
        cascade="all, delete-orphan", order_by="Signatory.position"
    )


class AgreementText(Base):
    """The performer's own words in a part, beside the standard text: rich text, and its words as `plain`."""

    __tablename__ = "agreement_text"
    __table_args__ = (UniqueConstraint("agreement_id", "part_id"),)

    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    part_id: Mapped[int] = reference("agreement_part.id")
    text: Mapped[str]
    plain: Mapped[str] = mapped_column(default="")


class FollowUpRow(Base):
    """How and when follow-up is made and reported back (`UH-09`).

    `pattern_key` names the wheel's pattern that the time is taken from until the agreement is decided.
    """

    __tablename__ = "follow_up_row"

    agreement_id: Mapped[int] = reference("agreement.id")
    position: Mapped[int] = mapped_column(Integer)
    timing: Mapped[str]
    what: Mapped[str]
    recipient: Mapped[str | None]
    pattern_key: Mapped[str | None]


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


class AgreementComment(Versioned, Exemplary, Base):
    """What somebody said of an agreement on its way: the performer at the dialogue, the board, the office.

    `side` is one of `COMMENT_SIDES`; `version_number` is the version of the element that it was said of.
    """

    __tablename__ = "agreement_comment"

    agreement_id: Mapped[int] = reference("agreement.id")
    version_number: Mapped[int] = mapped_column(Integer)
    side: Mapped[str]
    body: Mapped[str | None]
    made_on: Mapped[date | None]
    text: Mapped[str]


class AgreementRevision(Versioned, Exemplary, Base):
    """The yearly revision of the frames as a numbered appendix of a decided agreement (`UH-05`).

    While it is written its frames follow `plan_version_id`; `document` and `content_hash` are what it said
    when it was decided, and from then on it is locked.
    """

    __tablename__ = "agreement_revision"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    agreement_id: Mapped[int] = reference("agreement.id", index=False)
    number: Mapped[int] = mapped_column(Integer)
    year: Mapped[int] = mapped_column(Integer)
    plan_version_id: Mapped[int | None] = reference("plan_version.id")
    text: Mapped[str] = mapped_column(default="")
    plain: Mapped[str] = mapped_column(default="")
    locked: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str | None]
    decided_on: Mapped[date | None]
    paragraph: Mapped[str | None]
    registration_number: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    content_hash: Mapped[str | None]
    document: Mapped[dict[str, Any] | None]


class AgreementSigning(Base):
    """That somebody signed a decided text: in which role, when, where, on paper or with a certificate.

    It is a fact and is never changed; one that was recorded by mistake is withdrawn, with the reason.
    `content_hash` is that of the text that was signed; `revision_id` tells an appendix from the agreement.
    `certificate` holds the subject, the issuer and the serial number in words, never a key.
    """

    __tablename__ = "agreement_signing"

    agreement_id: Mapped[int] = reference("agreement.id")
    revision_id: Mapped[int | None] = reference("agreement_revision.id")
    version_number: Mapped[int] = mapped_column(Integer)
    content_hash: Mapped[str]
    side: Mapped[str]
    role: Mapped[str]
    person_name: Mapped[str | None]
    signed_on: Mapped[date | None]
    place: Mapped[str | None]
    digital: Mapped[bool] = mapped_column(default=False)
    certificate: Mapped[dict[str, Any] | None]
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None]


class AgreementFile(Base):
    """A file that was kept with a signed text; its bytes stand in `AttachmentContent`, by their SHA-256.

    `kind` is one of `FILE_KINDS`; the newest signed file is the one that the next signer signs.
    """

    __tablename__ = "agreement_file"

    agreement_id: Mapped[int] = reference("agreement.id")
    revision_id: Mapped[int | None] = reference("agreement_revision.id")
    version_number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    name: Mapped[str]
    size: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str]
    added_at: Mapped[datetime]


class AgreementCase(Versioned, Exemplary, Base):
    """A tjänsteskrivelse: the case that brings agreements to the body that prepares or decides them.

    `step` is prepared, preliminary, definitive or revision; the texts are rich text, `proposal` the points
    of the proposed decision in their order.
    """

    __tablename__ = "agreement_case"

    step: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    meeting_on: Mapped[date | None]
    written_on: Mapped[date | None]
    registration_number: Mapped[str | None]
    author_role: Mapped[str | None]
    summary: Mapped[str] = mapped_column(default="")
    background: Mapped[str] = mapped_column(default="")
    consequences: Mapped[str] = mapped_column(default="")
    proposal: Mapped[list[str] | None]
    recipients: Mapped[list[str] | None]
    members: Mapped[list["AgreementCaseMember"]] = relationship(
        cascade="all, delete-orphan", order_by="AgreementCaseMember.position"
    )


class AgreementCaseMember(Base):
    """An agreement, or a revision of one, that a case is about and has as its appendix."""

    __tablename__ = "agreement_case_member"

    case_id: Mapped[int] = reference("agreement_case.id")
    position: Mapped[int] = mapped_column(Integer)
    agreement_id: Mapped[int] = reference("agreement.id")
    revision_id: Mapped[int | None] = reference("agreement_revision.id")


class PaperStyle(Versioned, Base):
    """How the municipality's papers look: coat of arms, colour, cover; at most one row in a file.

    `colour` is "#rrggbb"; `emblem` is a PNG or JPEG that was read and made small; `lines` stand at the foot
    of a cover, such as address and organisation number.
    """

    __tablename__ = "paper_style"

    colour: Mapped[str | None]
    emblem: Mapped[bytes | None] = mapped_column(LargeBinary)
    emblem_name: Mapped[str | None]
    cover: Mapped[bool] = mapped_column(default=False)
    charts: Mapped[bool] = mapped_column(default=True)
    lines: Mapped[list[str] | None]
