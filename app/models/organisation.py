"""The municipality and its organisation: bodies, units, performers, partners and roles."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference


class Municipality(Versioned, Exemplary, Base):
    """Exactly one per file (`ORG-01`); `code` keeps its leading zero."""

    __tablename__ = "municipality"

    name: Mapped[str]
    official_name: Mapped[str]
    code: Mapped[str | None]
    county: Mapped[str | None]
    seat: Mapped[str | None]
    aliases: Mapped[list["MunicipalityAlias"]] = relationship(
        cascade="all, delete-orphan", order_by="MunicipalityAlias.id"
    )
    facts: Mapped[list["MunicipalityFact"]] = relationship(
        cascade="all, delete-orphan", order_by="MunicipalityFact.year"
    )


class MunicipalityAlias(Base):
    """Another name under which the municipality is written, also a known misspelling."""

    __tablename__ = "municipality_alias"

    municipality_id: Mapped[int] = reference("municipality.id")
    name: Mapped[str]


class MunicipalityFact(Exemplary, Base):
    """A fact with its year (`ORG-11`): `inhabitants`, `employees`, `turnover` (kr) or another key.

    `stated` keeps the source's own words ("över 320") where it gives no exact figure.
    """

    __tablename__ = "municipality_fact"

    municipality_id: Mapped[int] = reference("municipality.id")
    kind: Mapped[str]
    year: Mapped[int | None] = mapped_column(Integer)
    reference_date: Mapped[date | None]
    number: Mapped[Decimal | None]
    amount: Mapped[Money | None]
    stated: Mapped[str | None]
    source: Mapped[str | None]


class MandatePeriod(Versioned, Base):
    """A mandate period of the council (KL 5 kap. 9 §) or the board (6 kap. 18 §) after an election."""

    __tablename__ = "mandate_period"
    __table_args__ = (UniqueConstraint("body", "election_year"),)

    body: Mapped[str]
    election_year: Mapped[int] = mapped_column(Integer)
    starts: Mapped[date]
    ends: Mapped[date]


class UnitKind(Versioned, Base):
    """A kind of body or unit in the model's own ordered list (`ORG-04`, `ORG-10`).

    `category`: decision, preparation, administration, unit, company, joint, cooperation, performer,
    supplier, council, union, audit or other.
    """

    __tablename__ = "unit_kind"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    category: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)


class Unit(Versioned, Exemplary, Base):
    """A body, administration, unit, company or outside party, valid in time.

    `performer` is None, "internal" or "external" (`ORG-08`); `in_model` says whether the steering model
    applies to the performer yet. An external performer rests on a contract.
    """

    __tablename__ = "unit"

    parent_id: Mapped[int | None] = reference("unit.id")
    kind_id: Mapped[int] = reference("unit_kind.id")
    name: Mapped[str]
    abbreviation: Mapped[str | None]
    position: Mapped[int] = mapped_column(Integer, default=0)
    performer: Mapped[str | None]
    in_model: Mapped[bool] = mapped_column(default=True)
    contract_title: Mapped[str | None]
    contract_number: Mapped[str | None]
    contract_ends: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    note: Mapped[str | None]
    source: Mapped[str | None]
    kind: Mapped[UnitKind] = relationship()
    partners: Mapped[list["UnitPartner"]] = relationship(
        cascade="all, delete-orphan", order_by="UnitPartner.position"
    )
    roles: Mapped[list["UnitRole"]] = relationship(cascade="all, delete-orphan", order_by="UnitRole.position")


class UnitPartner(Base):
    """A partner municipality of a joint body (`ORG-06`)."""

    __tablename__ = "unit_partner"

    unit_id: Mapped[int] = reference("unit.id")
    name: Mapped[str]
    position: Mapped[int] = mapped_column(Integer, default=0)


class UnitRole(Base):
    """A manager by role; `person_name` only if somebody typed it, and erasable."""

    __tablename__ = "unit_role"

    unit_id: Mapped[int] = reference("unit.id")
    title: Mapped[str]
    person_name: Mapped[str | None]
    position: Mapped[int] = mapped_column(Integer, default=0)


class UnitSuccession(Base):
    """The dated mapping from a unit to what it became; `share` of one when a unit was split.

    `how`: renamed, moved, split or merged. A moved unit succeeds itself under `old_parent_id`.
    """

    __tablename__ = "unit_succession"

    from_unit_id: Mapped[int] = reference("unit.id")
    to_unit_id: Mapped[int] = reference("unit.id")
    old_parent_id: Mapped[int | None] = reference("unit.id")
    old_name: Mapped[str | None]
    happened_on: Mapped[date]
    how: Mapped[str]
    share: Mapped[Decimal | None]
