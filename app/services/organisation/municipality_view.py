"""What is read about the municipality itself: names, facts by year, mandate periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import MandatePeriod, Municipality, MunicipalityFact
from app.services.formatting import write_number, write_ore, write_years
from app.services.organisation import rules
from app.services.textorder import sort_key


@dataclass(frozen=True)
class FactRow:
    """A fact with its year; a value that the source gives in words only has neither number nor amount."""

    id: int
    kind: str
    year: int | None
    reference_date: date | None
    number: Decimal | None
    amount: int | None
    stated: str | None
    source: str | None
    example: bool

    @property
    def name(self) -> str:
        """What it is a fact about."""
        return rules.FACT_NAMES.get(self.kind, self.kind)

    @property
    def value_words(self) -> str:
        """The figure, "" when there is none."""
        if self.amount is not None:
            return write_ore(self.amount)
        return "" if self.number is None else write_number(self.number)


@dataclass(frozen=True)
class MandateRow:
    """A body's mandate period after an election."""

    id: int
    version: int
    body: str
    election_year: int
    starts: date
    ends: date
    year_number: int | None
    """Which year of the period the working year is, None when it is outside it."""


@dataclass(frozen=True)
class MunicipalityView:
    """The municipality in a working year."""

    id: int
    version: int
    name: str
    official_name: str
    code: str | None
    county: str | None
    seat: str | None
    aliases: tuple[str, ...]
    facts: tuple[FactRow, ...]
    mandates: tuple[MandateRow, ...]
    year: int
    election_year: int | None
    """The election whose mandate period the working year belongs to."""
    example: bool

    @property
    def mandate_words(self) -> str:
        """Where in the mandate period the working year is, in words."""
        if self.election_year is None:
            return f"{self.year} hör inte till någon mandatperiod som är inlagd"
        number = rules.year_number(self.year, self.election_year)
        years = write_years(self.election_year + 1, self.election_year + rules.TERM_YEARS)
        return f"{self.year} är år {number} i mandatperioden {years}"


def municipality_view(session: Session, *, year: int) -> MunicipalityView | None:
    """The municipality seen from a working year; None in a file without one."""
    row = session.scalars(select(Municipality)).first()
    if row is None:
        return None
    periods = session.scalars(
        select(MandatePeriod).order_by(MandatePeriod.election_year.desc(), MandatePeriod.starts)
    ).all()
    return MunicipalityView(
        id=row.id,
        version=row.version,
        name=row.name,
        official_name=row.official_name,
        code=row.code,
        county=row.county,
        seat=row.seat,
        aliases=tuple(sorted((alias.name for alias in row.aliases), key=sort_key)),
        facts=_facts(row.facts),
        mandates=tuple(_mandate(period, year) for period in periods),
        year=year,
        election_year=rules.governing_election(year, {period.election_year for period in periods}),
        example=row.example,
    )


def _facts(rows: Sequence[MunicipalityFact]) -> tuple[FactRow, ...]:
    """By kind in the known order, the latest year first."""
    order = {kind: place for place, kind in enumerate(rules.FACT_NAMES)}
    in_order = sorted(
        rows,
        key=lambda fact: (order.get(fact.kind, len(order)), sort_key(fact.kind), -(fact.year or 0), fact.id),
    )
    return tuple(
        FactRow(
            fact.id,
            fact.kind,
            fact.year,
            fact.reference_date,
            fact.number,
            fact.amount,
            fact.stated,
            fact.source,
            fact.example,
        )
        for fact in in_order
    )


def _mandate(row: MandatePeriod, year: int) -> MandateRow:
    number = rules.year_number(year, row.election_year)
    return MandateRow(row.id, row.version, row.body, row.election_year, row.starts, row.ends, number)
