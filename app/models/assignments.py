"""What is done for the goals: assignments, activities, and staff dialogues as counts."""

from datetime import date

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: How far an assignment or an activity has come.
PROGRESS = ("planned", "ongoing", "done", "cancelled")


class Assignment(Versioned, Exemplary, Base):
    """An assignment from the council or, as särskilt uppdrag, from a committee (`HIE-26`).

    `giver` is the body's name as it was when it decided; `funding` is "extra" (then `amount`), "within"
    the frame, or None where nobody has said; `node_id` is its own element where the model has a level for
    assignments, `serves_id` the element it serves.
    """

    __tablename__ = "assignment"

    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    giver: Mapped[str | None]
    receiver_id: Mapped[int | None] = reference("unit.id")
    node_id: Mapped[int | None] = reference("node.id")
    serves_id: Mapped[int | None] = reference("node.id")
    funding: Mapped[str | None]
    amount: Mapped[Money | None]
    starts: Mapped[date | None]
    due: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="planned")
    decided_on: Mapped[date | None]
    paragraph: Mapped[str | None]
    registration_number: Mapped[str | None]
    reported_on: Mapped[date | None]
    report: Mapped[str | None]


class Activity(Versioned, Exemplary, Base):
    """What is done for a goal or an assignment, or was agreed in a staff dialogue: who, when, how far."""

    __tablename__ = "activity"

    node_id: Mapped[int | None] = reference("node.id")
    assignment_id: Mapped[int | None] = reference("assignment.id")
    dialogue_id: Mapped[int | None] = reference("staff_dialogue.id")
    unit_id: Mapped[int | None] = reference("unit.id")
    position: Mapped[int] = mapped_column(Integer, default=0)
    title: Mapped[str]
    responsible: Mapped[str | None]
    person_name: Mapped[str | None]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="planned")
    note: Mapped[str | None]


class StaffDialogue(Versioned, Exemplary, Base):
    """The staff dialogues of a unit in a year, as numbers only: no personal data is needed."""

    __tablename__ = "staff_dialogue"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    unit_id: Mapped[int] = reference("unit.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    planned: Mapped[int | None] = mapped_column(Integer)
    held: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str | None]
