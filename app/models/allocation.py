"""Allocation models: volume times price per unit and year, in versions, with every factor as it was typed."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Exemplary, Money, Versioned, reference

#: The areas of the source (`BUD-04`) and any of one's own.
ALLOCATION_AREAS = ("preschool", "school", "home_care", "special_housing", "food", "own")
#: By volume, or an appropriation with a special account where no model fits (`BUD-05`).
ALLOCATION_KINDS = ("volume", "special_account")


class AllocationModel(Versioned, Exemplary, Base):
    """A way to calculate the frames of an area; `volume_unit` is what is counted (barn, timmar …)."""

    __tablename__ = "allocation_model"

    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    area: Mapped[str]
    kind: Mapped[str]
    volume_unit: Mapped[str | None]
    note: Mapped[str | None]
    versions: Mapped[list["AllocationVersion"]] = relationship(
        cascade="all, delete-orphan", order_by="AllocationVersion.number"
    )


class AllocationVersion(Versioned, Base):
    """A model as it was at one time; `mean_volume` takes the mean of a year's first and last volume.

    `price_unit` is what prices were typed in: "kr" or "tkr". `base_year` is the year whose prices are typed,
    later years without a price of their own are indexed from the year before.
    """

    __tablename__ = "allocation_version"
    __table_args__ = (UniqueConstraint("model_id", "number"),)

    model_id: Mapped[int] = reference("allocation_model.id", index=False)
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    made_on: Mapped[date]
    base_year: Mapped[int] = mapped_column(Integer)
    mean_volume: Mapped[bool] = mapped_column(default=False)
    price_unit: Mapped[str] = mapped_column(default="kr")
    source: Mapped[str | None]
    note: Mapped[str | None]
    groups: Mapped[list["AllocationGroup"]] = relationship(
        cascade="all, delete-orphan", order_by="AllocationGroup.position"
    )
    indexes: Mapped[list["AllocationIndex"]] = relationship(
        cascade="all, delete-orphan", order_by="AllocationIndex.year"
    )
    specials: Mapped[list["SpecialAccount"]] = relationship(
        cascade="all, delete-orphan", order_by="SpecialAccount.id"
    )


class AllocationIndex(Base):
    """How much prices rise to a year, in percent as typed."""

    __tablename__ = "allocation_index"
    __table_args__ = (UniqueConstraint("version_id", "year"),)

    version_id: Mapped[int] = reference("allocation_version.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    percent: Mapped[Decimal]
    source: Mapped[str | None]


class AllocationGroup(Base):
    """A target group with its own price; `subsidy` is the percent of it that is paid (`BUD-19`)."""

    __tablename__ = "allocation_group"
    __table_args__ = (UniqueConstraint("version_id", "name"),)

    version_id: Mapped[int] = reference("allocation_version.id", index=False)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    subsidy: Mapped[Decimal | None]
    note: Mapped[str | None]
    prices: Mapped[list["AllocationPrice"]] = relationship(
        cascade="all, delete-orphan", order_by="AllocationPrice.id"
    )
    volumes: Mapped[list["AllocationVolume"]] = relationship(
        cascade="all, delete-orphan", order_by="AllocationVolume.id"
    )


class AllocationPrice(Base):
    """One part of a group's á-price in a year, such as basic amount, quality or ambition; they are summed."""

    __tablename__ = "allocation_price"
    __table_args__ = (UniqueConstraint("group_id", "year", "part"),)

    group_id: Mapped[int] = reference("allocation_group.id", index=False)
    year: Mapped[int] = mapped_column(Integer)
    part: Mapped[str]
    price: Mapped[Decimal]


class AllocationVolume(Base):
    """A unit's volume of a group in a year; `opening` is the year's first where the mean is taken."""

    __tablename__ = "allocation_volume"
    __table_args__ = (UniqueConstraint("group_id", "unit_id", "year"),)

    group_id: Mapped[int] = reference("allocation_group.id", index=False)
    unit_id: Mapped[int] = reference("unit.id")
    year: Mapped[int] = mapped_column(Integer)
    opening: Mapped[Decimal | None]
    volume: Mapped[Decimal]


class SpecialAccount(Base):
    """An appropriation where no model fits: what must be accounted for, and the account (`BUD-05`)."""

    __tablename__ = "special_account"
    __table_args__ = (UniqueConstraint("version_id", "unit_id", "year"),)

    version_id: Mapped[int] = reference("allocation_version.id", index=False)
    unit_id: Mapped[int] = reference("unit.id")
    year: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Money]
    requirement: Mapped[str]
    account: Mapped[str | None]
    accounted_on: Mapped[date | None]
