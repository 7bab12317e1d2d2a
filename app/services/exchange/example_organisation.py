"""Fills a file with the example's municipality, organisation and mandate periods."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import (
    MandatePeriod,
    Municipality,
    MunicipalityAlias,
    MunicipalityFact,
    Unit,
    UnitKind,
    UnitPartner,
    UnitRole,
    UnitSuccession,
)
from app.models.types import new_id
from app.services.exchange import example_format as shape
from app.services.exchange.example_time import Timeline
from app.services.organisation import rules

ORE_PER_TKR = 100_000


def load_organisation(session: Session, example: shape.Example, time: Timeline) -> dict[str, Unit]:
    """The municipality and its units; gives the units by their keys in the example."""
    _load_municipality(session, example, time)
    session.add_all(_mandate_periods(example.mandate, time))
    kinds = {kind.key: kind.id for kind in session.scalars(select(UnitKind))}
    units: dict[str, Unit] = {}
    for position, row in enumerate(example.units):
        parent = units[row.parent].id if row.parent else None
        units[row.key] = _unit(row, kinds[row.kind], parent, position, time)
        session.add(units[row.key])
    session.flush()
    session.add_all(_succession(row, units, time) for row in example.successions)
    session.flush()
    return units


def _load_municipality(session: Session, example: shape.Example, time: Timeline) -> None:
    facts = example.municipality
    row = session.scalars(select(Municipality)).one_or_none()
    if row is None:
        row = Municipality(id=new_id(), name=facts.name, official_name=facts.official_name)
        session.add(row)
    row.name, row.official_name, row.code = facts.name, facts.official_name, facts.code
    row.county, row.seat, row.example = facts.county, facts.seat, True
    row.aliases = [MunicipalityAlias(name=name) for name in facts.aliases]
    row.facts = [_fact(fact, time) for fact in example.facts]


def _fact(row: shape.Fact, time: Timeline) -> MunicipalityFact:
    return MunicipalityFact(
        kind=row.kind,
        year=time.year(row.year),
        reference_date=time.known_day(row.reference_date),
        number=row.number,
        amount=None if row.amount_tkr is None else row.amount_tkr * ORE_PER_TKR,
        stated=row.stated,
        source=row.source,
        example=row.example,
    )


def _mandate_periods(mandate: shape.Mandate, time: Timeline) -> list[MandatePeriod]:
    """The periods of the latest election up to the working year, and of the one before it."""
    working_year = time.year(-1)
    latest = working_year - (working_year - mandate.known_election_year) % mandate.every
    return [
        MandatePeriod(body=body, election_year=election, starts=span.starts, ends=span.ends)
        for election in (latest - mandate.every, latest)
        for body, span in rules.periods_after(election)
    ]


def _unit(row: shape.Unit, kind_id: int, parent_id: int | None, position: int, time: Timeline) -> Unit:
    contract = row.contract
    return Unit(
        id=new_id(),
        parent_id=parent_id,
        kind_id=kind_id,
        name=row.name,
        abbreviation=row.abbreviation,
        position=position,
        performer=row.performer,
        in_model=row.in_model,
        contract_title=contract.title if contract else None,
        contract_number=time.known_words(contract.number) if contract else None,
        contract_ends=time.known_day(contract.ends) if contract else None,
        valid_from=time.known_day(row.valid_from),
        valid_to=time.known_day(row.valid_to),
        note=row.note,
        source=row.source,
        example=row.example,
        partners=[UnitPartner(name=name, position=place) for place, name in enumerate(row.partners)],
        roles=[UnitRole(title=title, position=place) for place, title in enumerate(row.roles)],
    )


def _succession(row: shape.Succession, units: dict[str, Unit], time: Timeline) -> UnitSuccession:
    return UnitSuccession(
        from_unit_id=units[row.from_unit].id,
        to_unit_id=units[row.to_unit].id,
        happened_on=time.day(row.on),
        how=row.how,
        share=row.share,
    )
