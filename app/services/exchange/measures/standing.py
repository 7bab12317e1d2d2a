"""What stands in the file already: indicators, units, measurements and other municipalities' values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator, Measurement


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as an import needs it; a `Measured` for those who read typed outcomes."""

    id: int
    version: int
    name: str
    code: str | None
    unit_of_measure: str | None
    direction: str | None
    scale: tuple[str, ...] | None
    decimals: int | None
    frequency: str | None
    first_year: int | None
    last_year: int | None
    computed: bool
    by_gender: bool
    owner_unit_id: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement that stands in the file."""

    id: int
    version: int
    value: Decimal | None
    missing: bool
    text: str | None
    comment: str | None
    source: str | None


Place = tuple[int, int | None, str, str]
"""Indicator, unit, period and gender."""


def indicators(session: Session) -> tuple[IndicatorRow, ...]:
    """Every indicator of the file."""
    return tuple(
        IndicatorRow(
            row.id,
            row.version,
            row.name,
            row.code,
            row.unit_of_measure,
            row.direction,
            tuple(row.scale) if row.scale else None,
            row.decimals,
            row.frequency,
            row.first_year,
            row.last_year,
            row.formula is not None,
            row.by_gender,
            row.owner_unit_id,
        )
        for row in session.execute(
            select(
                Indicator.id, Indicator.version, Indicator.name, Indicator.code, Indicator.unit_of_measure,
                Indicator.direction, Indicator.scale, Indicator.decimals, Indicator.frequency,
                Indicator.first_year, Indicator.last_year, Indicator.formula, Indicator.by_gender,
                Indicator.owner_unit_id,
            ).order_by(Indicator.id)
        )
    )  # fmt: skip


def measurements(session: Session, indicator_ids: Collection[int]) -> dict[Place, Measured]:
    """The measurements of some indicators by their place."""
    found: dict[Place, Measured] = {}
    rows = session.execute(
        select(
            Measurement.indicator_id, Measurement.unit_id, Measurement.period, Measurement.gender,
            Measurement.id, Measurement.version, Measurement.value, Measurement.missing, Measurement.text,
            Measurement.comment, Measurement.source,
        ).where(Measurement.indicator_id.in_(sorted(indicator_ids)))
    )  # fmt: skip
    for indicator, unit, period, gender, *rest in rows:
        found[indicator, unit, period, gender] = Measured(*rest)
    return found


def others(
    session: Session, indicator_ids: Iterable[int]
) -> dict[tuple[int, str, str], dict[str, tuple[int, Decimal | None]]]:
    """Other municipalities' values by indicator, period and gender, then by the municipality's code."""
    found: dict[tuple[int, str, str], dict[str, tuple[int, Decimal | None]]] = {}
    codes = {
        row.id: row.code for row in session.execute(select(OtherMunicipality.id, OtherMunicipality.code))
    }
    rows = session.execute(
        select(
            ComparisonValue.indicator_id, ComparisonValue.period, ComparisonValue.gender,
            ComparisonValue.municipality_id, ComparisonValue.id, ComparisonValue.value,
        ).where(ComparisonValue.indicator_id.in_(sorted(indicator_ids)))
    )  # fmt: skip
    for indicator, period, gender, municipality, key, value in rows:
        found.setdefault((indicator, period, gender), {})[codes[municipality]] = (key, value)
    return found


def home(session: Session) -> tuple[str | None, tuple[str, ...]]:
    """The own municipality's code and names."""
    row = session.scalars(select(Municipality)).first()
    if row is None:
        return None, ()
    return row.code, (row.name, row.official_name, *(each.name for each in row.aliases))


def units(session: Session) -> dict[int, tuple[str, str | None]]:
    """The units' names and abbreviations by id."""
    rows = session.execute(select(Unit.id, Unit.name, Unit.abbreviation))
    return {row.id: (row.name, row.abbreviation) for row in rows}
