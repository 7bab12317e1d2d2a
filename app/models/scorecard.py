"""What measures the goals: indicators, their targets and measurements."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference


class Indicator(Versioned, Exemplary, Base):
    """A styrtal, nyckeltal or mått (`SC-02`, `GOAL-05`).

    `direction`: higher, lower, unchanged, within, yes_no or scale. `aspect`: volume, quality,
    productivity, cost or None. `frequency`: month, quarter, tertial, half_year, year, school_year …
    `nature`: leading, lagging or None. `threshold`: the value beyond which an outcome is not acceptable;
    between it and the target the outcome is partly met. `obligatory`: pushed down to every unit below its
    owner (`HIE-16`).
    """

    __tablename__ = "indicator"

    name: Mapped[str]
    definition: Mapped[str | None]
    unit_of_measure: Mapped[str | None]
    direction: Mapped[str | None]
    aspect: Mapped[str | None]
    frequency: Mapped[str | None]
    owner_unit_id: Mapped[int | None] = reference("unit.id")
    owner_role: Mapped[str | None]
    source: Mapped[str | None]
    perspective_id: Mapped[int | None] = reference("perspective.id")
    baseline: Mapped[Decimal | None]
    baseline_period: Mapped[str | None]
    threshold: Mapped[Decimal | None]
    nature: Mapped[str | None]
    comparison_group: Mapped[str | None]
    obligatory: Mapped[bool] = mapped_column(default=False)
    targets: Mapped[list["IndicatorTarget"]] = relationship(
        cascade="all, delete-orphan", order_by="IndicatorTarget.year"
    )


class IndicatorTarget(Base):
    """The value aimed at for a year, as number or in words; `upper` ends the range of direction within."""

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("indicator_id", "year"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal | None]
    upper: Mapped[Decimal | None]
    text: Mapped[str | None]


class NodeIndicator(Base):
    """An indicator that measures a goal, with its weight."""

    __tablename__ = "node_indicator"
    __table_args__ = (UniqueConstraint("node_id", "indicator_id"),)

    node_id: Mapped[int] = reference("node.id", index=False)
    indicator_id: Mapped[int] = reference("indicator.id")
    weight: Mapped[Decimal | None]


class Measurement(Versioned, Exemplary, Base):
    """An outcome for a period, or expressly missing, which is never zero."""

    __tablename__ = "measurement"
    __table_args__ = (UniqueConstraint("indicator_id", "unit_id", "period", "gender"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    period: Mapped[str]
    gender: Mapped[str] = mapped_column(default="T")
    value: Mapped[Decimal | None]
    missing: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None]
    source: Mapped[str | None]
    measured_at: Mapped[datetime | None]
