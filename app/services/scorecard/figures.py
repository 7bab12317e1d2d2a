"""Use cases on indicators: give a goal one, say whom it binds, and what it came to."""

from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, NotFound
from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator
from app.models.types import new_id
from app.services.scorecard.below import units_below
from app.services.scorecard.errors import MeasuredTwice, NobodyBelow, NotImposed
from app.services.scorecard.indicatorerrors import LONGEST_NAME, NameTooLong
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.textorder import fold
from app.services.typed import needed, optional

#: The version of a figure that nobody has typed yet.
NOTHING_YET = 0
_EVERYBODY = "T"


def add_indicator(
    session: Session,
    *,
    node_id: int,
    name: str,
    unit_of_measure: str | None = None,
    owner_unit_id: int | None = None,
    year: int | None = None,
    target: Decimal | None = None,
    expected_version: int,
) -> int:
    """Give an element an indicator, with its target for a year if it is known; gives the indicator's id.

    A decided element can be given one too: how it is measured is no part of its wording.
    """
    node = get_node(session, node_id)
    check_version(node, expected_version, f"”{node.current.title}”")
    name = needed(name, "Nyckeltalets namn")
    if len(name) > LONGEST_NAME:
        raise NameTooLong(len(name))
    there = select(Indicator.name).join(NodeIndicator).where(NodeIndicator.node_id == node_id)
    if fold(name) in {fold(one) for one in session.scalars(there)}:
        raise MeasuredTwice(node.current.title, name)
    row = Indicator(
        id=new_id(),
        name=name,
        unit_of_measure=optional(unit_of_measure),
        owner_unit_id=owner_unit_id if owner_unit_id is not None else node.unit_id,
    )
    if year is not None and target is not None:
        row.targets = [IndicatorTarget(id=new_id(), year=year, value=target)]
    session.add(row)
    session.flush()
    session.add(NodeIndicator(id=new_id(), node_id=node_id, indicator_id=row.id))
    describe(session, f"Lade till nyckeltalet ”{name}” för ”{node.current.title}”")
    touch(node)
    return row.id


def set_owner(
    session: Session, *, indicator_id: int, owner_unit_id: int | None, expected_version: int
) -> None:
    """Say which unit owns an indicator; one that is obligatory downwards keeps an owner with units below."""
    row = _open(session, indicator_id, expected_version)
    if row.owner_unit_id == owner_unit_id:
        return
    if row.obligatory:
        _check_below(session, row, owner_unit_id)
    row.owner_unit_id = owner_unit_id
    describe(session, f"Ändrade ägare till nyckeltalet ”{row.name}”")
    touch(row)


def set_obligatory(session: Session, *, indicator_id: int, obligatory: bool, expected_version: int) -> None:
    """Say whether every unit below the owner must follow an indicator (`HIE-16`)."""
    row = _open(session, indicator_id, expected_version)
    if row.obligatory == obligatory:
        return
    if obligatory:
        _check_below(session, row, row.owner_unit_id)
    row.obligatory = obligatory
    words = "obligatoriskt nedåt" if obligatory else "frivilligt"
    describe(session, f"Gjorde nyckeltalet ”{row.name}” {words}")
    touch(row)


def set_outcome(
    session: Session,
    *,
    indicator_id: int,
    unit_id: int,
    year: int,
    value: Decimal | None,
    missing: bool = False,
    expected_version: int,
) -> None:
    """Say what an imposed figure came to in a unit and year, or that it is expressly missing.

    Neither value nor missing takes the outcome away.
    """
    indicator = _indicator(session, indicator_id)
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    row = session.scalars(_outcome(indicator_id, unit_id, year)).one_or_none()
    if (row.version if row else NOTHING_YET) != expected_version:
        raise ChangedSince(f"Utfallet av ”{indicator.name}”")
    value = None if missing else value
    if (value, missing) == ((row.value, row.missing) if row else (None, False)):
        return
    describe(session, f"Ändrade utfallet av ”{indicator.name}” {year} för {unit.name}")
    if row is not None and value is None and not missing:
        session.delete(row)
        return
    row = row or _make_outcome(session, indicator, unit, year)
    row.value, row.missing = value, missing
    touch(row)


def _make_outcome(session: Session, indicator: Indicator, unit: Unit, year: int) -> Measurement:
    owner = indicator.owner_unit_id
    if not indicator.obligatory or owner is None or unit.id not in units_below(session, owner):
        raise NotImposed(indicator.name, unit.name)
    row = Measurement(
        id=new_id(), indicator_id=indicator.id, unit_id=unit.id, period=str(year), gender=_EVERYBODY
    )
    session.add(row)
    session.flush()
    return row


def _outcome(indicator_id: int, unit_id: int, year: int) -> Select[Measurement]:
    return select(Measurement).where(
        Measurement.indicator_id == indicator_id,
        Measurement.unit_id == unit_id,
        Measurement.period == str(year),
        Measurement.gender == _EVERYBODY,
    )


def _indicator(session: Session, indicator_id: int) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Nyckeltalet")
    return row


def _open(session: Session, indicator_id: int, expected_version: int) -> Indicator:
    row = _indicator(session, indicator_id)
    check_version(row, expected_version, f"Nyckeltalet ”{row.name}”")
    return row


def _check_below(session: Session, row: Indicator, owner_id: int | None) -> None:
    owner = None if owner_id is None else session.get(Unit, owner_id)
    if owner is None or not units_below(session, owner.id):
        raise NobodyBelow(row.name, owner.name if owner else None)
