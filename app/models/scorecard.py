"""What measures the goals: indicators, their targets and measurements."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference


class Indicator(Versioned, Exemplary, Base):
    """A styrtal, nyckeltal or mått (`SC-02`, `GOAL-05` … `GOAL-07`).

    `direction`: higher, lower, unchanged, within, yes_no or scale, or None where nobody has said; `scale`
    names the steps of the last from worst to best, and its values are their numbers from 1; yes is 1 and
    no 0. `aspect`: volume, quality, productivity, cost or None. `frequency`: month, quarter, tertial,
    half_year, year, school_year, two_years or three_years, the last two counted from `first_year`.
    `nature`: leading, lagging or None. `target_kind` says what a target is: absolute, a change from last
    year (previous), or the largest gap between women and men (gap).

    `threshold`: the value beyond which an outcome is not acceptable; between it and the target the outcome
    is partly met; `threshold_upper` is the other one of direction within. `summing` says how the periods of
    a year become one value: the last one (also figures counted from January on), their sum or their mean;
    `across` how the values of units become one of the unit above them: sum, mean, or None where only what
    is measured there counts. `formula` computes it from others, which it names by id. `due_days` after the
    end of its period a value is due. `obligatory`: pushed down to every unit below its owner (`HIE-16`).
    `code` is its id in Kolada.
    """

    __tablename__ = "indicator"

    name: Mapped[str]
    code: Mapped[str | None]
    definition: Mapped[str | None]
    unit_of_measure: Mapped[str | None]
    decimals: Mapped[int | None] = mapped_column(Integer)
    direction: Mapped[str | None]
    scale: Mapped[list[str] | None]
    aspect: Mapped[str | None]
    nature: Mapped[str | None]
    frequency: Mapped[str | None]
    first_year: Mapped[int | None] = mapped_column(Integer)
    last_year: Mapped[int | None] = mapped_column(Integer)
    due_days: Mapped[int | None] = mapped_column(Integer)
    by_gender: Mapped[bool] = mapped_column(default=False)
    summing: Mapped[str] = mapped_column(default="last")
    across: Mapped[str | None]
    formula: Mapped[str | None]
    owner_unit_id: Mapped[int | None] = reference("unit.id")
    owner_role: Mapped[str | None]
    source: Mapped[str | None]
    perspective_id: Mapped[int | None] = reference("perspective.id")
    baseline: Mapped[Decimal | None]
    baseline_period: Mapped[str | None]
    target_kind: Mapped[str] = mapped_column(default="absolute")
    threshold: Mapped[Decimal | None]
    threshold_upper: Mapped[Decimal | None]
    comparison_group: Mapped[str | None]
    obligatory: Mapped[bool] = mapped_column(default=False)
    targets: Mapped[list["IndicatorTarget"]] = relationship(
        cascade="all, delete-orphan", order_by="IndicatorTarget.year"
    )


class IndicatorTarget(Base):
    """The value aimed at for a year, as number or in words; `upper` ends the range of direction within.

    `threshold` and `threshold_upper` hold that year instead of the indicator's own.
    """

    __tablename__ = "indicator_target"
    __table_args__ = (UniqueConstraint("indicator_id", "year"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal | None]
    upper: Mapped[Decimal | None]
    text: Mapped[str | None]
    threshold: Mapped[Decimal | None]
    threshold_upper: Mapped[Decimal | None]


class PeriodTarget(Base):
    """A target that differs from the year's own: of one unit, of a part of the year (delmål), or of both.

    The nearest one holds: unit and period, then unit and year, then period, then the indicator's year.
    """

    __tablename__ = "period_target"
    __table_args__ = (UniqueConstraint("indicator_id", "unit_id", "period"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    period: Mapped[str]
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
    """An outcome for a period, or expressly missing, which is never zero.

    `period`: a year 2027, half 2027-H1, tertial 2027-T1, quarter 2027-Q1, month 2027-01 or school year
    2027/28. `unit_id` None is the municipality as a whole. `gender`: T together, K women, M men. `text` is
    an outcome in words, where there is no number (`GOAL-21`).
    """

    __tablename__ = "measurement"
    __table_args__ = (UniqueConstraint("indicator_id", "unit_id", "period", "gender"),)

    indicator_id: Mapped[int] = reference("indicator.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    period: Mapped[str]
    gender: Mapped[str] = mapped_column(default="T")
    value: Mapped[Decimal | None]
    missing: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str | None]
    comment: Mapped[str | None]
    source: Mapped[str | None]
    measured_at: Mapped[datetime | None]


class Scorecard(Versioned, Exemplary, Base):
    """The scorecard of a unit and year over the model's perspectives (`SC-01`, `SC-03`).

    `unit_id` None is the municipality's own; `status` draft or decided, which is a word and no lock.
    """

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    unit_id: Mapped[int | None] = reference("unit.id", index=False)
    year: Mapped[int] = mapped_column(Integer, index=True)
    status: Mapped[str] = mapped_column(default="draft")
    comment: Mapped[str | None]
    previous_id: Mapped[int | None] = reference("scorecard.id")
    rows: Mapped[list["ScorecardRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ScorecardRow.position"
    )
    weights: Mapped[list["ScorecardWeight"]] = relationship(cascade="all, delete-orphan")


class ScorecardRow(Base):
    """A goal of a scorecard, a figure that measures it there, or a figure without a goal.

    Without `indicator_id` it is the goal itself. `weight` counts among the goals of a perspective, or among
    the figures of a goal; None is as much as the others.
    """

    __tablename__ = "scorecard_row"
    __table_args__ = (UniqueConstraint("scorecard_id", "node_id", "indicator_id"),)

    scorecard_id: Mapped[int] = reference("scorecard.id", index=False)
    node_id: Mapped[int | None] = reference("node.id")
    indicator_id: Mapped[int | None] = reference("indicator.id")
    perspective_id: Mapped[int | None] = reference("perspective.id")
    position: Mapped[int] = mapped_column(Integer, default=0)
    weight: Mapped[Decimal | None]
    comment: Mapped[str | None]


class ScorecardWeight(Base):
    """How much a perspective counts in a scorecard; one without a row counts as much as the others."""

    __tablename__ = "scorecard_weight"
    __table_args__ = (UniqueConstraint("scorecard_id", "perspective_id"),)

    scorecard_id: Mapped[int] = reference("scorecard.id", index=False)
    perspective_id: Mapped[int] = reference("perspective.id")
    weight: Mapped[Decimal]
