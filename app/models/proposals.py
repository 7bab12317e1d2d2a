"""A body's or unit's budget proposal: measures, figures, treatment, statement and dialogue."""

from datetime import date

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: What a figure of a proposal is (`BUD-08`): measure of activity, key figure, result of a survey.
PROPOSAL_FIGURE_KINDS = ("activity", "key_figure", "survey")
#: Where a proposal was treated (`BUD-08`): sub-committee, local cooperation group, the board itself, other.
TREATMENT_KINDS = ("subcommittee", "cooperation", "body", "other")


class Proposal(Versioned, Exemplary, Base):
    """What a unit (a nämnd, or a performer) proposes in a version of stage "needs" (`BUD-08`, `BUD-17`).

    `against_id` is the version whose preliminary frames it is checked against, `directive_id` the
    inriktningsbeslut; `follows` is "yes", "partly", "no" or None while nobody has judged (`BUD-15`).
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("plan_version_id", "unit_id"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    unit_id: Mapped[int] = reference("unit.id")
    against_id: Mapped[int | None] = reference("plan_version.id")
    directive_id: Mapped[int | None] = reference("node.id")
    follows: Mapped[str | None]
    follows_note: Mapped[str | None]
    statement: Mapped[str | None]
    submitted_on: Mapped[date | None]
    measures: Mapped[list["ProposalMeasure"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalMeasure.position"
    )
    figures: Mapped[list["ProposalFigure"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalFigure.position"
    )
    treatments: Mapped[list["ProposalTreatment"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalTreatment.position"
    )
    dialogues: Mapped[list["BudgetDialogue"]] = relationship(
        cascade="all, delete-orphan", order_by="BudgetDialogue.id"
    )


class ProposalMeasure(Base):
    """A measure with its effect in öre (below zero saves) and what it leads to (`BUD-07`)."""

    __tablename__ = "proposal_measure"

    proposal_id: Mapped[int] = reference("proposal.id")
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    impact: Mapped[str | None]
    year: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money | None]


class ProposalFigure(Base):
    """A measure of activity, a key figure or a result of a survey, in words and figures as given."""

    __tablename__ = "proposal_figure"

    proposal_id: Mapped[int] = reference("proposal.id")
    indicator_id: Mapped[int | None] = reference("indicator.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    name: Mapped[str]
    value: Mapped[str | None]
    period: Mapped[str | None]
    note: Mapped[str | None]


class ProposalTreatment(Base):
    """A meeting that has treated the proposal."""

    __tablename__ = "proposal_treatment"

    proposal_id: Mapped[int] = reference("proposal.id")
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    body: Mapped[str | None]
    treated_on: Mapped[date | None]
    paragraph: Mapped[str | None]
    note: Mapped[str | None]


class BudgetDialogue(Base):
    """A budget dialogue about the proposal: when, between whom, on what ground, and what was said."""

    __tablename__ = "budget_dialogue"

    proposal_id: Mapped[int] = reference("proposal.id")
    held_on: Mapped[date | None]
    parties: Mapped[str | None]
    basis: Mapped[str | None]
    note: Mapped[str | None]
