"""The year wheel: the model's yearly patterns and their dated occurrences."""

from datetime import date
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Exemplary, Versioned, reference


class Wheel(Versioned, Base):
    """One of the model's wheels."""

    __tablename__ = "wheel"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    details: Mapped[dict[str, Any]]


class WheelPattern(Versioned, Base):
    """An activity as the source times it (`WHL-*`): months and days only as far as it says.

    `precision`: dag, manad, manadsintervall, del_av_manad, arstid, senast_manad, senast_dag or okand.
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
    """A pattern's occurrence in the calendar year `year`; dates are None where the pattern has none."""

    __tablename__ = "wheel_activity"

    pattern_id: Mapped[int | None] = reference("wheel_pattern.id")
    wheel_id: Mapped[int] = reference("wheel.id")
    year: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    bodies: Mapped[list[str] | None]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    deadline: Mapped[bool] = mapped_column(default=False)
    year_offset: Mapped[int | None] = mapped_column(Integer)
    phase: Mapped[str | None]
    done_on: Mapped[date | None]
    note: Mapped[str | None]
