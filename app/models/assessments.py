"""What people conclude from the figures: assessments of goals, improvements, and what causes what."""

from datetime import date

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference


class Assessment(Versioned, Exemplary, Base):
    """How far a goal is met in a period, as a person has decided it (`GOAL-17` … `GOAL-20`, `ROL-03`).

    `unit_id` is the unit whose contribution is assessed, None the goal as a whole (`GOAL-16`); `period` as
    in `Measurement`. `result` is a step of the model's scale; `proposed` what the figures said when it was
    decided and `reason` why the two differ. `trend`: better, same, worse or None. `analysis` says why,
    `conclusion` what follows from it, `risk` what may go wrong; `resources`, `performance` and `effect` are
    links of the chain beside frame and figures. `status`: draft or decided.
    """

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("node_id", "unit_id", "period"),)

    node_id: Mapped[int] = reference("node.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    period: Mapped[str]
    status: Mapped[str] = mapped_column(default="draft")
    result: Mapped[str | None]
    proposed: Mapped[str | None]
    reason: Mapped[str | None]
    trend: Mapped[str | None]
    analysis: Mapped[str | None]
    conclusion: Mapped[str | None]
    risk: Mapped[str | None]
    resources: Mapped[str | None]
    performance: Mapped[str | None]
    effect: Mapped[str | None]
    analyst_role: Mapped[str | None]
    assessed_by: Mapped[str | None]
    assessed_on: Mapped[date | None]
    improvements: Mapped[list["Improvement"]] = relationship(
        cascade="all, delete-orphan", order_by="Improvement.position"
    )


class Improvement(Exemplary, Base):
    """An action that an analysis asks for; it may have become an activity or a goal of the next year."""

    __tablename__ = "improvement"

    assessment_id: Mapped[int] = reference("assessment.id")
    position: Mapped[int] = mapped_column(Integer, default=0)
    text: Mapped[str]
    responsible: Mapped[str | None]
    due: Mapped[date | None]
    activity_id: Mapped[int | None] = reference("activity.id")
    node_id: Mapped[int | None] = reference("node.id")


class CauseLink(Versioned, Exemplary, Base):
    """A goal that is thought to bring another about: an arrow of the strategy map."""

    __tablename__ = "cause_link"
    __table_args__ = (UniqueConstraint("cause_id", "effect_id"),)

    cause_id: Mapped[int] = reference("node.id", index=False)
    effect_id: Mapped[int] = reference("node.id")
    note: Mapped[str | None]
