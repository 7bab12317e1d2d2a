"""What in a file stands on the parts of its steering model, and what becomes of it when a part goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, func, select
from sqlalchemy.orm import Session

from app.models.schema import Base
from app.models.steering import Node, NodePerspective
from app.services.formatting import write_count
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelrows import KINDS, Kind, row_keys
from app.services.storage import touch

#: Which part takes over after one that goes: (part of the model, its key) → key of the heir.
Heirs = Mapping[tuple[str, str], str]
#: One and several of what refers to the model's rows, by table.
COUNTED = {
    "node": ("styrelement", "styrelement"),
    "node_perspective": ("styrelement", "styrelement"),
    "indicator": ("styrtal", "styrtal"),
    "scorecard_row": ("rad i styrkort", "rader i styrkort"),
    "scorecard_weight": ("vikt i styrkort", "vikter i styrkort"),
    "unit": ("enhet", "enheter"),
    "agreement": ("avtal", "avtal"),
    "agreement_text": ("avtalstext", "avtalstexter"),
    "standard_text": ("standardtext", "standardtexter"),
    "wheel_activity": ("aktivitet", "aktiviteter"),
    "activity_document": ("koppling i årshjulet", "kopplingar i årshjulet"),
}
#: How a part is spoken of in a sentence.
SPOKEN = {
    "unit_kinds": "Organslaget", "perspectives": "Perspektivet", "glossary": "Ordet",
    "report_kinds": "Rapporten", "levels": "Nivån", "document_kinds": "Dokumentslaget",
    "agreement_kinds": "Avtalsslaget", "wheels": "Årshjulet", "wheel_patterns": "Aktiviteten",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """How many rows of a table stand on a part, in words: "12 styrelement"."""

    table: str
    count: int

    @property
    def words(self) -> str:
        """The count with its word."""
        return write_count(self.count, *COUNTED[self.table])


def holdings(session: Session, part: str, key: str) -> tuple[Holding, ...]:
    """What stands on a part of the model, told apart by what it is."""
    kind = _kind(part)
    if kind is None:
        return ()
    row_id = session.scalar(select(kind.table.id).where(getattr(kind.table, kind.column) == key))
    if row_id is None:
        return ()
    counts = ((column.table.name, _count(session, column, row_id)) for column in _references(kind))
    return tuple(Holding(name, count) for name, count in counts if count)


def in_words(found: tuple[Holding, ...]) -> str:
    """All of it in one phrase: "12 styrelement och 3 styrtal"; "" for nothing."""
    words = [one.words for one in found]
    return " och ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def spoken(model: ModelFile, part: str, key: str) -> str:
    """A part by its name in a sentence: "Nivån ”Nämndplan”"."""
    return f"{SPOKEN.get(part, 'Delen')} ”{name_of(model, part, key)}”"


def name_of(model: ModelFile, part: str, key: str) -> str:
    """What a part is called."""
    if part == "glossary":
        return key
    row = next((row for row in getattr(model, part) or () if row.key == key), None)
    return getattr(row, "name", None) or getattr(row, "title", None) or key


def gone(before: ModelFile, after: ModelFile) -> Iterator[tuple[str, str]]:
    """The parts that stand as rows and are no longer there."""
    for kind in KINDS:
        kept = set(row_keys(after, kind.part))
        for key in row_keys(before, kind.part):
            if key not in kept:
                yield kind.part, key


def hand_over(session: Session, before: ModelFile, after: ModelFile, heirs: Heirs) -> None:
    """Let what stands on parts that go stand on their heirs, which must be in the file already."""
    for part, key in gone(before, after):
        heir, kind = heirs.get((part, key)), _kind(part)
        if heir is None or kind is None:
            continue
        column = getattr(kind.table, kind.column)
        old = session.scalar(select(kind.table.id).where(column == key))
        new = session.scalars(select(kind.table.id).where(column == heir)).one()
        for reference in _references(kind):
            _redirect(session, reference, old, new)
    session.flush()


def _kind(part: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.part == part), None)


@cache
def _references(kind: Kind) -> tuple[Column[Any], ...]:
    """The columns outside the model that refer to its rows."""
    own = {one.table.__tablename__ for one in KINDS} | {"level_source", "agreement_part"}
    target = kind.table.__tablename__
    return tuple(
        column
        for table in Base.metadata.sorted_tables
        if table.name not in own
        for column in table.columns
        if any(one.column.table.name == target for one in column.foreign_keys)
    )


def _count(session: Session, column: Column[Any], row_id: int) -> int:
    return session.scalar(select(func.count()).select_from(column.table).where(column == row_id)) or 0


def _redirect(session: Session, column: Column[Any], old: int | None, new: int) -> None:
    model = next(one.class_ for one in Base.registry.mappers if one.local_table is column.table)
    for row in session.scalars(select(model).where(column == old)).all():
        if isinstance(row, NodePerspective):
            _redirect_perspective(session, row, new)
            continue
        setattr(row, column.name, new)
        if hasattr(row, "version"):
            touch(row)


def _redirect_perspective(session: Session, row: NodePerspective, new: int) -> None:
    """An element that is seen from the heir already is not seen from it twice."""
    there = select(NodePerspective.id).where(NodePerspective.node_id == row.node_id)
    if session.scalar(there.where(NodePerspective.perspective_id == new)) is None:
        row.perspective_id = new
    else:
        session.delete(row)
    touch(session.get_one(Node, row.node_id))


def all_holdings(session: Session) -> dict[tuple[str, str], str]:
    """What stands on every part that anything stands on, in words, by part and key."""
    found: dict[tuple[str, str], list[Holding]] = {}
    for kind in KINDS:
        name = getattr(kind.table, kind.column)
        for column in _references(kind):
            counted = select(name, func.count()).join_from(kind.table, column.table, column == kind.table.id)
            for key, count in session.execute(counted.group_by(name)):
                found.setdefault((kind.part, key), []).append(Holding(column.table.name, count))
    return {place: in_words(tuple(held)) for place, held in found.items()}
