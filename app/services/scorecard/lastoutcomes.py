"""What each indicator came to last: as measured, put together from its units, or computed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import Indicator, Measurement
from app.services.scorecard.formulas import fill, formulas_of
from app.services.scorecard.formulaterms import Formula
from app.services.scorecard.outcome import GAP, Measured, Taking, outcome
from app.services.scorecard.periods import read_period
from app.services.scorecard.views import Point

_EVERYBODY = "T"
#: So many periods back is it tried to put an outcome together, in the last two years.
_TRIED = 6


class Counted(Protocol):
    """What is known of an indicator; a row of its table, or any that says the same."""

    @property
    def id(self) -> int:
        """Its key."""
        ...

    @property
    def owner_unit_id(self) -> int | None:
        """Whose it is."""
        ...

    @property
    def summing(self) -> str:
        """How periods become a year."""
        ...

    @property
    def across(self) -> str | None:
        """How units become one."""
        ...

    @property
    def target_kind(self) -> str:
        """Whether it is a gap."""
        ...


Place = tuple[int, bool, int]


def place_of(period: str, unit_id: int | None) -> Place:
    """What goes last: the later end, the municipality before a unit, the longer period."""
    read = read_period(period)
    return read.last.toordinal(), unit_id is None, -read.first.toordinal()


def last_outcomes(session: Session, single: Collection[int], among: ColumnElement[bool]) -> dict[int, Point]:
    """The latest outcome by indicator; `single` are measured in one unit only, which is then told.

    The municipality as a whole goes before the owner; where neither is measured it is put together from
    the units below. `among` says which indicators are asked for.
    """
    whole = or_(Measurement.unit_id.is_(None), Measurement.unit_id == Indicator.owner_unit_id)
    found = _latest(session, whole, among)
    columns = (
        Indicator.id, Indicator.owner_unit_id, Indicator.summing, Indicator.across, Indicator.target_kind,
    )  # fmt: skip
    every: dict[int, Counted] = {row.id: row for row in session.execute(select(*columns))}
    formulas = formulas_of(session)
    asked = (every[key] for key in session.scalars(select(Indicator.id).where(among)))
    wanting = [row for row in asked if row.id in formulas or (row.id not in found and _is_made(row))]
    found = {key: point for key, point in found.items() if key not in formulas}
    if wanting:
        found |= _PutTogether(session, wanting, every, formulas).points()
    left = [key for key in single if key not in found and key not in formulas]
    return {**_latest(session, Measurement.indicator_id.in_(left), among), **found} if left else found


def _latest(session: Session, where: ColumnElement[bool], among: ColumnElement[bool]) -> dict[int, Point]:
    of = Measurement
    statement = (
        select(of.indicator_id, of.unit_id, of.period, of.value, of.text, of.comment, of.example)
        .join(Indicator, Indicator.id == of.indicator_id)
        .where(of.gender == _EVERYBODY, Indicator.target_kind != GAP, where, among)
    )
    latest: dict[int, tuple[Place, Point]] = {}
    for key, unit, period, value, text, comment, example in session.execute(statement):
        place = place_of(period, unit)
        if key not in latest or place > latest[key][0]:
            latest[key] = place, Point(period, value, text, comment, None, example)
    return {key: point for key, (_, point) in latest.items()}


class _PutTogether:
    """Outcomes from the measurements of the last two years, by unit."""

    def __init__(
        self,
        session: Session,
        wanting: Collection[Counted],
        every: Mapping[int, Counted],
        formulas: Mapping[int, Formula],
    ) -> None:
        self._wanting = wanting
        self._every = every
        self._formulas = formulas
        self._leaves = {row.id: _leaves(row.id, formulas) for row in wanting}
        self._below: dict[int | None, list[int]] = defaultdict(list)
        for key, parent in session.execute(select(Unit.id, Unit.parent_id)):
            self._below[parent].append(key)
        self._rows = self._read(session)

    def points(self) -> dict[int, Point]:
        """The latest outcome of each that comes to one."""
        found = {row.id: self._last(row) for row in self._wanting}
        return {key: point for key, point in found.items() if point is not None}

    def _read(self, session: Session) -> Mapping[int, dict[int | None, list[Measured]]]:
        of = Measurement
        rows: dict[int, dict[int | None, list[Measured]]] = defaultdict(lambda: defaultdict(list))
        keys = {key for leaves in self._leaves.values() for key in leaves}
        latest = session.scalar(select(func.max(of.period)).where(of.indicator_id.in_(keys)))
        if latest is None:
            return rows
        statement = select(
            of.indicator_id, of.unit_id, of.period, of.gender, of.value, of.missing, of.text, of.comment,
            of.example,
        ).where(of.indicator_id.in_(keys), of.period >= str(read_period(latest).year - 1))  # fmt: skip
        for row in session.execute(statement):
            rows[row[0]][row[1]].append(Measured(*row[2:]))
        return rows

    def _last(self, row: Counted) -> Point | None:
        periods = {
            one.period for key in self._leaves[row.id] for part in self._rows[key].values() for one in part
        }
        tried = sorted(periods, key=lambda text: place_of(text, None), reverse=True)[:_TRIED]
        for period in tried:
            for unit in dict.fromkeys((row.owner_unit_id, None)):
                point = self._at(row, unit, period)
                if point is not None:
                    return point
        return None

    def _at(self, row: Counted, unit: int | None, period: str) -> Point | None:
        made: dict[int, Any] = {
            key: outcome(self._rows[key], unit, self._below, _taking(self._every[key]), read_period(period))
            for key in self._leaves[row.id]
        }
        example = any(one.example for one in made.values() if one is not None)
        if row.id not in self._formulas:
            one = made[row.id]
            return None if one is None or one.value is None else Point(one.period, one.value, example=example)
        values: dict[int, Decimal | None] = {key: one.value if one else None for key, one in made.items()}
        value = fill(self._formulas, values)[row.id].value
        return None if value is None else Point(period, value, example=example)


def _is_made(row: Counted) -> bool:
    """Whether it is put together from several measurements."""
    return row.across is not None or row.target_kind == GAP


def _taking(row: Counted) -> Taking:
    return Taking(row.summing, row.across, row.target_kind)


def _leaves(key: int, formulas: Mapping[int, Formula]) -> tuple[int, ...]:
    """The measured indicators that one comes from; itself where it is not computed."""
    found: dict[int, None] = {}
    seen: set[int] = set()
    waiting = [key]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one in formulas:
            waiting += formulas[one].references
        else:
            found[one] = None
    return tuple(found)
