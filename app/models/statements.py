"""What the statements of a plan are made of beside its frames: opening position, loans, goals, companies."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, reference

#: Which of the three statements a value belongs to.
STATEMENTS = ("result", "cash", "balance")
#: What the guidelines for god ekonomisk hushållning say (`BUD-12`, KL 11 kap. 1 and 3 §§).
GUIDELINE_KINDS = ("principle", "financial_goal", "reserve", "funds")


class StatementValue(Base):
    """A typed amount of a line of a statement in a year, in öre, as the line is printed.

    The year before the budget year holds what it is expected to end with: the opening position. `stated` is
    a sum that a published document gives for a line that is reckoned; it is kept, shown and compared.
    """

    __tablename__ = "statement_value"
    __table_args__ = (UniqueConstraint("plan_version_id", "statement", "line", "year"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    statement: Mapped[str]
    line: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money | None]
    stated: Mapped[Money | None]
    note: Mapped[str | None]


class Loan(Exemplary, Base):
    """A loan of a version: what is owed when the budget year begins, and its interest in percent a year."""

    __tablename__ = "loan"

    plan_version_id: Mapped[int] = reference("plan_version.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    lender: Mapped[str | None]
    opening: Mapped[Money] = mapped_column(default=0)
    interest: Mapped[Decimal]
    ends: Mapped[date | None]
    note: Mapped[str | None]
    years: Mapped[list["LoanYear"]] = relationship(cascade="all, delete-orphan", order_by="LoanYear.year")


class LoanYear(Base):
    """What is borrowed and repaid of a loan in a year, and its interest where that is another."""

    __tablename__ = "loan_year"
    __table_args__ = (UniqueConstraint("loan_id", "year"),)

    loan_id: Mapped[int] = reference("loan.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    borrowed: Mapped[Money] = mapped_column(default=0)
    repaid: Mapped[Money] = mapped_column(default=0)
    interest: Mapped[Decimal | None]


class Guideline(Exemplary, Base):
    """A principle or a financial goal for god ekonomisk hushållning, kept with the plan (`BUD-12`).

    A goal names the key of a measure of the statements with its target; `at_least` says which way. `node_id`
    is the steering document or goal that it stands in.
    """

    __tablename__ = "guideline"

    plan_version_id: Mapped[int] = reference("plan_version.id")
    node_id: Mapped[int | None] = reference("node.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    title: Mapped[str]
    text: Mapped[str | None]
    measure: Mapped[str | None]
    target: Mapped[Decimal | None]
    at_least: Mapped[bool] = mapped_column(default=True)
    decided_on: Mapped[date | None]
    paragraph: Mapped[str | None]


class CompanyAccount(Exemplary, Base):
    """What the budget says of the economy of a company of the group (KL 11 kap. 6 a §), amounts in öre.

    `unit_id` is the company where the organisation has it.
    """

    __tablename__ = "company_account"

    plan_version_id: Mapped[int] = reference("plan_version.id")
    unit_id: Mapped[int | None] = reference("unit.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    text: Mapped[str | None]
    turnover: Mapped[Money | None]
    result: Mapped[Money | None]
    investments: Mapped[Money | None]
    equity_ratio: Mapped[Decimal | None]


class EconomySnapshot(Base):
    """The reckoned economy of a version as it was decided: whole öre, with every step, never changed."""

    __tablename__ = "economy_snapshot"
    __table_args__ = (UniqueConstraint("plan_version_id"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
