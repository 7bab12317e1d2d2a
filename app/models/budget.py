"""The budget plan: versions per stage, and frames per unit and year composed of components."""

from datetime import date

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Need first, political choice after (source 000, ÖSB); `plan` is the change of a plan year as one sum.
NEED_COMPONENTS = ("wages", "prices", "rents", "volume", "technical")
CHOICE_COMPONENTS = ("priority", "assignment", "efficiency")
COMPONENTS = (*NEED_COMPONENTS, *CHOICE_COMPONENTS, "plan", "rounding")


class BudgetPlan(Versioned, Base):
    """A budget year and the plan years that follow it."""

    __tablename__ = "budget_plan"

    name: Mapped[str]
    first_year: Mapped[int] = mapped_column(Integer)
    years: Mapped[int] = mapped_column(Integer)
    versions: Mapped[list["PlanVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="PlanVersion.position"
    )


class PlanVersion(Versioned, Exemplary, Base):
    """One stage of a plan; when `locked` by a decision, its frames never change."""

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
    totals: Mapped[list["YearTotal"]] = relationship(cascade="all, delete-orphan", order_by="YearTotal.year")
    frames: Mapped[list["Frame"]] = relationship(cascade="all, delete-orphan")


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
    """The budgetram of a unit in a year; `previous` (öre) is typed for the first year only.

    A later year's previous frame is the year before in the same version, so a change runs through.
    """

    __tablename__ = "frame"
    __table_args__ = (UniqueConstraint("plan_version_id", "unit_id", "year", "kind"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    unit_id: Mapped[int] = reference("unit.id")
    year: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(default="operating")
    previous: Mapped[Money | None]
    components: Mapped[list["FrameComponent"]] = relationship(
        cascade="all, delete-orphan", order_by="FrameComponent.id"
    )


class FrameComponent(Base):
    """One part of a frame in öre, with the note that explains it and where it comes from."""

    __tablename__ = "frame_component"
    __table_args__ = (UniqueConstraint("frame_id", "kind"),)

    frame_id: Mapped[int] = reference("frame.id", index=False)
    kind: Mapped[str]
    amount: Mapped[Money]
    note: Mapped[str | None]
    source: Mapped[str | None]
