"""What a plan rests on: forecast rounds, a version's own prerequisites, population, and tables of indexes."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: Who has made a forecast: SKR's skatteunderlagsprognos, the bills of spring and budget, SCB, the office.
ROUND_KINDS = ("skr", "spring_bill", "budget_bill", "scb", "own")
#: The day a number of inhabitants is of: grants are paid by 1 November, key figures go by 31 December, and
#: prices by the mean of two years' ends.
REFERENCE_DAYS = ("nov1", "dec31", "mean")
#: Tables that every file has (`index_table.key`), and any of one's own.
INDEX_KINDS = ("prices", "wages", "interest", "rent", "overhead", "own")
#: In what an index is given: percent of change, percent of something, kronor for each of something.
INDEX_UNITS = ("change", "share", "kr")


class ForecastRound(Versioned, Exemplary, Base):
    """A forecast of the municipality's income as somebody gave it on a day (`BUD-14`, `BUD-22`).

    `kind` is one of `ROUND_KINDS`. Its values never change when a later round comes; a version of the plan
    chooses which round it rests on. `from_id` is the round it was begun from.
    """

    __tablename__ = "forecast_round"
    __table_args__ = (UniqueConstraint("kind", "dated_on"),)

    kind: Mapped[str]
    name: Mapped[str]
    source: Mapped[str | None]
    dated_on: Mapped[date]
    note: Mapped[str | None]
    from_id: Mapped[int | None] = reference("forecast_round.id")
    values: Mapped[list["ForecastValue"]] = relationship(
        cascade="all, delete-orphan", order_by="ForecastValue.id"
    )


class ForecastValue(Base):
    """A round's value of a line in a year, as given: kronor, kronor per inhabitant, percent or a number.

    `line` is a key of the register of lines, which says its unit and what it is counted on.
    """

    __tablename__ = "forecast_value"
    __table_args__ = (UniqueConstraint("round_id", "line", "year"),)

    round_id: Mapped[int] = reference("forecast_round.id", index=False)
    line: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal]
    note: Mapped[str | None]


class VersionEconomy(Versioned, Exemplary, Base):
    """What a version of the plan rests on, and what it says of the law's exceptions; at most one a version.

    `tax_mode`: "base" reckons tax from base and rate, "income" takes the income as the round gives it.
    `capital_in_frames`: depreciation and internal interest lie in the frames, otherwise beside them.
    `exception` is why income may be less than cost: "reserve" (KL 11 kap. 14 §) or "reasons" (synnerliga
    skäl, 5 §) with `exception_reason`.
    """

    __tablename__ = "version_economy"
    __table_args__ = (UniqueConstraint("plan_version_id"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    round_id: Mapped[int | None] = reference("forecast_round.id")
    population_id: Mapped[int | None] = reference("population_forecast.id")
    tax_mode: Mapped[str] = mapped_column(default="income")
    capital_in_frames: Mapped[bool] = mapped_column(default=True)
    exception: Mapped[str | None]
    exception_reason: Mapped[str | None]
    note: Mapped[str | None]


class OwnLine(Base):
    """A line of prerequisites that the municipality has added to a version, with a key of its own.

    `group` is the part of the account that it stands in ("tax", "grants", "fees", "financial", "central"),
    `effect` +1 where it adds to the room and -1 where it takes. `pot_id` is the central post whose frame
    it is taken from, in the place of typed values.
    """

    __tablename__ = "own_line"
    __table_args__ = (UniqueConstraint("plan_version_id", "key"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    pot_id: Mapped[int | None] = reference("central_pot.id")
    key: Mapped[str]
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    group: Mapped[str]
    effect: Mapped[int] = mapped_column(Integer, default=1)


class PrerequisiteValue(Base):
    """What a version itself says of a line in a year: tax rate, result target, fees, or another value than
    the round's; `note` says why.
    """

    __tablename__ = "prerequisite_value"
    __table_args__ = (UniqueConstraint("plan_version_id", "line", "year"),)

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    line: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal]
    note: Mapped[str | None]


class PopulationForecast(Versioned, Exemplary, Base):
    """A forecast of the number of inhabitants by age, as somebody gave it on a day."""

    __tablename__ = "population_forecast"
    __table_args__ = (UniqueConstraint("name", "dated_on"),)

    name: Mapped[str]
    source: Mapped[str | None]
    dated_on: Mapped[date]
    note: Mapped[str | None]
    numbers: Mapped[list["PopulationNumber"]] = relationship(
        cascade="all, delete-orphan", order_by="PopulationNumber.id"
    )


class PopulationNumber(Base):
    """How many inhabitants of an age there are on a day of a year.

    `day` is "nov1" or "dec31"; the mean is reckoned. `age_to` is None for the oldest group (100 and older);
    all ages together is 0 and None.
    """

    __tablename__ = "population_number"
    __table_args__ = (
        UniqueConstraint("forecast_id", "year", "day", "age_from"),
        CheckConstraint("number >= 0", name="not_negative"),
    )

    forecast_id: Mapped[int] = reference("population_forecast.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    day: Mapped[str] = mapped_column(default="dec31")
    age_from: Mapped[int] = mapped_column(Integer)
    age_to: Mapped[int | None] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)


class IndexTable(Versioned, Exemplary, Base):
    """An index by year: PKV, AKI, internränta, internhyra, PO-pålägg, or one of one's own.

    `kind` is one of `INDEX_KINDS`, `unit` one of `INDEX_UNITS`; `per` is what kronor are for ("m²").
    """

    __tablename__ = "index_table"
    __table_args__ = (UniqueConstraint("name"),)

    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    per: Mapped[str | None]
    note: Mapped[str | None]
    values: Mapped[list["IndexValue"]] = relationship(
        cascade="all, delete-orphan", order_by="IndexValue.year"
    )


class IndexValue(Base):
    """An index in a year, as published, with who published it and when."""

    __tablename__ = "index_value"
    __table_args__ = (UniqueConstraint("table_id", "year"),)

    table_id: Mapped[int] = reference("index_table.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    value: Mapped[Decimal]
    source: Mapped[str | None]
    dated_on: Mapped[date | None]


class ComponentBasis(Base):
    """What a part of a frame rests on, so that it is reckoned anew when that changes.

    It rests on an index, or on a line of the prerequisites (`line`), never both. On an index it is `share`
    percent of the frame the year before, `base` öre, or `quantity` of what the index is for, times the
    index; exactly one of the three. The amount itself stands in the part of the frame.
    """

    __tablename__ = "component_basis"
    __table_args__ = (
        UniqueConstraint("plan_version_id", "unit_id", "year", "component"),
        UniqueConstraint("plan_version_id", "pot_id", "year", "component"),
        CheckConstraint("(unit_id IS NULL) <> (pot_id IS NULL)", name="one_holder"),
        CheckConstraint("(table_id IS NULL) <> (line IS NULL)", name="one_ground"),
        CheckConstraint(
            "(share IS NOT NULL) + (base IS NOT NULL) + (quantity IS NOT NULL) <= 1", name="one_base"
        ),
    )

    plan_version_id: Mapped[int] = reference("plan_version.id", index=False)
    unit_id: Mapped[int | None] = reference("unit.id")
    pot_id: Mapped[int | None] = reference("central_pot.id")
    year: Mapped[int] = mapped_column(Integer)
    component: Mapped[str]
    table_id: Mapped[int | None] = reference("index_table.id")
    line: Mapped[str | None]
    share: Mapped[Decimal | None]
    base: Mapped[Money | None]
    quantity: Mapped[Decimal | None]
