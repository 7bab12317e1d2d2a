"""The balance requirement: results after adjustments, deficits and their regulation, and the reserve."""

from datetime import date

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Where the figures of a year come from.
BALANCE_GROUNDS = ("outcome", "forecast", "budget")


class BalanceYear(Versioned, Exemplary, Base):
    """A year of the balanskravsutredning, in öre; signs as the rows are printed (KL 11 kap. 12–14 §§).

    `ground` "budget" takes what is None from the version of the plan `plan_version_id`. `gains` are all
    gains on sales (taken away, so zero or more), `gains_kept` those that may be kept, `losses` those
    that may be left out; `unrealised` is minus gains plus losses in securities, `returned` what earlier
    years' come back as. `reserved` goes to the reserve, `used` is taken from it. `reserve` is what it holds
    before the year.
    `pension_liability` is the commitment outside the balance sheet.
    """

    __tablename__ = "balance_year"
    __table_args__ = (UniqueConstraint("year"),)

    year: Mapped[int] = mapped_column(Integer)
    ground: Mapped[str]
    plan_version_id: Mapped[int | None] = reference("plan_version.id")
    result: Mapped[Money | None]
    gains: Mapped[Money] = mapped_column(default=0)
    gains_kept: Mapped[Money] = mapped_column(default=0)
    losses: Mapped[Money] = mapped_column(default=0)
    unrealised: Mapped[Money] = mapped_column(default=0)
    returned: Mapped[Money] = mapped_column(default=0)
    reserved: Mapped[Money] = mapped_column(default=0)
    used: Mapped[Money] = mapped_column(default=0)
    tax_and_grants: Mapped[Money | None]
    equity: Mapped[Money | None]
    pension_liability: Mapped[Money | None]
    reserve: Mapped[Money | None]
    note: Mapped[str | None]
    plan_text: Mapped[str | None]
    plan_decided_on: Mapped[date | None]
    plan_paragraph: Mapped[str | None]
    refrains: Mapped[bool] = mapped_column(default=False)
    refrain_reason: Mapped[str | None]
    regulations: Mapped[list["Regulation"]] = relationship(
        cascade="all, delete-orphan", order_by="Regulation.year"
    )


class Regulation(Base):
    """How much of a year's deficit is regulated in a later year, in öre; planned, or carried out."""

    __tablename__ = "regulation"
    __table_args__ = (UniqueConstraint("balance_year_id", "year"),)

    balance_year_id: Mapped[int] = reference("balance_year.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money]
    done: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]


class ProcessStep(Versioned, Base):
    """How far a step of the budget process has come for a plan (`BUD-24`); `stage` is the model's key.

    `line` is the number of a line of the step's contents that is done, 0 for the step itself.
    """

    __tablename__ = "process_step"
    __table_args__ = (UniqueConstraint("plan_id", "stage", "line"),)

    plan_id: Mapped[int] = reference("budget_plan.id", index=False)
    stage: Mapped[str]
    line: Mapped[int] = mapped_column(Integer, default=0)
    done_on: Mapped[date | None]
    note: Mapped[str | None]
