"""What the internal interest would be by the municipality's own rate, which may be put in the statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.economy import IndexTable, IndexValue
from app.services.economy.statements.loaning import whole_ore
from app.services.economy.statements.views import StatementsView

_KIND = "interest"
_SHARE = "share"


@dataclass(frozen=True, slots=True)
class InternalInterest:
    """A year's rate in percent, on what the installations are worth at its beginning, in öre."""

    rate: Decimal
    value: int
    amount: int


def internal_interest(session: Session, made: StatementsView) -> Mapping[int, InternalInterest]:
    """By year, where both the rate and the value are known."""
    rates = _rates(session)
    found: dict[int, InternalInterest] = {}
    before = made.opening_year
    for year in made.years:
        position = made.balance.get(before, {})
        if year in rates and position.get("assets") is not None:
            value = (position.get("tangible") or 0) + (position.get("intangible") or 0)
            amount = whole_ore(Fraction(value) * Fraction(rates[year]) / 100)
            found[year] = InternalInterest(rates[year], value, amount)
        before = year
    return found


def _rates(session: Session) -> dict[int, Decimal]:
    """The first table of internal interest."""
    first = select(IndexTable.id).where(IndexTable.kind == _KIND, IndexTable.unit == _SHARE)
    table_id = session.scalars(first.order_by(IndexTable.position, IndexTable.id)).first()
    rows = select(IndexValue.year, IndexValue.value).where(IndexValue.table_id == table_id)
    return {row[0]: row[1] for row in session.execute(rows)}
