"""Copies a steering model into a file: from then on the rows are the municipality's own (`ORG-02`)."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind, AgreementPart
from app.models.followup import ReportKind
from app.models.organisation import Municipality, MunicipalityAlias, Unit, UnitKind
from app.models.steering import (
    DocumentKind,
    GlossaryTerm,
    Level,
    LevelSource,
    Perspective,
    SteeringModel,
)
from app.models.types import new_id
from app.models.wheel import Wheel, WheelPattern
from app.services.steering import modelformat_process as process
from app.services.steering import modelformat_steering as shape
from app.services.steering.modelformat_model import ModelFile
from app.services.storage import describe, final

#: Parts of the model file that become rows of their own, and so are not kept in `SteeringModel.details`.
_ROWS = frozenset({
    "format", "key", "edition", "unit_kinds", "levels", "perspectives", "document_kinds", "agreement_kinds",
    "report_kinds", "wheels", "wheel_patterns", "glossary",
})  # fmt: skip
_BODY_LISTS = frozenset({"bodies", "decided_by", "prepared_by", "handled_by", "recipients", "scope_bodies",
                         "participants"})  # fmt: skip
#: Categories whose bodies stand in every municipality of the model from the first day.
_STANDING = ("decision", "preparation")


def install(session: Session, *, model: ModelFile) -> SteeringModel:
    """Fill an empty file with the model's kinds, levels, documents, agreements, reports, wheels and words."""
    row = _steering_model(model)
    session.add(row)
    session.add_all(_unit_kinds(model))
    session.add_all(_perspectives(model))
    session.add_all(_glossary(model))
    session.add_all(_report_kinds(model))
    levels = _install_levels(session, model)
    session.add_all(_document_kinds(model, levels))
    session.add_all(_agreement_kinds(model, levels))
    _install_wheels(session, model)
    session.flush()
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


def _steering_model(model: ModelFile) -> SteeringModel:
    details = model.model_dump(mode="json", exclude_none=True)
    return SteeringModel(
        id=new_id(),
        key=model.key,
        edition=model.edition,
        title=model.model.title,
        valid_from=model.model.valid_from,
        valid_to=model.model.valid_to,
        predecessor=model.model.predecessor,
        details={name: value for name, value in details.items() if name not in _ROWS},
    )


def _details(model: ModelFile, part: BaseModel, *kept: str) -> dict[str, Any]:
    """What a part says beside the columns in `kept`, with bodies by their names."""
    details = part.model_dump(mode="json", exclude_none=True, exclude={"key", *kept})
    return {name: _named(model, name, value) for name, value in details.items()}


def _named(model: ModelFile, name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {inner: _named(model, inner, one) for inner, one in value.items()}
    if isinstance(value, list) and name in _BODY_LISTS:
        return _names(model, tuple(value))
    if isinstance(value, list):
        return [_named(model, "", one) for one in value]
    return value


def _names(model: ModelFile, keys: tuple[str, ...] | None) -> list[str] | None:
    names = model.body_names(keys)
    return None if names is None else list(names)


def _listed(texts: tuple[str, ...] | None) -> list[str] | None:
    return None if texts is None else list(texts)


def _unit_kinds(model: ModelFile) -> list[UnitKind]:
    return [
        UnitKind(key=kind.key, name=kind.name, category=kind.category, position=place)
        for place, kind in enumerate(model.unit_kinds)
    ]


def _perspectives(model: ModelFile) -> list[Perspective]:
    return [
        Perspective(
            position=row.order,
            name=row.name,
            short_name=row.short_name,
            question=row.question,
            scope=row.scope,
            note=row.note,
        )
        for row in model.perspectives or ()
    ]


def _glossary(model: ModelFile) -> list[GlossaryTerm]:
    return [
        GlossaryTerm(word=_word(term), explanation=term.explanation, source=term.source)
        for term in model.glossary or ()
    ]


def _word(term: process.Term) -> str:
    return f"{term.word} ({term.abbreviation})" if term.abbreviation else term.word


def _install_levels(session: Session, model: ModelFile) -> dict[str, int]:
    """The levels, each after its parent, and then what else they build on; gives their ids by key."""
    by_key = {level.key: level for level in model.levels}
    ids: dict[str, int] = {}

    def add(level: shape.Level) -> None:
        if level.key in ids:
            return
        if level.parent:
            add(by_key[level.parent])
        ids[level.key] = new_id()
        session.add(_level(model, level, ids))

    for level in model.levels:
        add(level)
    session.flush()
    session.add_all(
        LevelSource(level_id=ids[level.key], source_id=ids[source], position=place)
        for level in model.levels
        for place, source in enumerate(level.sources)
    )
    session.flush()
    return ids


def _level(model: ModelFile, level: shape.Level, ids: dict[str, int]) -> Level:
    horizon = level.horizon or shape.Horizon()
    columns = ("order", "name", "short_name", "question", "form", "parent", "sources", "decided_by",
               "prepared_by", "cycle", "measurable", "scope")  # fmt: skip
    return Level(
        id=ids[level.key],
        key=level.key,
        position=level.order,
        name=level.name,
        short_name=level.short_name,
        question=level.question,
        form=level.form,
        parent_id=ids[level.parent] if level.parent else None,
        decided_by=_names(model, level.decided_by),
        prepared_by=_names(model, level.prepared_by),
        horizon_min=horizon.min,
        horizon_max=horizon.max,
        horizon_text=horizon.text,
        cycle=level.cycle,
        measurable=level.measurable,
        scope=level.scope,
        details=_details(model, level, *columns),
    )


def _document_kinds(model: ModelFile, levels: dict[str, int]) -> list[DocumentKind]:
    columns = ("name", "category", "level", "decided_by", "prepared_by", "content", "decision_steps", "cycle")
    return [
        DocumentKind(
            key=row.key,
            position=place,
            name=row.name,
            category=row.category,
            level_id=levels[row.level] if row.level else None,
            decided_by=_names(model, row.decided_by),
            prepared_by=_names(model, row.prepared_by),
            content=_listed(row.content),
            decision_steps=None
            if row.decision_steps is None
            else [{"key": step.key, **_details(model, step)} for step in row.decision_steps],
            cycle=row.cycle,
            details=_details(model, row, *columns),
        )
        for place, row in enumerate(model.document_kinds or ())
    ]


def _agreement_kinds(model: ModelFile, levels: dict[str, int]) -> list[AgreementKind]:
    columns = ("name", "level", "term_years", "decided_by", "prepared_by", "sections")
    return [
        AgreementKind(
            id=new_id(),
            key=row.key,
            position=place,
            name=row.name,
            level_id=levels[row.level] if row.level else None,
            term_years=row.term_years,
            signed_by=None if row.signed_by is None else [rule.name for rule in row.signed_by],
            decided_by=_names(model, row.decided_by),
            prepared_by=_names(model, row.prepared_by),
            details=_details(model, row, *columns),
            parts=[_part(model, section, at) for at, section in enumerate(row.sections or ())],
        )
        for place, row in enumerate(model.agreement_kinds or ())
    ]


def _part(model: ModelFile, section: process.AgreementSection, place: int) -> AgreementPart:
    columns = ("title", "mandatory", "standard_text", "standard_text_external")
    return AgreementPart(
        key=section.key,
        position=place,
        title=section.title,
        mandatory=bool(section.mandatory),
        standard_text=section.standard_text,
        standard_text_external=section.standard_text_external,
        details=_details(model, section, *columns),
    )


def _report_kinds(model: ModelFile) -> list[ReportKind]:
    columns = ("name", "frequency", "period_text", "content", "recipients", "due")
    return [
        ReportKind(
            key=row.key,
            position=place,
            name=row.name,
            frequency=row.frequency,
            period_text=row.period_text,
            content=_listed(row.content),
            recipients=_names(model, row.recipients),
            due=row.due,
            details=_details(model, row, *columns),
        )
        for place, row in enumerate(model.report_kinds or ())
    ]


def _install_wheels(session: Session, model: ModelFile) -> None:
    wheels = {
        row.key: Wheel(
            id=new_id(), key=row.key, name=row.name, position=place, details=_details(model, row, "name")
        )
        for place, row in enumerate(model.wheels or ())
    }
    session.add_all(wheels.values())
    session.flush()
    session.add_all(_pattern(model, row, wheels[row.wheel].id) for row in model.wheel_patterns or ())


def _pattern(model: ModelFile, row: process.WheelPattern, wheel_id: int) -> WheelPattern:
    columns = ("order", "title", "wheel", "bodies", "start_month", "start_day", "end_month", "end_day",
               "precision", "deadline", "year_offset", "phase", "recurrence")  # fmt: skip
    return WheelPattern(
        wheel_id=wheel_id,
        key=row.key,
        position=row.order,
        title=row.title,
        bodies=_names(model, row.bodies),
        start_month=row.start_month,
        start_day=row.start_day,
        end_month=row.end_month,
        end_day=row.end_day,
        precision=row.precision,
        deadline=row.deadline,
        year_offset=row.year_offset,
        phase=row.phase,
        recurrence=row.recurrence,
        details=_details(model, row, *columns),
    )
