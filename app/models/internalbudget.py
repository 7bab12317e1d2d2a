"""The internal budget of a performer: its frame by account group and month (`BUD-16`)."""

from decimal import Decimal

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: On which side of the frame an account group stands.
ACCOUNT_SIDES = ("income", "cost")


class AccountGroup(Versioned, Exemplary, Base):
    """A group of accounts; `number` is its beginning in the chart of accounts, as text."""

    __tablename__ = "account_group"
    __table_args__ = (UniqueConstraint("name"),)

    position: Mapped[int] = mapped_column(Integer)
    number: Mapped[str | None]
    name: Mapped[str]
    side: Mapped[str]


class MonthProfile(Versioned, Exemplary, Base):
    """How a year's amount falls on its months, in twelve weights as typed."""

    __tablename__ = "month_profile"
    __table_args__ = (UniqueConstraint("name"),)

    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    weights: Mapped[list["MonthWeight"]] = relationship(
        cascade="all, delete-orphan", order_by="MonthWeight.month"
    )


class MonthWeight(Base):
    """The weight of a month, 1 to 12."""

    __tablename__ = "month_weight"
    __table_args__ = (UniqueConstraint("profile_id", "month"),)

    profile_id: Mapped[int] = reference("month_profile.id", index=False)
    month: Mapped[int] = mapped_column(Integer)
    weight: Mapped[Decimal]


class InternalBudget(Versioned, Exemplary, Base):
    """A unit's internal budget of a year, tied to the frame of a version."""

    __tablename__ = "internal_budget"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    unit_id: Mapped[int] = reference("unit.id", index=False)
    plan_version_id: Mapped[int] = reference("plan_version.id")
    year: Mapped[int] = mapped_column(Integer)
    note: Mapped[str | None]
    rows: Mapped[list["InternalRow"]] = relationship(cascade="all, delete-orphan", order_by="InternalRow.id")


class InternalRow(Base):
    """The year's amount of an account group in öre, above zero on its own side, with how months get theirs.

    Without a profile the months are typed.
    """

    __tablename__ = "internal_row"
    __table_args__ = (UniqueConstraint("budget_id", "group_id"),)

    budget_id: Mapped[int] = reference("internal_budget.id", index=False)
    group_id: Mapped[int] = reference("account_group.id")
    profile_id: Mapped[int | None] = reference("month_profile.id")
    amount: Mapped[Money]
    note: Mapped[str | None]
    months: Mapped[list["InternalMonth"]] = relationship(
        cascade="all, delete-orphan", order_by="InternalMonth.month"
    )


class InternalMonth(Base):
    """A typed month of a row."""

    __tablename__ = "internal_month"
    __table_args__ = (UniqueConstraint("row_id", "month"),)

    row_id: Mapped[int] = reference("internal_row.id", index=False)
    month: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money]
