"""What other municipalities have come to, and which of them one's own is held against."""

from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned, reference


class OtherMunicipality(Base):
    """A municipality or region that figures have been read of; `kind` K or L as in Kolada."""

    __tablename__ = "other_municipality"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    kind: Mapped[str | None]


class ComparisonValue(Base):
    """The outcome of an indicator in another municipality; without a value it is published as missing."""

    __tablename__ = "comparison_value"
    __table_args__ = (UniqueConstraint("indicator_id", "period", "gender", "municipality_id"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    municipality_id: Mapped[int] = reference("other_municipality.id")
    period: Mapped[str]
    gender: Mapped[str] = mapped_column(default="T")
    value: Mapped[Decimal | None]
    source: Mapped[str | None]


class ComparisonGroup(Versioned, Base):
    """Municipalities that are fair to be compared with, by their codes (`GOAL-08`)."""

    __tablename__ = "comparison_group"

    name: Mapped[str] = mapped_column(unique=True)
    codes: Mapped[list[str]]
    note: Mapped[str | None]
