"""Copies a steering model into a file: from then on the rows are the municipality's own (`ORG-02`)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Municipality, MunicipalityAlias, Unit, UnitKind
from app.models.steering import SteeringModel
from app.models.types import new_id
from app.services.steering import modelformat_steering as shape
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.ownmodel import store_model
from app.services.storage import describe, final

#: Categories whose bodies stand in every municipality of the model from the first day.
_STANDING = ("decision", "preparation")


def install(session: Session, *, model: ModelFile) -> SteeringModel:
    """Fill an empty file with the model's kinds, levels, documents, agreements, reports, wheels and words."""
    row = store_model(session, model)
    describe(session, f"Lade in styrmodellen {model.model.title}")
    final(session)
    return row


def install_bodies(session: Session, *, model: ModelFile) -> Municipality:
    """The municipality and the bodies that decide and prepare, so that an empty file is of use."""
    info = model.municipality
    municipality = Municipality(
        id=new_id(),
        name=info.name,
        official_name=info.official_name or info.name,
        code=info.code,
        county=info.county,
        seat=info.seat,
        aliases=[MunicipalityAlias(name=name) for name in info.aliases if name != info.official_name],
    )
    session.add(municipality)
    session.flush()
    kinds = {kind.key: kind.id for kind in session.scalars(select(UnitKind))}
    units: dict[str, Unit] = {}
    for body in _standing_bodies(model):
        above = units.get(body.part_of) if body.part_of else None
        units[body.key] = Unit(
            id=new_id(),
            parent_id=above.id if above else None,
            kind_id=kinds[body.kind or ""],
            name=body.name_today or body.name,
            abbreviation=body.abbreviation,
            position=len(units),
            source=body.source,
        )
        session.add(units[body.key])
        session.flush()
    describe(session, f"Lade in {municipality.official_name}")
    final(session)
    return municipality


def _standing_bodies(model: ModelFile) -> Iterator[shape.Body]:
    """The deciding and preparing bodies, each after the one it is part of; several of a kind are left out."""
    categories = {kind.key: kind.category for kind in model.unit_kinds}
    known = {
        body.key: body
        for body in model.bodies
        if not (body.role or body.count or body.collective) and categories.get(body.kind or "") in _STANDING
    }
    given: set[str] = set()

    def walk(body: shape.Body) -> Iterator[shape.Body]:
        if body.key in given:
            return
        given.add(body.key)
        if body.part_of in known:
            yield from walk(known[body.part_of])
        yield body

    for body in known.values():
        yield from walk(body)
