"""Brings the rows of a file up to its steering model: by key, so that what refers to a row keeps it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind, AgreementPart
from app.models.base import Base
from app.models.steering import OUTSIDE_LEVEL, Level, LevelSource
from app.models.types import new_id
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelrows import KINDS, Kind, Values, row_keys, sections_of
from app.services.storage import touch

Ids = dict[str, dict[str, int]]


def bring_rows(session: Session, model: ModelFile, *, hand_over: Callable[[], None] = lambda: None) -> None:
    """Add, change and remove rows until they say what the model says.

    `hand_over` is called when every new row is there and none has gone: whatever refers to one that goes
    must then come to refer to another. The file looks at references when the transaction ends, since
    rows change places.
    """
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    found = {kind.part: _present(session, kind) for kind in KINDS}
    ids = {
        kind.part: {
            key: found[kind.part][key].id if key in found[kind.part] else new_id()
            for key in row_keys(model, kind.part)
        }
        for kind in KINDS
    }
    for kind in KINDS:
        for key, values in kind.values(model, ids).items():
            row = found[kind.part].get(key)
            if row is None:
                session.add(kind.table(id=ids[kind.part][key], **{kind.column: key}, **values))
            else:
                _settle(row, values)
    _bring_sources(session, model, ids["levels"])
    session.flush()
    _bring_sections(session, model, ids["agreement_kinds"])
    hand_over()
    for kind in reversed(KINDS):
        for key, row in found[kind.part].items():
            if key not in ids[kind.part]:
                _let_go(session, row)
    session.flush()


def _present(session: Session, kind: Kind) -> dict[str, Any]:
    found = {getattr(row, kind.column): row for row in session.scalars(select(kind.table))}
    found.pop(OUTSIDE_LEVEL, None)
    return found


def _settle(row: Any, values: Mapping[str, Any]) -> bool:
    """Give a row the values that it does not have; tells whether there were any."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed and hasattr(row, "version"):
        touch(row)
    return bool(changed)


def _let_go(session: Session, row: Base) -> None:
    if isinstance(row, Level):
        row.sources.clear()
    session.delete(row)


def _bring_sources(session: Session, model: ModelFile, ids: Mapping[str, int]) -> None:
    session.flush()
    for level in model.levels:
        row = session.get_one(Level, ids[level.key])
        wanted = [ids[source] for source in level.sources]
        if [one.source_id for one in row.sources] == wanted:
            continue
        present = {one.source_id: one for one in row.sources}
        row.sources = [present.get(one) or LevelSource(source_id=one) for one in wanted]
        for place, one in enumerate(row.sources):
            one.position = place
        touch(row)


def _bring_sections(session: Session, model: ModelFile, ids: Mapping[str, int]) -> None:
    for key, kind_id in ids.items():
        row = session.get_one(AgreementKind, kind_id)
        wanted: dict[str, Values] = sections_of(model, key)
        present = {part.key: part for part in row.parts}
        changed = False
        for name, values in wanted.items():
            if name in present:
                changed |= _settle(present[name], values)
            else:
                row.parts.append(AgreementPart(key=name, **values))
                changed = True
        for name, part in present.items():
            if name not in wanted:
                row.parts.remove(part)
                changed = True
        if changed and present:
            touch(row)
