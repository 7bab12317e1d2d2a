"""The budget plan: versions per stage, and frames per unit and year composed of components."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Need first, political choice after (source 000, ÖSB); `plan` is the change of a plan year as one sum.
NEED_COMPONENTS = ("wages", "prices", "rents", "volume", "technical")
CHOICE_COMPONENTS = ("priority", "assignment", "efficiency")
COMPONENTS = (*NEED_COMPONENTS, *CHOICE_COMPONENTS, "plan", "rounding")
#: What pays for a frame: taxes and general grants, fees (taxa), or the sale of land and plots.
FRAME_KINDS = ("operating", "fees", "development")
#: Central posts beside the units: finance, pensions, pay review, contingency, at the board's disposal, own.
POT_KINDS = ("finance", "pensions", "pay", "contingency", "disposal", "own")


class BudgetPlan(Versioned, Base):
    """A budget year and the plan years that follow it."""

    __tablename__ = "budget_plan"

    name: Mapped[str]
    first_year: Mapped[int] = mapped_column(Integer)
    years: Mapped[int] = mapped_column(Integer)
    versions: Mapped[list["PlanVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="PlanVersion.position"
    )
    pots: Mapped[list["CentralPot"]] = relationship(
        cascade="all, delete-orphan", order_by="CentralPot.position"
    )


class CentralPot(Versioned, Exemplary, Base):
    """A row of the plan that no performer has: the finance administration, pensions, pay review …

    `unit_id` is the body that disposes of it, where one is named.
    """

    __tablename__ = "central_pot"

    plan_id: Mapped[int] = reference("budget_plan.id")
    unit_id: Mapped[int | None] = reference("unit.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    name: Mapped[str]
    note: Mapped[str | None]


class PlanVersion(Versioned, Exemplary, Base):
    """One stage of a plan; when `locked` by a decision, its frames never change.

    `source_id` is the version it was copied from, `replaces_id` the decided one that its decision replaces
    (Heby: June, then November), `node_id` the directive or budget document that carries it (`BUD-09`).
    """

    __tablename__ = "plan_version"

    plan_id: Mapped[int] = reference("budget_plan.id")
    position: Mapped[int] = mapped_column(Integer)
    stage: Mapped[str]
    name: Mapped[str]
    body: Mapped[str | None]
    decided_on: Mapped[date | None]
    paragraph: Mapped[str | None]
    registration_number: Mapped[str | None]
    locked: Mapped[bool] = mapped_column(default=False)
    ready: Mapped[bool] = mapped_column(default=False)
    source_id: Mapped[int | None] = reference("plan_version.id")
    replaces_id: Mapped[int | None] = reference("plan_version.id")
    node_id: Mapped[int | None] = reference("node.id")
    reallocation: Mapped[str | None]
    totals: Mapped[list["YearTotal"]] = relationship(cascade="all, delete-orphan", order_by="YearTotal.year")
    frames: Mapped[list["Frame"]] = relationship(cascade="all, delete-orphan")
    appropriations: Mapped[list["Appropriation"]] = relationship(
        cascade="all, delete-orphan", order_by="Appropriation.id"
    )
    grants: Mapped[list["TargetedGrant"]] = relationship(
        cascade="all, delete-orphan", order_by="TargetedGrant.id"
    )


class Appropriation(Base):
    """Where the council binds an appropriation (anslagsbindningsnivå): under it money may be moved freely.

    `gross` binds income and cost each, otherwise the net is bound.
    """

    __tablename__ = "appropriation"
    __table_args__ = (
        UniqueConstraint("plan_version_id", "unit_id"),
        UniqueConstraint("plan_version_id", "pot_id"),
        CheckConstraint("(unit_id IS NULL) <> (pot_id IS NULL)", name="one_holder"),
    )

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    pot_id: Mapped[int | None] = reference("central_pot.id")
    gross: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]


class TargetedGrant(Exemplary, Base):
    """A grant for a purpose and a time: it stands beside a unit's frame and is never part of it."""

    __tablename__ = "targeted_grant"

    plan_version_id: Mapped[int] = reference("plan_version.id")
    unit_id: Mapped[int] = reference("unit.id")
    name: Mapped[str]
    giver: Mapped[str | None]
    ends: Mapped[date | None]
    note: Mapped[str | None]
    years: Mapped[list["GrantYear"]] = relationship(cascade="all, delete-orphan", order_by="GrantYear.year")


class GrantYear(Base):
    """What a targeted grant gives in a year, in öre."""

    __tablename__ = "grant_year"
    __table_args__ = (UniqueConstraint("grant_id", "year"),)

    grant_id: Mapped[int] = reference("targeted_grant.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money]


class YearTotal(Base):
    """What there is to distribute in a year, and what is held back of it, in öre."""

    __tablename__ = "year_total"
    __table_args__ = (UniqueConstraint("plan_version_id", "year"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    to_distribute: Mapped[Money | None]
    held_back: Mapped[Money] = mapped_column(default=0)
    held_by: Mapped[str | None]


class Frame(Versioned, Exemplary, Base):
    """The budgetram of a unit, or of a central pot, in a year; `previous` (öre) is for the first year only.

    A later year's previous frame is the year before in the same version, so a change runs through.
    `held` keeps the whole frame as it is when amounts are spread; `staff` is årsarbetare as typed.
    """

    __tablename__ = "frame"
    __table_args__ = (
        UniqueConstraint("plan_version_id", "unit_id", "year", "kind"),
        UniqueConstraint("plan_version_id", "pot_id", "year", "kind"),
        CheckConstraint("(unit_id IS NULL) <> (pot_id IS NULL)", name="one_holder"),
    )

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    pot_id: Mapped[int | None] = reference("central_pot.id")
    year: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(default="operating")
    previous: Mapped[Money | None]
    previous_income: Mapped[Money] = mapped_column(default=0)
    staff: Mapped[Decimal | None]
    held: Mapped[bool] = mapped_column(default=False)
    components: Mapped[list["FrameComponent"]] = relationship(
        cascade="all, delete-orphan", order_by="FrameComponent.id"
    )
    fundings: Mapped[list["AssignmentFunding"]] = relationship(
        cascade="all, delete-orphan", order_by="AssignmentFunding.id"
    )


class FrameComponent(Base):
    """One part of a frame in öre, with the note that explains it and where it comes from.

    `amount` is net (kommunbidrag), `income` the income in it; cost is their sum. `held` keeps it when
    amounts are spread. `allocation_version_id` is the calculation that the amount was taken from.
    """

    __tablename__ = "frame_component"
    __table_args__ = (UniqueConstraint("frame_id", "kind"),)

    frame_id: Mapped[int] = reference("frame.id", index=False)
    kind: Mapped[str]
    amount: Mapped[Money]
    income: Mapped[Money] = mapped_column(default=0)
    held: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    source: Mapped[str | None]
    allocation_version_id: Mapped[int | None] = reference("allocation_version.id")


class AssignmentFunding(Base):
    """How much of a frame's part for assignments is for one assignment, in öre."""

    __tablename__ = "assignment_funding"
    __table_args__ = (UniqueConstraint("frame_id", "assignment_id"),)

    frame_id: Mapped[int] = reference("frame.id", index=False)
    assignment_id: Mapped[int] = reference("assignment.id")
    amount: Mapped[Money]
