"""What is read about obligatory figures: whom each binds, what a unit has been given, and who lacks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator, PeriodTarget
from app.services.organisation.rules import valid_on
from app.services.scorecard.below import below
from app.services.textorder import sort_key

_EVERYBODY = "T"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An indicator of a goal; `below` counts the units under its owner, which follow it if obligatory."""

    id: int
    version: int
    name: str
    unit_of_measure: str | None
    owner_id: int | None
    owner: str | None
    obligatory: bool
    below: int
    example: bool


@dataclass(frozen=True, slots=True)
class ImposedRow:
    """A figure that a unit must follow, with its target and outcome of a year; version 0: no outcome yet."""

    indicator_id: int
    name: str
    unit_of_measure: str | None
    owner_id: int
    owner: str
    year: int
    target: Decimal | None
    target_text: str | None
    version: int
    value: Decimal | None
    missing: bool


@dataclass(frozen=True, slots=True)
class LackingRow:
    """A unit that has nothing measured of a figure that it must follow."""

    indicator_id: int
    name: str
    unit_id: int
    unit: str
    owner: str


def figures_of_node(session: Session, *, node_id: int, today: date) -> tuple[FigureRow, ...]:
    """The indicators of an element, in the order in which they were added."""
    columns = (
        Indicator.id, Indicator.version, Indicator.name, Indicator.unit_of_measure, Indicator.owner_unit_id,
        Unit.name.label("owner"), Indicator.obligatory, Indicator.example,
    )  # fmt: skip
    statement = select(*columns).join(NodeIndicator).outerjoin(Unit, Unit.id == Indicator.owner_unit_id)
    found = session.execute(statement.where(NodeIndicator.node_id == node_id).order_by(NodeIndicator.id))
    rows = found.all()
    units = _Units(session, today) if any(row.owner_unit_id is not None for row in rows) else None
    return tuple(
        FigureRow(
            row.id, row.version, row.name, row.unit_of_measure, row.owner_unit_id, row.owner, row.obligatory,
            len(units.below(row.owner_unit_id)) if units and row.owner_unit_id else 0, row.example,
        )
        for row in rows
    )  # fmt: skip


def imposed_on(session: Session, *, unit_id: int, year: int, today: date) -> tuple[ImposedRow, ...]:
    """The figures that a unit must follow, whichever unit above it gave them, in Swedish order.

    The target is the unit's own where it has one.
    """
    units = _Units(session, today)
    nearer = PeriodTarget.id.is_not(None)
    columns = (
        Indicator.id, Indicator.name, Indicator.unit_of_measure, Indicator.owner_unit_id,
        case((nearer, PeriodTarget.value), else_=IndicatorTarget.value).label("target"),
        case((nearer, PeriodTarget.text), else_=IndicatorTarget.text).label("target_text"),
        Measurement.version, Measurement.value, Measurement.missing,
    )  # fmt: skip
    aimed = and_(IndicatorTarget.indicator_id == Indicator.id, IndicatorTarget.year == year)
    measured = and_(
        Measurement.indicator_id == Indicator.id,
        Measurement.unit_id == unit_id,
        Measurement.period == str(year),
        Measurement.gender == _EVERYBODY,
    )
    own = and_(
        PeriodTarget.indicator_id == Indicator.id,
        PeriodTarget.unit_id == unit_id,
        PeriodTarget.period == str(year),
    )
    statement = select(*columns).outerjoin(IndicatorTarget, aimed).outerjoin(PeriodTarget, own)
    statement = statement.outerjoin(Measurement, measured)
    rows = session.execute(statement.where(Indicator.obligatory, Indicator.owner_unit_id.is_not(None)))
    found = [
        ImposedRow(
            row.id, row.name, row.unit_of_measure, row.owner_unit_id, units.names[row.owner_unit_id], year,
            row.target, row.target_text, row.version or 0, row.value, bool(row.missing),
        )
        for row in rows
        if unit_id in units.below(row.owner_unit_id)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (sort_key(row.name), row.indicator_id)))


def lacking(session: Session, *, today: date) -> tuple[LackingRow, ...]:
    """The units that should follow a figure and have nothing of it, not even that it is missing.

    What counts is measured this year or the year before; a later year is still to come.
    """
    statement = select(Indicator.id, Indicator.name, Indicator.owner_unit_id)
    rows = session.execute(statement.where(Indicator.obligatory, Indicator.owner_unit_id.is_not(None))).all()
    if not rows:
        return ()
    units = _Units(session, today)
    measured = {
        (row.indicator_id, row.unit_id)
        for row in session.execute(
            select(Measurement.indicator_id, Measurement.unit_id, Measurement.period).where(
                Measurement.indicator_id.in_([row.id for row in rows])
            )
        )
        if row.period[:4] in (str(today.year), str(today.year - 1))
    }
    found = [
        LackingRow(row.id, row.name, unit, units.names[unit], units.names[row.owner_unit_id])
        for row in rows
        for unit in units.below(row.owner_unit_id)
        if (row.id, unit) not in measured
    ]
    return tuple(sorted(found, key=lambda row: (sort_key(row.unit), sort_key(row.name), row.unit_id)))


class _Units:
    """The units that hold on a day, and what stands below each."""

    def __init__(self, session: Session, today: date) -> None:
        columns = select(Unit.id, Unit.parent_id, Unit.name, Unit.valid_from, Unit.valid_to)
        rows = session.execute(columns).all()
        self.names: Mapping[int, str] = {row.id: row.name for row in rows}
        self._parents = {row.id: row.parent_id for row in rows}
        self._living = {row.id for row in rows if valid_on(row.valid_from, row.valid_to, today)}
        self._known: dict[int, frozenset[int]] = {}

    def below(self, unit_id: int) -> frozenset[int]:
        """The units below one that hold on the day."""
        if unit_id not in self._known:
            self._known[unit_id] = below(self._parents, unit_id) & self._living
        return self._known[unit_id]
