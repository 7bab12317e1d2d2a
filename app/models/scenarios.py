"""Scenarios: named what-ifs beside a version of the plan, and the parties' alternative budgets."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: What a step of a scenario changes.
#: tax_rate: kronor more per 100 kr in `number` (0.10 is 10 öre); line: a line of the prerequisites, by
#: `number` percent or `amount`; index: percentage points on what rests on a table; volume: percent of the
#: volume part; part: percent of a part of the frames, -100 is switched off; amount: öre on a holder's frame;
#: assignment: switched off; project: switched off, or with `number` moved so many years; inhabitants: so
#: many more; target: another result target, as percent in `number` or öre in `amount`.
SCENARIO_STEPS = (
    "tax_rate", "line", "index", "volume", "part", "amount", "assignment", "project", "inhabitants", "target",
)  # fmt: skip


class Scenario(Versioned, Exemplary, Base):
    """A what-if beside the version `plan_version_id`; `party` where it is a party's alternative budget.

    `proposal_id` is the version that it became when it was made a proposal.
    """

    __tablename__ = "scenario"

    plan_version_id: Mapped[int] = reference("plan_version.id")
    proposal_id: Mapped[int | None] = reference("plan_version.id")
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    party: Mapped[str | None]
    note: Mapped[str | None]
    steps: Mapped[list["ScenarioStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ScenarioStep.position"
    )


class ScenarioStep(Base):
    """One thing that is otherwise in a scenario; `active` False leaves it in the list without effect.

    `first_year` is the first year it holds for (None: all), `last_year` the last (None: to the end).
    A holder named with `unit_id` is the unit with everything under it.
    """

    __tablename__ = "scenario_step"
    __table_args__ = (CheckConstraint("unit_id IS NULL OR pot_id IS NULL", name="one_holder"),)

    scenario_id: Mapped[int] = reference("scenario.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    unit_id: Mapped[int | None] = reference("unit.id")
    pot_id: Mapped[int | None] = reference("central_pot.id")
    table_id: Mapped[int | None] = reference("index_table.id")
    project_id: Mapped[int | None] = reference("investment_project.id")
    assignment_id: Mapped[int | None] = reference("assignment.id")
    line: Mapped[str | None]
    component: Mapped[str | None]
    first_year: Mapped[int | None] = mapped_column(Integer)
    last_year: Mapped[int | None] = mapped_column(Integer)
    amount: Mapped[Money | None]
    number: Mapped[Decimal | None]
    note: Mapped[str | None]
