"""The year wheel: the model's yearly patterns, their occurrences in a working year, and the meeting plan."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Versioned, reference

#: What an activity is: ordinary, a network meeting (`WHL-12`), a citizen dialogue (`BUD-25`), a survey
#: (`WHL-09`), staff work such as the salary review (`WHL-10`).
ACTIVITY_FORMS = ("activity", "network", "dialogue", "survey", "staff")
#: How far an activity has come, as somebody has said; "late" is also concluded from the day that has passed.
ACTIVITY_STATUSES = ("planned", "ongoing", "done", "late", "cancelled")
#: How exactly an activity is timed (`WHL-03`), in the words of the model's files.
PRECISIONS = (
    "dag", "manad", "manadsintervall", "del_av_manad", "arstid", "senast_manad", "senast_dag", "okand",
)  # fmt: skip
#: Negotiation by 11 § and information by 19 § MBL (`BUD-20`).
NEGOTIATION_KINDS = ("mbl11", "mbl19")
#: What a document is to an activity: produced by it, its ground, or what its outcome became.
DOCUMENT_ROLES = ("produces", "basis", "outcome")


class Wheel(Versioned, Base):
    """One of the model's wheels; `start_month` is the month at the top (`WHL-07`)."""

    __tablename__ = "wheel"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    start_month: Mapped[int] = mapped_column(Integer, default=1)
    details: Mapped[dict[str, Any]]


class WheelPattern(Versioned, Base):
    """An activity as the source times it (`WHL-*`): months and days only as far as it says.

    `precision` is one of `PRECISIONS`.
    `year_offset`: the year the work concerns minus the year it is done in; None where unknown.
    """

    __tablename__ = "wheel_pattern"

    wheel_id: Mapped[int] = reference("wheel.id")
    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    bodies: Mapped[list[str] | None]
    start_month: Mapped[int | None] = mapped_column(Integer)
    start_day: Mapped[int | None] = mapped_column(Integer)
    end_month: Mapped[int | None] = mapped_column(Integer)
    end_day: Mapped[int | None] = mapped_column(Integer)
    precision: Mapped[str]
    deadline: Mapped[bool] = mapped_column(default=False)
    year_offset: Mapped[int | None] = mapped_column(Integer)
    phase: Mapped[str | None]
    recurrence: Mapped[str | None]
    details: Mapped[dict[str, Any]]


class WheelActivity(Versioned, Exemplary, Base):
    """An occurrence in the working year `year`: when it is done, by whom, and how far it has come.

    `starts` and `ends` are the days that its time spans; both are None where no time is said, and
    `ends` stands alone where only the last day is. `precision`, `month_part` and `season` say how exact they
    are. `number` tells occurrences of one pattern in one year apart. `law` is the key of the legal step
    that the activity carries out, `exception_reason` and `tax_rate_on` what lets it pass the first bound
    (KL 11 kap. 8 and 11 §§). `previous_id` is the same activity the year before.
    """

    __tablename__ = "wheel_activity"
    __table_args__ = (
        CheckConstraint("starts IS NULL OR ends IS NULL OR starts <= ends", name="in_order"),
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done"),
    )

    pattern_id: Mapped[int | None] = reference("wheel_pattern.id")
    wheel_id: Mapped[int] = reference("wheel.id")
    previous_id: Mapped[int | None] = reference("wheel_activity.id")
    meeting_id: Mapped[int | None] = reference("meeting.id")
    year: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer, default=0)
    number: Mapped[int] = mapped_column(Integer, default=1)
    form: Mapped[str] = mapped_column(default="activity")
    title: Mapped[str]
    short_title: Mapped[str | None]
    bodies: Mapped[list[str] | None]
    participants: Mapped[list[str] | None]
    responsible: Mapped[str | None]
    precision: Mapped[str] = mapped_column(default="okand")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    month_part: Mapped[str | None]
    season: Mapped[str | None]
    tentative: Mapped[list[str] | None]
    timing_text: Mapped[str | None]
    rhythm: Mapped[str | None]
    recurrence: Mapped[str | None]
    deadline: Mapped[bool] = mapped_column(default=False)
    year_offset: Mapped[int | None] = mapped_column(Integer)
    phase: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="planned")
    done_on: Mapped[date | None]
    law: Mapped[str | None]
    exception_reason: Mapped[str | None]
    tax_rate_on: Mapped[date | None]
    place: Mapped[str | None]
    note: Mapped[str | None]
    learning: Mapped[str | None]
    outcome: Mapped[str | None]
    foreign_uid: Mapped[str | None]
    steps: Mapped[list["ActivityStep"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityStep.position"
    )
    documents: Mapped[list["ActivityDocument"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityDocument.id"
    )
    negotiations: Mapped[list["Negotiation"]] = relationship(
        cascade="all, delete-orphan", order_by="Negotiation.id"
    )


class ActivityStep(Base):
    """A line of an activity's checklist."""

    __tablename__ = "activity_step"

    activity_id: Mapped[int] = reference("wheel_activity.id")
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[str]
    done_on: Mapped[date | None]


class ActivityDocument(Base):
    """A document of an activity: a steering document, a budget plan, or a kind of agreement or report."""

    __tablename__ = "activity_document"
    __table_args__ = (
        CheckConstraint(
            "(node_id IS NOT NULL) + (plan_id IS NOT NULL) + (agreement_kind_id IS NOT NULL) "
            "+ (report_kind_id IS NOT NULL) = 1",
            name="one_target",
        ),
    )

    activity_id: Mapped[int] = reference("wheel_activity.id")
    role: Mapped[str] = mapped_column(default="produces")
    node_id: Mapped[int | None] = reference("node.id")
    plan_id: Mapped[int | None] = reference("budget_plan.id")
    agreement_kind_id: Mapped[int | None] = reference("agreement_kind.id")
    report_kind_id: Mapped[int | None] = reference("report_kind.id")


class ActivityOrder(Base):
    """One activity comes before another, by at least so many days (`WHL-11`)."""

    __tablename__ = "activity_order"
    __table_args__ = (
        UniqueConstraint("before_id", "after_id"),
        CheckConstraint("before_id <> after_id", name="two"),
    )

    before_id: Mapped[int] = reference("wheel_activity.id", index=False)
    after_id: Mapped[int] = reference("wheel_activity.id")
    least_days: Mapped[int] = mapped_column(Integer, default=0)


class Negotiation(Base):
    """Negotiation or information by MBL before the decision that the activity is (`BUD-20`)."""

    __tablename__ = "negotiation"

    activity_id: Mapped[int] = reference("wheel_activity.id")
    kind: Mapped[str]
    party: Mapped[str | None]
    planned_on: Mapped[date | None]
    held_on: Mapped[date | None]
    protocol: Mapped[str | None]
    outcome: Mapped[str | None]


class Meeting(Versioned, Exemplary, Base):
    """A meeting of a body in the meeting plan; the days around it follow from the body's `MeetingRule`.

    `begins` is "18:30". `adjusted_on` is the day the minutes were adjusted, `noticed_on` the day the
    notice of it was put up, from which the time for appeal runs (KL 13 kap. 5 §).
    """

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("ends IS NULL OR starts <= ends", name="in_order"),)

    body: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date | None]
    begins: Mapped[str | None]
    place: Mapped[str | None]
    title: Mapped[str | None]
    tentative: Mapped[bool] = mapped_column(default=False)
    cancelled: Mapped[bool] = mapped_column(default=False)
    adjusted_on: Mapped[date | None]
    noticed_on: Mapped[date | None]
    note: Mapped[str | None]
    foreign_uid: Mapped[str | None]


class MeetingRule(Versioned, Exemplary, Base):
    """How many days before and after a body's meetings its fixed days are; None where it has none.

    Days are calendar days, moved to the working day before (before the meeting) or after it.
    `documents_days`: last day for handing in documents; `summons_days`: summons and notice go out;
    `adjusting_days`: the minutes are adjusted at the latest so many days after.
    """

    __tablename__ = "meeting_rule"

    body: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    documents_days: Mapped[int | None] = mapped_column(Integer)
    summons_days: Mapped[int | None] = mapped_column(Integer)
    adjusting_days: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str | None]
