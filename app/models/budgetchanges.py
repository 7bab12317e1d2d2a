"""Decisions during the year that change a decided budget: numbered, financed, with effect per holder."""

from datetime import date

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Tilläggsbudget, kompletteringsbudget, ombudgetering (carried over), omfördelning between holders.
CHANGE_KINDS = ("supplementary", "complementary", "carried", "transfer")
#: What a row changes: a frame, an investment, the room (tax and grants), or how it is paid.
CHANGE_PURPOSES = ("operating", "investment", "income", "result", "liquidity", "loan", "reserve")


class BudgetChange(Versioned, Exemplary, Base):
    """A decision about the budget of a year that has begun (KL 11 kap. 15 §), numbered within its year.

    It changes the decided version `plan_version_id`; `financing` says in words how it is paid. When `locked`
    by a decision it never changes.
    """

    __tablename__ = "budget_change"
    __table_args__ = (UniqueConstraint("year", "number"),)

    plan_version_id: Mapped[int] = reference("plan_version.id")
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    title: Mapped[str]
    financing: Mapped[str | None]
    note: Mapped[str | None]
    body: Mapped[str | None]
    decided_on: Mapped[date | None]
    paragraph: Mapped[str | None]
    registration_number: Mapped[str | None]
    locked: Mapped[bool] = mapped_column(default=False)
    rows: Mapped[list["BudgetChangeRow"]] = relationship(
        cascade="all, delete-orphan", order_by="BudgetChangeRow.position"
    )


class BudgetChangeRow(Base):
    """A row of a change: `amount` öre more (or less, below zero) for a unit, a central post or a project.

    Rows that pay for it (`pays`) are more income, a lower result, liquid means, a loan, the reserve, or less
    for somebody else. What is given and what pays must be equal.
    """

    __tablename__ = "budget_change_row"
    __table_args__ = (
        CheckConstraint(
            "(unit_id IS NOT NULL) + (pot_id IS NOT NULL) + (project_id IS NOT NULL) <= 1", name="one_holder"
        ),
    )

    change_id: Mapped[int] = reference("budget_change.id")
    position: Mapped[int] = mapped_column(Integer)
    unit_id: Mapped[int | None] = reference("unit.id")
    pot_id: Mapped[int | None] = reference("central_pot.id")
    project_id: Mapped[int | None] = reference("investment_project.id")
    purpose: Mapped[str]
    pays: Mapped[bool] = mapped_column(default=False)
    amount: Mapped[Money]
    note: Mapped[str | None]
