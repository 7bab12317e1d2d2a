"""Use cases on the municipality itself: names, code, facts by year, mandate periods."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import MandatePeriod, Municipality, MunicipalityAlias, MunicipalityFact
from app.models.types import new_id
from app.services.organisation import rules
from app.services.organisation.errors import BadYear, ElectionTaken, FactTaken
from app.services.organisation.units import KEEP
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_FIRST_YEAR, _LAST_YEAR = 1862, 2200
_NAMED = ("namn", "officiella namn", "kommunkod", "län", "centralort")


def set_municipality(
    session: Session,
    *,
    expected_version: int,
    name: str = KEEP,
    official_name: str = KEEP,
    code: str | None = KEEP,
    county: str | None = KEEP,
    seat: str | None = KEEP,
) -> None:
    """Change names and code of the municipality; what is not named stays. The code keeps its zero."""
    row = _for_change(session, expected_version)
    if name is not KEEP:
        row.name = needed(name, "Kommunens namn")
    if official_name is not KEEP:
        row.official_name = needed(official_name, "Kommunens officiella namn")
    if code is not KEEP:
        row.code = rules.read_code(code or "")
    if county is not KEEP:
        row.county = optional(county)
    if seat is not KEEP:
        row.seat = optional(seat)
    touch(row)
    values = (name, official_name, code, county, seat)
    said = [words for words, value in zip(_NAMED, values, strict=True) if value is not KEEP]
    describe(session, f"Ändrade kommunens {' och '.join(said)}")


def set_aliases(session: Session, *, names: Sequence[str], expected_version: int) -> None:
    """Other names under which the municipality is written, also known misspellings (`ORG-01`)."""
    row = _for_change(session, expected_version)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    for alias in [alias for alias in row.aliases if alias.name not in wanted]:
        row.aliases.remove(alias)
    known = {alias.name for alias in row.aliases}
    row.aliases.extend(MunicipalityAlias(id=new_id(), name=name) for name in wanted if name not in known)
    touch(row)
    describe(session, "Ändrade kommunens andra namn")


def set_fact(
    session: Session,
    *,
    kind: str,
    expected_version: int,
    year: int | None,
    fact_id: int | None = None,
    reference_date: date | None = None,
    number: Decimal | None = None,
    amount: int | None = None,
    stated: str | None = None,
    source: str | None = None,
) -> int:
    """Set a fact with its year (`ORG-11`), a new one without `fact_id`; what a user types is no example."""
    row = _for_change(session, expected_version)
    if year is not None:
        _check_year(year, "Uppgiftens år")
    if number is None and amount is None:
        stated = needed(stated or "", "Uppgiftens värde")
    rules.check_figure(kind, number, amount)
    _refuse_same(row, fact_id, kind, year, reference_date)
    fact = _new_fact(row) if fact_id is None else _fact(row, fact_id)
    fact.kind, fact.year, fact.reference_date = needed(kind, "Uppgiftens slag"), year, reference_date
    if (fact.number, fact.amount) != (number, amount):
        fact.example = False
    fact.number, fact.amount = number, amount
    fact.stated, fact.source = optional(stated), optional(source)
    touch(row)
    describe(session, f"Ändrade {_named(fact)}" if fact_id is not None else f"Lade till {_named(fact)}")
    return fact.id


def remove_fact(session: Session, *, fact_id: int, expected_version: int) -> None:
    """Remove a fact."""
    row = _for_change(session, expected_version)
    fact = _fact(row, fact_id)
    describe(session, f"Tog bort {_named(fact)}")
    row.facts.remove(fact)
    touch(row)


def add_election(session: Session, *, election_year: int) -> None:
    """Add the mandate periods of council and board that follow an election (`ORG-12`)."""
    _check_year(election_year, "Valår")
    if _periods(session, election_year):
        raise ElectionTaken(election_year)
    for body, period in rules.periods_after(election_year):
        session.add(
            MandatePeriod(
                id=new_id(),
                body=body,
                election_year=election_year,
                starts=period.starts,
                ends=period.ends,
            )
        )
    describe(session, f"Lade till mandatperioderna efter valet {election_year}")


def set_election_year(session: Session, *, election_year: int, new_year: int) -> None:
    """Move an election to another year; its mandate periods are computed anew."""
    _check_year(new_year, "Valår")
    periods = _periods(session, election_year)
    if not periods:
        raise NotFound(f"Valet {election_year}")
    if new_year == election_year:
        return
    if _periods(session, new_year):
        raise ElectionTaken(new_year)
    spans = dict(rules.periods_after(new_year))
    for row in periods:
        span = spans.get(row.body, spans[rules.BOARD])
        row.election_year, row.starts, row.ends = new_year, span.starts, span.ends
        touch(row)
    describe(session, f"Ändrade valåret {election_year} till {new_year}")


def set_mandate_period(
    session: Session, *, period_id: int, starts: date, ends: date, expected_version: int
) -> None:
    """Set the days of one mandate period, where a body's own differ from the rule."""
    row = session.get(MandatePeriod, period_id)
    if row is None:
        raise NotFound("Mandatperioden")
    check_version(row, expected_version, "Mandatperioden")
    rules.check_span(starts, ends, "Mandatperioden")
    row.starts, row.ends = starts, ends
    touch(row)
    describe(session, f"Ändrade mandatperioden för {row.body} efter valet {row.election_year}")


def remove_election(session: Session, *, election_year: int) -> None:
    """Remove the mandate periods of an election."""
    periods = _periods(session, election_year)
    if not periods:
        raise NotFound(f"Valet {election_year}")
    for row in periods:
        session.delete(row)
    describe(session, f"Tog bort mandatperioderna efter valet {election_year}")


def _for_change(session: Session, expected_version: int) -> Municipality:
    row = session.scalars(select(Municipality)).first()
    if row is None:
        raise NotFound("Kommunen")
    check_version(row, expected_version, "Uppgifterna om kommunen")
    return row


def _periods(session: Session, election_year: int) -> Sequence[MandatePeriod]:
    return session.scalars(select(MandatePeriod).where(MandatePeriod.election_year == election_year)).all()


def _new_fact(row: Municipality) -> MunicipalityFact:
    fact = MunicipalityFact(id=new_id(), example=False)
    row.facts.append(fact)
    return fact


def _fact(row: Municipality, fact_id: int) -> MunicipalityFact:
    for fact in row.facts:
        if fact.id == fact_id:
            return fact
    raise NotFound("Uppgiften")


def _refuse_same(
    row: Municipality, fact_id: int | None, kind: str, year: int | None, day: date | None
) -> None:
    for other in row.facts:
        if other.id != fact_id and (other.kind, other.year, other.reference_date) == (kind, year, day):
            raise FactTaken(rules.FACT_NAMES.get(kind, kind), year)


def _named(fact: MunicipalityFact) -> str:
    name = rules.FACT_NAMES.get(fact.kind, fact.kind).lower()
    return f"uppgiften {name} {fact.year}" if fact.year is not None else f"uppgiften {name}"


def _check_year(year: int, what: str) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadYear(what, str(year))
