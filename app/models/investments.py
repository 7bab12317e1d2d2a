"""Investments: projects with their permission, parts with their lives, and what a version spends on them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Why an investment is made: in place of what is worn out, something new, by law, or to be sold.
INVESTMENT_KINDS = ("replacement", "new", "required", "development")
INVESTMENT_STATES = ("planned", "ongoing", "finished", "cancelled")


class InvestmentProject(Versioned, Exemplary, Base):
    """A project; `permitted` (öre) is the total that has been decided: a permission, never an appropriation.

    What may be spent in a year is the version's (`InvestmentYear`). `in_use_year` and `in_use_month` say when
    depreciation and running cost begin.
    """

    __tablename__ = "investment_project"
    __table_args__ = (CheckConstraint("in_use_month IS NULL OR in_use_month BETWEEN 1 AND 12", name="month"),)

    unit_id: Mapped[int | None] = reference("unit.id")
    position: Mapped[int] = mapped_column(Integer)
    number: Mapped[str | None]
    name: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="planned")
    permitted: Mapped[Money | None]
    decided_on: Mapped[date | None]
    body: Mapped[str | None]
    paragraph: Mapped[str | None]
    in_use_year: Mapped[int | None] = mapped_column(Integer)
    in_use_month: Mapped[int | None] = mapped_column(Integer)
    spent_before: Mapped[Money] = mapped_column(default=0)
    note: Mapped[str | None]
    parts: Mapped[list["InvestmentPart"]] = relationship(
        cascade="all, delete-orphan", order_by="InvestmentPart.position"
    )
    running: Mapped[list["RunningCost"]] = relationship(
        cascade="all, delete-orphan", order_by="RunningCost.position"
    )


class InvestmentPart(Base):
    """A component of a project with its own life: `share` percent of the project's net cost over `years`.

    `years` is None for what is never depreciated (land).
    """

    __tablename__ = "investment_part"
    __table_args__ = (CheckConstraint("years IS NULL OR years > 0", name="years"),)

    project_id: Mapped[int] = reference("investment_project.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    share: Mapped[Decimal]
    years: Mapped[int | None] = mapped_column(Integer)


class RunningCost(Base):
    """What a project costs to run each whole year from its start, in öre; below zero where it saves."""

    __tablename__ = "running_cost"

    project_id: Mapped[int] = reference("investment_project.id")
    unit_id: Mapped[int | None] = reference("unit.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    amount: Mapped[Money]
    in_frames: Mapped[bool] = mapped_column(default=False)


class InvestmentYear(Base):
    """What a version gives a project in a year, in öre: expense, what others pay, and what is carried over.

    `carried` is what was not spent the year before and is given again (ombudgetering); it is a part of
    neither the expense nor the permission's rise.
    """

    __tablename__ = "investment_year"
    __table_args__ = (UniqueConstraint("plan_version_id", "project_id", "year"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    project_id: Mapped[int] = reference("investment_project.id")
    year: Mapped[int] = mapped_column(Integer)
    expense: Mapped[Money] = mapped_column(default=0)
    income: Mapped[Money] = mapped_column(default=0)
    carried: Mapped[Money] = mapped_column(default=0)
    note: Mapped[str | None]
