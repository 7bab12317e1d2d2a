"""The long-term economic plan (LEP): demand by age against income over ten years, in scenarios."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference


class LongTermPlan(Versioned, Exemplary, Base):
    """A LEP, updated every year (`BUD-11` … `BUD-13`): what it begins from, and how far it reaches.

    `first_year` is the first year reckoned, `base_year` the year whose costs are typed (the budget year of
    the version `plan_version_id` as a rule). `node_id` is the document that carries it.
    """

    __tablename__ = "long_term_plan"
    __table_args__ = (CheckConstraint("years BETWEEN 1 AND 30", name="years"),)

    name: Mapped[str]
    base_year: Mapped[int] = mapped_column(Integer)
    years: Mapped[int] = mapped_column(Integer, default=10)
    plan_version_id: Mapped[int | None] = reference("plan_version.id")
    population_id: Mapped[int | None] = reference("population_forecast.id")
    node_id: Mapped[int | None] = reference("node.id")
    made_on: Mapped[date]
    strategy: Mapped[str | None]
    note: Mapped[str | None]
    areas: Mapped[list["LongTermArea"]] = relationship(
        cascade="all, delete-orphan", order_by="LongTermArea.position"
    )
    scenarios: Mapped[list["LongTermScenario"]] = relationship(
        cascade="all, delete-orphan", order_by="LongTermScenario.position"
    )


class LongTermArea(Base):
    """An activity whose cost follows the number of inhabitants of certain ages, or is a sum of its own.

    With ages: cost = inhabitants × cost per head of the base year × index; `ages` None: `amount` öre × index.
    """

    __tablename__ = "long_term_area"
    __table_args__ = (UniqueConstraint("plan_id", "name"),)

    plan_id: Mapped[int] = reference("long_term_plan.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    table_id: Mapped[int | None] = reference("index_table.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    amount: Mapped[Money | None]
    note: Mapped[str | None]
    costs: Mapped[list["AgeCost"]] = relationship(cascade="all, delete-orphan", order_by="AgeCost.age_from")


class AgeCost(Base):
    """What an inhabitant of certain ages costs an area a year, in öre at the prices of the base year.

    `age_to` is None for that age and older.
    """

    __tablename__ = "age_cost"
    __table_args__ = (
        UniqueConstraint("area_id", "age_from"),
        CheckConstraint("age_from >= 0 AND (age_to IS NULL OR age_to >= age_from)", name="ages"),
    )

    area_id: Mapped[int] = reference("long_term_area.id", index=False)
    age_from: Mapped[int] = mapped_column(Integer)
    age_to: Mapped[int | None] = mapped_column(Integer)
    amount: Mapped[Money]


class LongTermScenario(Base):
    """A set of assumptions; the first of a plan is its main line, the others say only what is otherwise."""

    __tablename__ = "long_term_scenario"
    __table_args__ = (UniqueConstraint("plan_id", "name"),)

    plan_id: Mapped[int] = reference("long_term_plan.id", index=False)
    population_id: Mapped[int | None] = reference("population_forecast.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    note: Mapped[str | None]
    assumptions: Mapped[list["LongTermAssumption"]] = relationship(
        cascade="all, delete-orphan", order_by="LongTermAssumption.id"
    )


class LongTermAssumption(Base):
    """An assumption of a scenario; `key` names it, and `year` None holds for the years without their own."""

    __tablename__ = "long_term_assumption"
    __table_args__ = (UniqueConstraint("scenario_id", "key", "year"),)

    scenario_id: Mapped[int] = reference("long_term_scenario.id", index=False)
    key: Mapped[str]
    year: Mapped[int | None] = mapped_column(Integer)
    value: Mapped[Decimal]
